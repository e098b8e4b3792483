import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, type Geometry, geometryOf, isBlockwise, turned, volumeOf } from '../geometry';
import { convolve } from './convolution';
import type { WebgpuKernel } from './kernel';
import { lanes, release, runProgram, unitOf, widthOf } from './program';

/** tfjs's Conv3DBackpropInputV2: dy [B,D',H',W',Co], filter [kD,kH,kW,Ci,Co] → dx of the attribute `inputShape`. Also the transposed convolution. */
export const convolutionInputGradient: WebgpuKernel = {
  name: 'Conv3DBackpropInputV2',
  run: (backend, { dy, filter }, attributes) => {
    const { inputShape, ...walk } = attributes as ConvolutionAttributes & { readonly inputShape: readonly number[] };
    const g = geometryOf(inputShape, filter.shape, walk);
    return isBlockwise(g) ? unfoldBlocks(backend, dy, filter, g) : convolveFlipped(backend, dy, filter, g);
  },
};

/** A 1x1x1 convolution from Co channels to those of a whole block of voxels. */
function unfoldBlocks(backend: WebGPUBackend, dy: TensorInfo, filter: TensorInfo, g: Geometry): TensorInfo {
  const taps = turnFilter(backend, filter, g, 'tapsInChannels');
  const dx = convolve(
    backend,
    dy,
    taps,
    {
      ...{ batch: g.batch, input: g.output, output: g.output },
      ...{ kernel: [1, 1, 1], before: [0, 0, 0], after: [0, 0, 0], stride: 1 },
      ...{ inputChannels: g.outputChannels, outputChannels: g.stride ** 3 * g.inputChannels },
    },
    g.stride,
  );
  release(backend, taps);
  return dx;
}

/** Convolution, stride 1, of dy (spread by the stride) with the filter flipped along its three axes. */
function convolveFlipped(backend: WebGPUBackend, dy: TensorInfo, filter: TensorInfo, g: Geometry): TensorInfo {
  const flipped = turnFilter(backend, filter, g, 'flipped');
  const from = g.stride > 1 ? spread(backend, dy, g) : dy;
  const input = from.shape.slice(1, 4) as [number, number, number];
  const dx = convolve(backend, from, flipped, { ...turned(g), input, stride: 1 });
  release(backend, flipped);
  if (from !== dy) release(backend, from);
  return dx;
}

/** The filter as the gradient's convolution wants it: [taps flipped, Co, Ci], or [Co, taps, Ci] where a block's voxels are channels. */
function turnFilter(
  backend: WebGPUBackend,
  filter: TensorInfo,
  g: Geometry,
  order: 'flipped' | 'tapsInChannels',
): TensorInfo {
  const size = util.sizeFromShape(filter.shape);
  const place =
    order === 'flipped'
      ? `let out = at / uniforms.ins % uniforms.outs;
         let tap = uniforms.count - 1 - at / (uniforms.ins * uniforms.outs);`
      : `let out = at / (uniforms.ins * uniforms.count);
         let tap = at / uniforms.ins % uniforms.count;`;
  return runProgram(backend, {
    key: `turnFilter ${order}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.size) { return; }
      ${place}
      result[at] = taps[(tap * uniforms.ins + at % uniforms.ins) * uniforms.outs + out];
    }`,
    inputs: { taps: [filter, 'f32'] },
    uniforms: { count: volumeOf(g.kernel), ins: g.inputChannels, outs: g.outputChannels, size },
    output: [[size], 'f32'],
    workgroups: Math.ceil(size / lanes),
  });
}

/** dy with stride - 1 zeros between its voxels along each axis. */
function spread(backend: WebGPUBackend, dy: TensorInfo, g: Geometry): TensorInfo {
  const [depth, height, width] = g.output.map((side) => (side - 1) * g.stride + 1);
  const unit = unitOf(g.outputChannels);
  const channels = g.outputChannels / widthOf(unit);
  const size = g.batch * depth * height * width * channels;
  return runProgram(backend, {
    key: `spread ${g.stride} ${unit}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.size) { return; }
      let voxel = at / uniforms.channels;
      let x = voxel % uniforms.width;
      let y = voxel / uniforms.width % uniforms.height;
      let z = voxel / (uniforms.width * uniforms.height) % uniforms.depth;
      let element = voxel / (uniforms.width * uniforms.height * uniforms.depth);
      if (x % ${g.stride} + y % ${g.stride} + z % ${g.stride} > 0) {
        result[at] = ${unit}(0.0);
        return;
      }
      let row = (element * uniforms.fromDepth + z / ${g.stride}) * uniforms.fromHeight + y / ${g.stride};
      let source = row * uniforms.fromWidth + x / ${g.stride};
      result[at] = dy[source * uniforms.channels + at % uniforms.channels];
    }`,
    inputs: { dy: [dy, unit] },
    uniforms: {
      ...{ depth, height, width, channels, size },
      ...{ fromDepth: g.output[0], fromHeight: g.output[1], fromWidth: g.output[2] },
    },
    output: [[g.batch, depth, height, width, g.outputChannels], unit],
    workgroups: Math.ceil(size / lanes),
  });
}
