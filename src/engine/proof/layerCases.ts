import { plainNormLeaky, plainNormLeakyGradient } from '../../core/plainNorm';
import type { Plain, Shape5 } from '../../core/plainOps';
import {
  addBias,
  concatChannels,
  instanceNormLeaky,
  leakySlope,
  normEpsilon,
  type Tensor2D,
  type Tensor5D,
  tensor1d,
  upsampleNearest,
} from '../ops';
import { regionSums } from '../ops/regions';
import { type ProofCase, spreadNumbers } from './proofCase';

/** instanceNormLeaky on x of this shape. */
export function normCase(shape: Shape5): ProofCase {
  const settings = { epsilon: normEpsilon, slope: leakySlope };
  const perChannel: Shape5 = [1, 1, 1, 1, shape[4]];
  const [x, dy] = [spread(shape, 1), spread(shape, 2)];
  const [gain, offset] = [spreadNumbers(perChannel, 3), spreadNumbers(perChannel, 4)];
  const { dx, dGain, dOffset } = plainNormLeakyGradient(x, gain.values, offset.values, dy, settings);
  return {
    op: 'instanceNormLeaky',
    inputs: [x, gain, offset],
    dy,
    run: (a, b, c) => instanceNormLeaky(a as Tensor5D, b as Tensor5D, c as Tensor5D),
    value: plainNormLeaky(x, gain.values, offset.values, settings).values,
    gradients: [dx.values, dGain, dOffset],
  };
}

/** addBias on x of this shape. */
export function biasCase(shape: Shape5): ProofCase {
  const [x, dy, bias] = [spread(shape, 1), spread(shape, 2), spreadNumbers([1, 1, 1, 1, shape[4]], 3)];
  const dBias = new Float64Array(shape[4]);
  for (const [i, value] of dy.values.entries()) dBias[i % shape[4]] += value;
  return {
    op: 'addBias',
    inputs: [x, bias],
    dy,
    run: (a, b) => addBias(a as Tensor5D, b as Tensor5D),
    value: x.values.map((value, i) => value + bias.values[i % shape[4]]),
    gradients: [dy.values, dBias],
  };
}

/** upsampleNearest on x of this shape. */
export function upsampleNearestCase(shape: Shape5): ProofCase {
  const [batch, depth, height, width, channels] = shape;
  const x = spread(shape, 1);
  const dy = spread([batch, 2 * depth, 2 * height, 2 * width, channels], 2);
  const value = new Float64Array(dy.values.length);
  const dx = new Float64Array(x.values.length);
  for (let i = 0; i < value.length; i++) {
    const [c, v] = [i % channels, Math.floor(i / channels)];
    const [vx, vy] = [v % (2 * width), Math.floor(v / (2 * width)) % (2 * height)];
    const slice = Math.floor(v / (4 * width * height));
    const parent = c + channels * ((vx >> 1) + width * ((vy >> 1) + height * (slice >> 1)));
    value[i] = x.values[parent];
    dx[parent] += dy.values[i];
  }
  return { op: 'upsampleNearest', inputs: [x], dy, run: (a) => upsampleNearest(a as Tensor5D), value, gradients: [dx] };
}

/** concatChannels of x of this shape with one of `right` channels. */
export function concatCase(shape: Shape5, right: number): ProofCase {
  const [batch, depth, height, width, left] = shape;
  const all = left + right;
  const [a, b] = [spread(shape, 1), spread([batch, depth, height, width, right], 2)];
  const dy = spread([batch, depth, height, width, all], 3);
  const isLeft = (i: number) => i % all < left;
  const value = dy.values.map((_, i) => {
    const voxel = Math.floor(i / all);
    return isLeft(i) ? a.values[voxel * left + (i % all)] : b.values[voxel * right + (i % all) - left];
  });
  return {
    op: 'concatChannels',
    inputs: [a, b],
    dy,
    run: (first, second) => concatChannels(first as Tensor5D, second as Tensor5D),
    value,
    gradients: [dy.values.filter((_, i) => isLeft(i)), dy.values.filter((_, i) => !isLeft(i))],
  };
}

/** regionSums of rows spread over all regions but the last one, which stays empty. */
export function regionSumsCase(rows: number, columns: number, regionCount: number): ProofCase {
  const [values, dy] = [spreadNumbers([rows, columns], 1), spreadNumbers([regionCount, columns], 2)];
  const regions = Int32Array.from({ length: rows }, (_, i) => (i * i + 3 * i) % Math.max(1, regionCount - 1));
  const sums = new Float64Array(regionCount * columns);
  for (const [i, value] of values.values.entries())
    sums[regions[Math.floor(i / columns)] * columns + (i % columns)] += value;
  return {
    op: 'regionSums',
    inputs: [values],
    dy,
    run: (a) => regionSums(a as Tensor2D, tensor1d(regions, 'int32'), regionCount),
    value: sums,
    gradients: [values.values.map((_, i) => dy.values[regions[Math.floor(i / columns)] * columns + (i % columns)])],
  };
}

function spread(shape: Shape5, seed: number): Plain {
  return { shape, values: spreadNumbers(shape, seed).values };
}
