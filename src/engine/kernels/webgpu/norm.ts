import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NormAttributes } from '../wasm/norm';
import type { WebgpuKernel } from './kernel';
import { layoutOf, type NormLayout, uniformsOf } from './normLayout';
import { runOverChunks, runOverUnits } from './normPrograms';
import { lanes, release, runProgram, widthOf } from './program';

/** Ours: x [B,D,H,W,C], gain and offset [1,1,1,1,C] → y, and its moments [2,B,C]: each element's means, then its scales (1 / standard deviation). */
export const normLeaky: WebgpuKernel = {
  name: 'InstanceNormLeaky',
  run: (backend, { x, gain, offset }, attributes) => {
    const { epsilon, slope } = attributes as NormAttributes;
    const layout = layoutOf(x);
    const parts = partsOf(backend, x, layout);
    const moments = joinParts(backend, parts, epsilon, layout);
    release(backend, parts);
    return [normed(backend, { x, gain, offset, moments }, slope, layout), moments];
  },
};

/** [B, chunks, 2, C]: the mean of each chunk, and the squares round that mean: exact also where the mean is far from zero. */
function partsOf(backend: WebGPUBackend, x: TensorInfo, layout: NormLayout): TensorInfo {
  const { unit } = layout;
  return runOverChunks(backend, layout, {
    key: `normParts ${unit}`,
    work: `
      let count = min(uniforms.voxelsInChunk, uniforms.voxels - chunk * uniforms.voxelsInChunk);
      let start = element * uniforms.voxels * uniforms.units + unit;
      var sum = ${unit}(0.0);
      for (var voxel = first; voxel < end; voxel += strideInChunk) {
        sum += x[start + voxel * uniforms.units];
      }
      let mean = joined(lane, perVoxel, sum) / f32(count);
      var squares = ${unit}(0.0);
      for (var voxel = first; voxel < end; voxel += strideInChunk) {
        let centred = x[start + voxel * uniforms.units] - mean;
        squares += centred * centred;
      }
      let total = joined(lane, perVoxel, squares);`,
    sums: ['mean', 'total'],
    inputs: { x: [x, unit] },
  });
}

/** [2,B,C]: the moments of each element, joined from those of its chunks. */
function joinParts(backend: WebGPUBackend, parts: TensorInfo, epsilon: number, layout: NormLayout): TensorInfo {
  const { unit, batch, units } = layout;
  return runProgram(backend, {
    key: `normJoin ${unit} ${epsilon}`,
    code: () => `
    fn countOf(chunk : i32) -> f32 {
      return f32(min(uniforms.voxelsInChunk, uniforms.voxels - chunk * uniforms.voxelsInChunk));
    }
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.batch * uniforms.units) { return; }
      let start = at / uniforms.units * uniforms.chunks * 2 * uniforms.units + at % uniforms.units;
      var mean = ${unit}(0.0);
      for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
        mean += parts[start + chunk * 2 * uniforms.units] * countOf(chunk);
      }
      mean /= f32(uniforms.voxels);
      var squares = ${unit}(0.0);
      for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
        let away = parts[start + chunk * 2 * uniforms.units] - mean;
        squares += parts[start + (chunk * 2 + 1) * uniforms.units] + away * away * countOf(chunk);
      }
      result[at] = mean;
      result[uniforms.batch * uniforms.units + at] = inverseSqrt(squares / f32(uniforms.voxels) + ${epsilon});
    }`,
    inputs: { parts: [parts, unit] },
    uniforms: uniformsOf(layout),
    output: [[2, batch, units * widthOf(unit)], unit],
    workgroups: Math.ceil((batch * units) / lanes),
  });
}

function normed(
  backend: WebGPUBackend,
  { x, gain, offset, moments }: Readonly<Record<'x' | 'gain' | 'offset' | 'moments', TensorInfo>>,
  slope: number,
  layout: NormLayout,
): TensorInfo {
  const { unit } = layout;
  return runOverUnits(backend, layout, x, {
    key: `norm ${unit} ${slope}`,
    work: `
      let value = (x[at] - moments[mean]) * moments[scale] * gain[unit] + offset[unit];
      result[at] = max(value, value * ${slope});`,
    inputs: { x: [x, unit], gain: [gain, unit], offset: [offset, unit], moments: [moments, unit] },
  });
}
