import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { WebgpuKernel } from './kernel';
import { lanes, type Program, runProgram, type Unit, unitOf, widthOf } from './program';

/** Ours: a [...,Ca], b [...,Cb] → [...,Ca+Cb]. */
export const joinChannels: WebgpuKernel = {
  name: 'JoinChannels',
  run: (backend, { a, b }) => {
    const [left, right] = [channelsOf(a), channelsOf(b)];
    const unit = commonUnit(left, right);
    return runOverUnits(backend, [...a.shape.slice(0, -1), left + right], unit, {
      key: 'joinChannels',
      work: `
        let channel = at % (uniforms.left + uniforms.right);
        let voxel = at / (uniforms.left + uniforms.right);
        if (channel < uniforms.left) {
          result[at] = a[voxel * uniforms.left + channel];
        } else {
          result[at] = b[voxel * uniforms.right + channel - uniforms.left];
        }`,
      inputs: { a: [a, unit], b: [b, unit] },
      uniforms: { left: left / widthOf(unit), right: right / widthOf(unit) },
    });
  },
};

/** Ours: dy [...,C] → its first `left` channels, and the others. */
export const splitChannels: WebgpuKernel = {
  name: 'SplitChannels',
  run: (backend, { dy }, attributes) => {
    const { left } = attributes as { readonly left: number };
    const right = channelsOf(dy) - left;
    return [copyChannels(backend, dy, 0, left), copyChannels(backend, dy, left, right)];
  },
};

function copyChannels(backend: WebGPUBackend, dy: TensorInfo, start: number, count: number): TensorInfo {
  const unit = commonUnit(channelsOf(dy), start, count);
  const width = widthOf(unit);
  return runOverUnits(backend, [...dy.shape.slice(0, -1), count], unit, {
    key: 'copyChannels',
    work: `
      let voxel = at / uniforms.count;
      result[at] = dy[voxel * uniforms.all + uniforms.start + at % uniforms.count];`,
    inputs: { dy: [dy, unit] },
    uniforms: { all: channelsOf(dy) / width, start: start / width, count: count / width },
  });
}

/** Ours: x [B,D,H,W,C] → [B,2D,2H,2W,C], each voxel eight times. */
export const repeatVoxels: WebgpuKernel = {
  name: 'RepeatVoxels',
  run: (backend, { x }) => {
    const [batch, depth, height, width, channels] = x.shape;
    const unit = unitOf(channels);
    return runOverUnits(backend, [batch, 2 * depth, 2 * height, 2 * width, channels], unit, {
      key: 'repeatVoxels',
      work: `
        let voxel = at / uniforms.units;
        let column = voxel % (2 * uniforms.width) / 2;
        let row = voxel / (2 * uniforms.width) % (2 * uniforms.height) / 2;
        let plane = voxel / (4 * uniforms.width * uniforms.height) / 2;
        let parent = (plane * uniforms.height + row) * uniforms.width + column;
        result[at] = x[parent * uniforms.units + at % uniforms.units];`,
      inputs: { x: [x, unit] },
      uniforms: { height, width, units: channels / widthOf(unit) },
    });
  },
};

/** Ours: dy [B,2D,2H,2W,C] → [B,D,H,W,C], each voxel the sum of its block of eight. */
export const sumBlocks: WebgpuKernel = {
  name: 'SumBlocks',
  run: (backend, { dy }) => {
    const [batch, channels] = [dy.shape[0], channelsOf(dy)];
    const [depth, height, width] = dy.shape.slice(1, 4).map((side) => side / 2);
    const unit = unitOf(channels);
    return runOverUnits(backend, [batch, depth, height, width, channels], unit, {
      key: 'sumBlocks',
      work: `
        let voxel = at / uniforms.units;
        let column = voxel % uniforms.width * 2;
        let row = voxel / uniforms.width % uniforms.height * 2;
        let plane = voxel / (uniforms.width * uniforms.height) * 2;
        var sum = ${unit}(0.0);
        for (var corner = 0; corner < 8; corner++) {
          let inRow = (plane + corner / 4) * 2 * uniforms.height + row + corner / 2 % 2;
          let source = inRow * 2 * uniforms.width + column + corner % 2;
          sum += dy[source * uniforms.units + at % uniforms.units];
        }
        result[at] = sum;`,
      inputs: { dy: [dy, unit] },
      uniforms: { height, width, units: channels / widthOf(unit) },
    });
  },
};

/** What is done for each unit of the result, as the place `at`. */
type UnitWork = Pick<Program, 'key' | 'inputs' | 'uniforms'> & { readonly work: string };

function runOverUnits(backend: WebGPUBackend, shape: readonly number[], unit: Unit, program: UnitWork): TensorInfo {
  const { key, work, inputs, uniforms } = program;
  const size = util.sizeFromShape([...shape]) / widthOf(unit);
  return runProgram(backend, {
    key: `${key} ${unit}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.size) { return; }
      ${work}
    }`,
    inputs,
    uniforms: { ...uniforms, size },
    output: [shape, unit],
    workgroups: Math.ceil(size / lanes),
  });
}

function channelsOf({ shape }: TensorInfo): number {
  return shape[shape.length - 1];
}

/** Four channels at a time, where all these counts allow it. */
function commonUnit(...channels: readonly number[]): Unit {
  return channels.every((count) => unitOf(count) === 'vec4<f32>') ? 'vec4<f32>' : 'f32';
}
