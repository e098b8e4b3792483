import type { Steps } from '../../steps';
import type { BenchCase } from '../benchCase';
import { voxelsOfBlob } from '../edits/body';
import { neighboursOn } from '../edits/neighbours';

/** Two predictions of the same number of voxels, all of them inside blobs, so that both have the same Dice. */
export interface SameDice {
  /** A part of every blob, or of all but the smallest where their voxels do not reach further. */
  readonly allInPart: Int32Array;
  /** The largest blobs as they are, the others missed. */
  readonly fewWhole: Int32Array;
  readonly wholeBlobs: number;
}

/**
 * Searches the mask, in steps, for the two predictions without false positives that have equal Dice and the lesion F1 (any overlap) that lie furthest
 * apart (`widestGap`).
 */
export function* findSameDice(benchCase: BenchCase): Steps<SameDice> {
  const { blobs } = benchCase;
  const sizes = blobs.map((blob) => blob.voxels);
  const { wholeBlobs, foundInPart } = widestGap(sizes);
  const parts = shareOut(sizes.slice(0, foundInPart), sum(sizes.slice(0, wholeBlobs)));
  const allInPart: Int32Array[] = [];
  for (const { id } of blobs.slice(0, foundInPart)) {
    yield allInPart.length / foundInPart;
    allInPart.push(partOfBlob(benchCase, id, parts[allInPart.length]));
  }
  return {
    allInPart: join(allInPart),
    fewWhole: join(blobs.slice(0, wholeBlobs).map(({ id }) => voxelsOfBlob(benchCase, id))),
    wholeBlobs,
  };
}

/**
 * How many blobs of these sizes (falling) one prediction has whole, and how many another of as many voxels has a part of, so that their F1 lie furthest
 * apart. Without false positives Dice follows from the predicted voxels alone, and F1 from the found blobs: 2k / (N + k) where k of N are. Of V
 * voxels the fewest blobs are the largest that hold V; the most are V, one voxel each, or all N.
 */
export function widestGap(sizes: readonly number[]): { readonly wholeBlobs: number; readonly foundInPart: number } {
  const f1 = (found: number) => (2 * found) / (sizes.length + found);
  let best = { wholeBlobs: 0, foundInPart: 0 };
  let widest = 0;
  let voxels = 0;
  for (let k = 1; k <= sizes.length && voxels < sizes.length; k++) {
    voxels += sizes[k - 1];
    const foundInPart = Math.min(voxels, sizes.length);
    const gap = f1(foundInPart) - f1(k);
    if (k > 1 && gap <= widest) continue;
    best = { wholeBlobs: k, foundInPart };
    widest = gap;
  }
  return best;
}

/** `total` voxels over blobs of these sizes (falling), the same share of each, at least one and at most all of it. */
function shareOut(sizes: readonly number[], total: number): readonly number[] {
  const share = total / sum(sizes);
  const parts = sizes.map((size) => Math.max(1, Math.floor(share * size)));
  let rest = total - sum(parts);
  for (let n = 0; rest !== 0; n = (n + 1) % sizes.length) {
    const step =
      rest > 0 ? Math.min(rest, sizes[n] - parts[n], 1 + Math.floor(rest / 2)) : -Math.min(-rest, parts[n] - 1);
    parts[n] += step;
    rest -= step;
  }
  return parts;
}

/** So many voxels of a blob round its anchor, connected (26 neighbours) as far as the blob is. */
function partOfBlob(benchCase: BenchCase, blob: number, count: number): Int32Array {
  const { ids, blobs, grid } = benchCase;
  const { dims } = grid;
  const { anchorVoxel } = blobs[blob - 1];
  const { of, found } = neighboursOn(dims, 26);
  const part = [anchorVoxel[0] + dims[0] * (anchorVoxel[1] + dims[1] * anchorVoxel[2])];
  const isTaken = new Set(part);
  for (let at = 0; at < part.length && part.length < count; at++) {
    const neighbours = of(part[at]);
    for (let i = 0; i < neighbours && part.length < count; i++) {
      const v = found[i];
      if (ids[v] !== blob || isTaken.has(v)) continue;
      isTaken.add(v);
      part.push(v);
    }
  }
  // An instance that was numbered by hand may lie in pieces.
  for (const v of part.length < count ? voxelsOfBlob(benchCase, blob) : [])
    if (part.length < count && !isTaken.has(v)) part.push(v);
  return Int32Array.from(part);
}

function join(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
