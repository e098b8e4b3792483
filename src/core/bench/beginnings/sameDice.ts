import type { Steps } from '../../steps';
import type { BenchCase } from '../benchCase';
import { voxelsOfBlob } from '../edits/body';
import { neighboursOn } from '../edits/neighbours';

/** Two predictions of the same number of voxels, all of them inside blobs, so that both have the same Dice. */
export interface SameDice {
  /** A part of every blob: all are found. */
  readonly allInPart: Int32Array;
  /** The largest blobs as they are, the others missed. */
  readonly fewWhole: Int32Array;
  readonly wholeBlobs: number;
}

/**
 * Searches the mask, in steps, for the two predictions with equal Dice whose lesion F1 (any overlap) lies furthest apart. Without false positives
 * Dice follows from the predicted voxels alone, and F1 from the found blobs: 1 where all N are found, 2k / (N + k) where k are. So the gap
 * is the larger the fewer blobs hold as many voxels as the parts of all need (at least one each); the largest blobs are the fewest.
 */
export function* findSameDice(benchCase: BenchCase): Steps<SameDice> {
  const { blobs } = benchCase;
  let wholeBlobs = 0;
  let voxels = 0;
  while (wholeBlobs < blobs.length && voxels < blobs.length) voxels += blobs[wholeBlobs++].voxels;
  const parts = shareOut(
    blobs.map((blob) => blob.voxels),
    voxels,
  );
  const allInPart: Int32Array[] = [];
  for (const { id } of blobs) {
    yield allInPart.length / blobs.length;
    allInPart.push(partOfBlob(benchCase, id, parts[allInPart.length]));
  }
  return {
    allInPart: join(allInPart),
    fewWhole: join(blobs.slice(0, wholeBlobs).map(({ id }) => voxelsOfBlob(benchCase, id))),
    wholeBlobs,
  };
}

/** `total` voxels over blobs of these sizes (falling), the same share of each, at least one and at most all of it. */
function shareOut(sizes: readonly number[], total: number): readonly number[] {
  const share = total / sizes.reduce((sum, size) => sum + size, 0);
  const parts = sizes.map((size) => Math.max(1, Math.floor(share * size)));
  let rest = total - parts.reduce((sum, part) => sum + part, 0);
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
