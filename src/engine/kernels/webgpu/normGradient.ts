import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NormAttributes } from '../wasm/norm';
import type { WebgpuKernel } from './kernel';
import { layoutOf, type NormLayout, uniformsOf } from './normLayout';
import { runOverChunks, runOverUnits } from './normPrograms';
import { lanes, type Program, release, runProgram, type Unit, widthOf } from './program';
import { sumChunks } from './sumChunks';

type Tensors = Readonly<Record<'x' | 'dy' | 'gain' | 'offset' | 'moments', TensorInfo>>;

/** Ours: the inputs of `normLeaky`, its moments, and dy → dx, and dGain and dOffset [1,1,1,1,C], summed over the batch. */
export const normLeakyGradient: WebgpuKernel = {
  name: 'InstanceNormLeakyGrad',
  run: (backend, inputs, attributes) => {
    const { slope } = attributes as NormAttributes;
    const tensors = inputs as Tensors;
    const layout = layoutOf(tensors.x);
    const parts = partsOf(backend, tensors, slope, layout);
    const plain = joinParts(backend, parts, 0, layout);
    const weighed = joinParts(backend, parts, 1, layout);
    const dx = inputGradient(backend, tensors, plain, weighed, slope, layout);
    release(backend, parts);
    return [
      dx,
      sumOverBatch(backend, weighed, tensors.gain.shape, layout),
      sumOverBatch(backend, plain, tensors.offset.shape, layout),
    ];
  },
};

/** What the chain rule needs of one number: `normal`, x brought to mean 0 and variance 1, and `behind`, the gradient behind the leaky ReLU. */
function chainCode(unit: Unit, slope: number): string {
  return `
  struct Chain { normal : ${unit}, behind : ${unit} }
  fn chainAt(at : i32, mean : i32, unit : i32) -> Chain {
    let normal = (x[at] - moments[mean]) * moments[uniforms.batch * uniforms.units + mean];
    let isBelow = normal * gain[unit] + offset[unit] < ${unit}(0.0);
    return Chain(normal, dy[at] * select(${unit}(1.0), ${unit}(${slope}), isBelow));
  }`;
}

function chainInputs({ x, dy, gain, offset, moments }: Tensors, unit: Unit): Program['inputs'] {
  return Object.fromEntries(
    Object.entries({ x, dy, gain, offset, moments }).map(([name, tensor]) => [name, [tensor, unit]]),
  );
}

/** [B, chunks, 2, C]: each chunk's sums of `behind` and of `behind * normal`. */
function partsOf(backend: WebGPUBackend, tensors: Tensors, slope: number, layout: NormLayout): TensorInfo {
  const { unit } = layout;
  return runOverChunks(backend, layout, {
    key: `normGradientParts ${unit} ${slope}`,
    helpers: chainCode(unit, slope),
    work: `
      let start = element * uniforms.voxels * uniforms.units + unit;
      var plain = ${unit}(0.0);
      var weighed = ${unit}(0.0);
      for (var voxel = first; voxel < end; voxel += strideInChunk) {
        let chain = chainAt(start + voxel * uniforms.units, element * uniforms.units + unit, unit);
        plain += chain.behind;
        weighed += chain.behind * chain.normal;
      }
      let plainTotal = joined(lane, perVoxel, plain);
      let weighedTotal = joined(lane, perVoxel, weighed);`,
    sums: ['plainTotal', 'weighedTotal'],
    inputs: chainInputs(tensors, unit),
  });
}

/** [B,C]: the first or the second sum of all chunks of each element. */
function joinParts(backend: WebGPUBackend, parts: TensorInfo, which: 0 | 1, layout: NormLayout): TensorInfo {
  const { unit, batch, units } = layout;
  return runProgram(backend, {
    key: `normGradientJoin ${unit} ${which}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.batch * uniforms.units) { return; }
      let start = (at / uniforms.units * uniforms.chunks * 2 + ${which}) * uniforms.units + at % uniforms.units;
      var sum = ${unit}(0.0);
      for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
        sum += parts[start + chunk * 2 * uniforms.units];
      }
      result[at] = sum;
    }`,
    inputs: { parts: [parts, unit] },
    uniforms: uniformsOf(layout),
    output: [[batch, units * widthOf(unit)], unit],
    workgroups: Math.ceil((batch * units) / lanes),
  });
}

/** With `plain` and `weighed`, the sums of `behind` and of `behind * normal` [B,C]. */
function inputGradient(
  backend: WebGPUBackend,
  tensors: Tensors,
  plain: TensorInfo,
  weighed: TensorInfo,
  slope: number,
  layout: NormLayout,
): TensorInfo {
  const { unit } = layout;
  return runOverUnits(backend, layout, tensors.x, {
    key: `normGradient ${unit} ${slope}`,
    helpers: chainCode(unit, slope),
    work: `
      let chain = chainAt(at, mean, unit);
      let away = (plain[mean] + chain.normal * weighed[mean]) / f32(uniforms.voxels);
      result[at] = (chain.behind - away) * gain[unit] * moments[scale];`,
    inputs: { ...chainInputs(tensors, unit), plain: [plain, unit], weighed: [weighed, unit] },
  });
}

/** From sums [B,C], which are used up, to the shape [1,1,1,1,C]; those of a single element are it already. */
function sumOverBatch(
  backend: WebGPUBackend,
  sums: TensorInfo,
  shape: number[],
  { unit, batch }: NormLayout,
): TensorInfo {
  if (batch === 1) return { ...sums, shape };
  const total = sumChunks(backend, sums, batch, shape, unit);
  release(backend, sums);
  return total;
}
