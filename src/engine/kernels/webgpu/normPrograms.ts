import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type NormLayout, uniformsOf } from './normLayout';
import { lanes, type Program, runProgram, type Unit, widthOf } from './program';

/** What is summed over each chunk of voxels. */
export interface ChunkSums extends Pick<Program, 'key' | 'inputs'> {
  /** Functions that `work` calls. */
  readonly helpers?: string;
  /** Walks the voxels of `element` from `first` to `end` by `strideInChunk`, and joins what the threads found of channel `unit`. */
  readonly work: string;
  /** Names of the two sums. */
  readonly sums: readonly [string, string];
}

/** [B, chunks, 2, C]: two sums for each chunk and channel. */
export function runOverChunks(backend: WebGPUBackend, layout: NormLayout, program: ChunkSums): TensorInfo {
  const { batch, chunks, blocks, unit, units } = layout;
  const { key, inputs, helpers = '', work, sums } = program;
  return runProgram(backend, {
    key,
    code: () => `
    ${chunkCode(unit)}
    ${helpers}
    fn work(workgroup : i32, lane : i32) {
      ${chunkStart}
      ${work}
      if (isUsed && lane < perVoxel) {
        result[part] = ${sums[0]};
        result[part + uniforms.units] = ${sums[1]};
      }
    }`,
    inputs,
    uniforms: uniformsOf(layout),
    output: [[batch, chunks, 2, units * widthOf(unit)], unit],
    workgroups: batch * chunks * blocks,
  });
}

/** What is done with each unit of a volume. */
export interface UnitWork extends Pick<Program, 'key' | 'inputs'> {
  /** Functions that `work` calls. */
  readonly helpers?: string;
  /** Writes `result[at]`, of channel `unit`; `mean` and `scale` are the places of those of its element in the moments. */
  readonly work: string;
}

/** Of the shape of x: one thread for each of its units. */
export function runOverUnits(backend: WebGPUBackend, layout: NormLayout, x: TensorInfo, program: UnitWork): TensorInfo {
  const { unit, batch, voxels, units } = layout;
  const { key, inputs, helpers = '', work } = program;
  const size = util.sizeFromShape(x.shape) / widthOf(unit);
  return runProgram(backend, {
    key,
    code: () => `
    ${helpers}
    fn work(workgroup : i32, lane : i32) {
      let at = workgroup * ${lanes} + lane;
      if (at >= uniforms.size) { return; }
      let unit = at % uniforms.units;
      let element = at / (uniforms.voxels * uniforms.units);
      let mean = element * uniforms.units + unit;
      let scale = uniforms.batch * uniforms.units + mean;
      ${work}
    }`,
    inputs,
    uniforms: { batch, voxels, units, size },
    output: [x.shape, unit],
    workgroups: Math.ceil(size / lanes),
  });
}

/**
 * WGSL that finds a workgroup's chunk and a thread's place in it. Neighbouring threads take neighbouring units of one voxel, then those
 * of the next voxel, so that what they read together lies together; `strideInChunk` voxels are read at once. `joined(value)` sums over
 * the threads of one unit, always in the same order; every thread must call it.
 */
function chunkCode(unit: Unit): string {
  return `
  var<workgroup> shares : array<${unit}, ${lanes}>;

  fn joined(lane : i32, perVoxel : i32, value : ${unit}) -> ${unit} {
    workgroupBarrier();
    shares[lane] = value;
    workgroupBarrier();
    var sum = ${unit}(0.0);
    for (var other = lane % perVoxel; other < ${lanes} / perVoxel * perVoxel; other += perVoxel) {
      sum += shares[other];
    }
    return sum;
  }`;
}

/** The beginning of `work`, before anything is read. */
const chunkStart = `
    let block = workgroup % uniforms.blocks;
    let chunk = workgroup / uniforms.blocks % uniforms.chunks;
    let element = workgroup / (uniforms.blocks * uniforms.chunks);
    let perVoxel = min(${lanes}, uniforms.units - block * ${lanes});
    let strideInChunk = ${lanes} / perVoxel;
    let unit = block * ${lanes} + lane % perVoxel;
    let isUsed = element < uniforms.batch && lane < strideInChunk * perVoxel;
    let first = chunk * uniforms.voxelsInChunk + lane / perVoxel;
    let end = select(0, min(uniforms.voxels, (chunk + 1) * uniforms.voxelsInChunk), isUsed);
    let part = (element * uniforms.chunks + chunk) * 2 * uniforms.units + unit;`;
