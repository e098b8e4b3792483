import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NormAttributes } from '../wasm/norm';
import { layoutOf, type NormLayout, uniformsOf } from './normLayout';
import { runOverChunks, runOverUnits } from './normPrograms';
import { lanes, type Program, release, runProgram, type Unit, widthOf } from './program';
import type { WebgpuKernel } from './register';

type Tensors = Readonly<Record<'x' | 'dy' | 'gain' | 'offset' | 'means' | 'scales', TensorInfo>>;

/** Ours: the inputs of `normLeaky`, its means and scales, and dy → dx, and dGain and dOffset [1,1,1,1,C], summed over the batch. */
export const normLeakyGradient: WebgpuKernel = {
  name: 'InstanceNormLeakyGrad',
  run: (backend, inputs, attributes) => {
    const { slope } = attributes as NormAttributes;
    const tensors = inputs as Tensors;
    const layout = layoutOf(tensors.x);
    const parts = partsOf(backend, tensors, slope, layout);
    const sums = joinParts(backend, parts, layout);
    const outputs = [
      inputGradient(backend, tensors, sums, slope, layout),
      sumOverBatch(backend, sums, 1, tensors.gain.shape, layout),
      sumOverBatch(backend, sums, 0, tensors.offset.shape, layout),
    ];
    release(backend, parts, sums);
    return outputs;
  },
};

/** What the chain rule needs of one number: `normal`, x brought to mean 0 and variance 1, and `behind`, the gradient behind the leaky ReLU. */
function chainCode(unit: Unit, slope: number): string {
  return `
  struct Chain { normal : ${unit}, behind : ${unit} }
  fn chainAt(at : i32, moment : i32, unit : i32) -> Chain {
    let normal = (x[at] - means[moment]) * scales[moment];
    let isBelow = normal * gain[unit] + offset[unit] < ${unit}(0.0);
    return Chain(normal, dy[at] * select(${unit}(1.0), ${unit}(${slope}), isBelow));
  }`;
}

function chainInputs({ x, dy, gain, offset, means, scales }: Tensors, unit: Unit): Program['inputs'] {
  return Object.fromEntries(
    Object.entries({ x, dy, gain, offset, means, scales }).map(([name, tensor]) => [name, [tensor, unit]]),
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

/** [B,2,C]: the sums of all chunks. */
function joinParts(backend: WebGPUBackend, parts: TensorInfo, layout: NormLayout): TensorInfo {
  const { unit, batch, units } = layout;
  const size = batch * 2 * units;
  return runProgram(backend, {
    key: `normGradientJoin ${unit}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.size) { return; }
      let pair = 2 * uniforms.units;
      let start = at / pair * uniforms.chunks * pair + at % pair;
      var sum = ${unit}(0.0);
      for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
        sum += parts[start + chunk * pair];
      }
      result[at] = sum;
    }`,
    inputs: { parts: [parts, unit] },
    uniforms: { ...uniformsOf(layout), size },
    output: [[batch, 2, units * widthOf(unit)], unit],
    workgroups: Math.ceil(size / lanes),
  });
}

function inputGradient(
  backend: WebGPUBackend,
  tensors: Tensors,
  sums: TensorInfo,
  slope: number,
  layout: NormLayout,
): TensorInfo {
  const { unit } = layout;
  return runOverUnits(backend, layout, tensors.x, {
    key: `normGradient ${unit} ${slope}`,
    helpers: chainCode(unit, slope),
    work: `
      let chain = chainAt(at, moment, unit);
      let plain = sums[element * 2 * uniforms.units + unit];
      let weighed = sums[(element * 2 + 1) * uniforms.units + unit];
      let away = (plain + chain.normal * weighed) / f32(uniforms.voxels);
      result[at] = (chain.behind - away) * gain[unit] * scales[moment];`,
    inputs: { ...chainInputs(tensors, unit), sums: [sums, unit] },
  });
}

/** [1,1,1,1,C] from sums [B,2,C]: row 0 or 1 of each element, added. */
function sumOverBatch(
  backend: WebGPUBackend,
  sums: TensorInfo,
  row: 0 | 1,
  shape: readonly number[],
  { unit, batch, units }: NormLayout,
): TensorInfo {
  return runProgram(backend, {
    key: `normGradientOfChannels ${unit} ${row}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let unit = workgroup * ${lanes} + lane;
      if (unit >= uniforms.units) { return; }
      var sum = ${unit}(0.0);
      for (var element = 0; element < uniforms.batch; element++) {
        sum += sums[(element * 2 + ${row}) * uniforms.units + unit];
      }
      result[unit] = sum;
    }`,
    inputs: { sums: [sums, unit] },
    uniforms: { batch, units },
    output: [shape, unit],
    workgroups: Math.ceil(units / lanes),
  });
}
