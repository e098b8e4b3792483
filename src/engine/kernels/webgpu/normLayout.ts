import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { lanes, type Unit, unitOf, widthOf } from './program';

/** How the voxels of x [B,D,H,W,C] are shared out: each element is cut into chunks, and a workgroup walks one chunk for some channels. */
export interface NormLayout {
  readonly unit: Unit;
  readonly batch: number;
  /** Voxels of an element. */
  readonly voxels: number;
  /** Units of channels. */
  readonly units: number;
  readonly chunks: number;
  readonly voxelsInChunk: number;
  /** Workgroups that share a chunk, each with up to `lanes` units. */
  readonly blocks: number;
}

/** Sums are joined by one thread for each channel, so there must not be too many. */
const mostChunks = 256;
const shortestChunk = 512;

export function layoutOf({ shape }: TensorInfo): NormLayout {
  const [batch, depth, height, width, channels] = shape;
  const unit = unitOf(channels);
  const [voxels, units] = [depth * height * width, channels / widthOf(unit)];
  const voxelsInChunk = Math.max(shortestChunk, Math.ceil(voxels / mostChunks));
  const chunks = Math.ceil(voxels / voxelsInChunk);
  return { unit, batch, voxels, units, chunks, voxelsInChunk, blocks: Math.ceil(units / lanes) };
}

export function uniformsOf({ batch, voxels, units, chunks, voxelsInChunk, blocks }: NormLayout) {
  return { batch, voxels, units, chunks, voxelsInChunk, blocks };
}

export function workgroupsOf({ batch, chunks, blocks }: NormLayout): number {
  return batch * chunks * blocks;
}

/** Shape of two numbers for each chunk and channel. */
export function shapeOfParts({ batch, chunks, unit, units }: NormLayout): readonly number[] {
  return [batch, chunks, 2, units * widthOf(unit)];
}

/**
 * WGSL that finds a workgroup's chunk and a thread's place in it. Neighbouring threads take neighbouring units of one voxel, then those
 * of the next voxel, so that what they read together lies together; `strideInChunk` voxels are read at once. `joined(value)` sums over
 * the threads of one unit, always in the same order; every thread must call it.
 */
export function chunkCode(unit: Unit): string {
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
export const chunkStart = `
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

export function sizeInUnits({ shape }: TensorInfo, unit: Unit): number {
  return util.sizeFromShape(shape) / widthOf(unit);
}
