import type { TensorInfo } from '@tensorflow/tfjs-core';
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
