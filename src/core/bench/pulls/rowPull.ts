import type { Pull as LossPull } from '../../losses/terms/term';
import type { Pull } from '../answer';
import type { BenchCase } from '../benchCase';
import type { BenchParts } from './benchParts';

/** The sums of |dL/dlogit| over each row of the case, under the global term and under the instance term, each with weight 1. */
export interface RowPulls {
  readonly global: Float64Array;
  readonly instance: Float64Array;
}

export function pullRows(benchCase: BenchCase, parts: BenchParts): RowPulls {
  return { global: sizesOf(benchCase, parts, 1, 0), instance: sizesOf(benchCase, parts, 0, 1) };
}

/** The pull on blob n and on the rest of its cell. */
export function pullOfBlob({ blobs }: BenchCase, { global, instance }: RowPulls, blob: number): Pull {
  const cell = blobs.length + blob;
  return {
    globalInside: global[blob],
    globalOutside: global[cell],
    instanceInside: instance[blob],
    instanceOutside: instance[cell],
  };
}

/** The pull on all blobs and on all of the background. */
export function pullOfAll({ blobs }: BenchCase, { global, instance }: RowPulls): Pull {
  const inside = (rows: Float64Array) => sum(rows.subarray(1, blobs.length + 1));
  const outside = (rows: Float64Array) => rows[0] + sum(rows.subarray(blobs.length + 1));
  return {
    globalInside: inside(global),
    globalOutside: outside(global),
    instanceInside: inside(instance),
    instanceOutside: outside(instance),
  };
}

/**
 * Where all voxels of a row are pulled the same way, the sum of |dL/dlogit| over it is the size of the sum over k of coefficient_k times
 * the summed slopes; else (masking 'none', or rows that are not those of the case) the gradient is taken voxel by voxel.
 */
function sizesOf(benchCase: BenchCase, parts: BenchParts, alpha: number, beta: number): Float64Array {
  if (parts.rowPullsOf) return parts.rowPullsOf(alpha, beta);
  const pulls = parts.pullsOf(alpha, beta);
  const isPlain = pulls.every((pull) => isOfCase(benchCase, pull) && !pullsBothWays(pull, parts.slopesOf(pull)));
  const sizes = new Float64Array(benchCase.rowVoxels.length);
  if (isPlain) {
    for (const pull of pulls) {
      const slopes = parts.slopesOf(pull);
      for (let row = 0; row < sizes.length; row++) sizes[row] += Math.abs(total(pull, slopes, row));
    }
    return sizes;
  }
  const gradient = parts.gradientOf(alpha, beta);
  for (let v = 0; v < gradient.length; v++) sizes[benchCase.rowOfVoxel[v]] += Math.abs(gradient[v]);
  return sizes;
}

function isOfCase({ rowVoxels, rowOfVoxel }: BenchCase, { ledger }: LossPull): boolean {
  return ledger.voxels.length === rowVoxels.length && ledger.regions.rowOfVoxel === rowOfVoxel;
}

function total({ coefficients }: LossPull, slopes: readonly Float64Array[], row: number): number {
  let pull = 0;
  for (let k = 0; k < slopes.length; k++) pull += coefficients[k][row] * slopes[k][row];
  return pull;
}

function pullsBothWays({ coefficients }: LossPull, slopes: readonly Float64Array[]): boolean {
  for (let row = 0; row < (slopes[0]?.length ?? 0); row++) {
    let ways = 0;
    for (let k = 0; k < slopes.length; k++) {
      const pull = coefficients[k][row] * slopes[k][row];
      if (pull !== 0) ways |= pull > 0 ? 1 : 2;
    }
    if (ways === 3) return true;
  }
  return false;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
