import { describeBlobs, rankBlobs } from '../blobs';
import { labelComponents } from '../components';
import { createRandom } from '../random';
import { defaultLoss, type LossSettings } from '../settings';
import { type Dims, plainGrid, type Triple, voxelAt, voxelCount } from '../volume';
import { type BenchCase, cutCase } from './benchCase';
import { defaultQuestion } from './defaultQuestion';
import type { Edit } from './edits/edit';
import type { BenchQuestion } from './question';

/** For tests: the case of a mask, its cells by the definition. */
export function caseOf(mask: Uint8Array, dims: Dims, spacingMm: Triple = [1, 1, 1]): BenchCase {
  const { ids, count } = labelComponents(mask, dims, 26);
  rankBlobs(ids, count);
  const grid = plainGrid(dims, spacingMm);
  return cutCase({ grid, ids, blobs: describeBlobs(ids, grid), connectivity: 26 }, plainCells(ids, dims, spacingMm));
}

/** A case of random boxes. */
export function randomCase(seed: number, dims: Dims = [14, 12, 10], boxes = 7): BenchCase {
  const random = createRandom(seed);
  const mask = new Uint8Array(voxelCount(dims));
  for (let b = 0; b < boxes; b++) {
    const low = dims.map((side) => random.integer(side));
    const size = low.map(() => 1 + random.integer(4));
    for (let v = 0; v < mask.length; v++)
      if (voxelAt(dims, v).every((c, a) => c >= low[a] && c < low[a] + size[a])) mask[v] = 1;
  }
  return caseOf(mask, dims, [1, 1.5, 2]);
}

/** A random edit of a case. */
export function randomEdit({ blobs, grid: { dims } }: BenchCase, random: ReturnType<typeof createRandom>): Edit {
  const blob = 1 + random.integer(blobs.length);
  const place = (): Triple => [random.integer(dims[0]), random.integer(dims[1]), random.integer(dims[2])];
  const step = () => random.integer(5) - 2;
  const edits: readonly (() => Edit)[] = [
    () => ({ kind: 'miss', blob }),
    () => ({ kind: 'unmiss', blob }),
    () => ({ kind: 'shrink', blob, by: 1 }),
    () => ({ kind: 'grow', blob, by: 1 + random.integer(3) }),
    () => ({ kind: 'shift', blob, by: [step(), step(), step()] }),
    () => ({ kind: 'probability', blob, probability: random.uniform() }),
    () => ({ kind: 'ball', centre: place(), voxels: 1 + random.integer(40), probability: random.uniform() }),
    () => ({ kind: 'paint', path: [place(), place()], radius: 1.5, flatAxis: null }),
    () => ({ kind: 'erase', path: [place()], radius: 3, flatAxis: 2 }),
  ];
  return edits[random.integer(edits.length)]();
}

/** The usual question, with what is changed of its loss and else. */
export function question(loss: Partial<LossSettings>, change: Partial<BenchQuestion> = {}): BenchQuestion {
  return { ...defaultQuestion, loss: { ...defaultLoss, ...loss }, ...change };
}

function plainCells(ids: Int32Array, dims: Dims, spacingMm: Triple): Int32Array {
  const foreground = Array.from(ids.keys()).filter((v) => ids[v] !== 0);
  const places = foreground.map((v) => voxelAt(dims, v));
  return ids.map((_, v) => {
    const at = voxelAt(dims, v);
    let nearest = Number.POSITIVE_INFINITY;
    let cell = 0;
    places.forEach((place, i) => {
      const squared = place.reduce((sum, c, a) => sum + ((c - at[a]) * spacingMm[a]) ** 2, 0);
      const id = ids[foreground[i]];
      if (squared < nearest || (squared === nearest && id < cell)) {
        nearest = squared;
        cell = id;
      }
    });
    return cell;
  });
}
