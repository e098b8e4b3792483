import { expect, test } from 'vitest';
import { labelComponents } from '../components';
import { crossEntropy, focalTerm, probability } from '../losses/quantities';
import { createRandom } from '../random';
import type { BenchCase } from './benchCase';
import { largestLogit } from './logits';
import { FollowingComponents } from './predicted';
import { FollowingSums, type RowSums } from './sums';
import { randomCase, randomEdit } from './testBench';
import { TouchedPrediction } from './touched';

const quantities = [probability, crossEntropy, focalTerm(2)];

test('sums that follow random edits are those from scratch', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const benchCase = randomCase(seed);
    const logits = perfectLogits(benchCase);
    const sums = new FollowingSums(benchCase, logits);
    sums.of(quantities);
    const touched = new TouchedPrediction(benchCase, { kind: 'perfect' }, logits, {
      change: (start, count, before, after) => sums.change(start, count, before, after),
      changed: () => {},
      restart: (fresh) => sums.restart(fresh),
    });
    sums.of(quantities);
    play(touched, benchCase, seed, () => {
      const followed = sums.of(quantities);
      const fresh = new FollowingSums(benchCase, touched.logits).of(quantities);
      expect(largestDifference(followed, fresh)).toBeLessThan(1e-13);
    });
  }
});

test.each([6, 18, 26] as const)(
  'components that follow random edits are those from scratch, %i neighbours',
  (connectivity) => {
    for (let seed = 1; seed <= 8; seed++) {
      const benchCase = randomCase(seed);
      const cutoff = { threshold: 0.5, connectivity };
      let components: FollowingComponents | null = null;
      let flipped: number[] = [];
      const touched = new TouchedPrediction(benchCase, { kind: 'perfect' }, perfectLogits(benchCase), {
        change: (start, count, before, after) => {
          if (components?.isFlip(before, after)) for (let v = start; v < start + count; v++) flipped.push(v);
        },
        changed: () => {
          components?.follow(flipped);
          flipped = [];
        },
        restart: (logits) => {
          components = new FollowingComponents(benchCase, logits, cutoff);
        },
      });
      play(touched, benchCase, seed, () => {
        if (components) expectSame(components, benchCase, touched.logits, connectivity);
      });
    }
  },
);

/** Edits, now and then an undo or another beginning. */
function play(touched: TouchedPrediction, benchCase: BenchCase, seed: number, look: () => void): void {
  const random = createRandom(100 + seed);
  for (let n = 0; n < 40; n++) {
    const dice = random.uniform();
    if (dice < 0.15) touched.undo();
    else if (dice < 0.2) touched.redo();
    else if (dice < 0.23) touched.reset();
    else touched.edit(randomEdit(benchCase, random), dice < 0.5 ? 'gesture' : null);
    look();
  }
}

function expectSame(
  followed: FollowingComponents,
  { ids, rowOfVoxel, rowVoxels, grid }: BenchCase,
  logits: Float32Array,
  connectivity: 6 | 18 | 26,
): void {
  const fresh = labelComponents(
    Uint8Array.from(logits, (logit) => (logit > 0 ? 1 : 0)),
    grid.dims,
    connectivity,
  );
  expect(followed.count).toBe(fresh.count);
  const numberOf = new Map<number, number>();
  const voxels = new Map<number, number>();
  const shared = new Map<string, number>();
  const predictedInRow = new Float64Array(rowVoxels.length);
  let wrong = 0;
  fresh.ids.forEach((id, v) => {
    const number = followed.ids[v];
    if (id > 0 && !numberOf.has(id)) numberOf.set(id, number);
    if (number !== (numberOf.get(id) ?? 0)) wrong++;
    if (id === 0) return;
    voxels.set(number, (voxels.get(number) ?? 0) + 1);
    predictedInRow[rowOfVoxel[v]]++;
    if (ids[v] > 0) shared.set(`${number} ${ids[v]}`, (shared.get(`${number} ${ids[v]}`) ?? 0) + 1);
  });
  expect(wrong).toBe(0);
  expect(new Set(numberOf.values())).toEqual(new Set(Array.from({ length: fresh.count }, (_, n) => n + 1)));
  expect(followed.predictedInRow).toEqual(predictedInRow);
  const list = followed.list();
  expect(list.map((component, n) => [n + 1, component.voxels])).toEqual([...voxels].sort(([a], [b]) => a - b));
  const found = list.flatMap((component, n) =>
    [...component.shared].map(([blob, count]) => [`${n + 1} ${blob}`, count]),
  );
  expect(new Map(found as [string, number][])).toEqual(shared);
}

function largestDifference(a: readonly RowSums[], b: readonly RowSums[]): number {
  const differences = a.flatMap((one, k) => [
    ...one.sums.map((sum, row) => Math.abs(sum - b[k].sums[row])),
    ...one.slopes.map((sum, row) => Math.abs(sum - b[k].slopes[row])),
  ]);
  return Math.max(...differences);
}

function perfectLogits({ ids }: BenchCase): Float32Array {
  return Float32Array.from(ids, (id) => (id > 0 ? largestLogit : -largestLogit));
}
