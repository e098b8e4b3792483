import { describe, expect, test } from 'vitest';
import { crossEntropy, type Quantity } from '../../losses/criteria/quantities';
import { hardestVoxels } from '../../losses/terms/topK';
import { createRandom } from '../../random';
import { type BenchCase, isInsideRow } from '../benchCase';
import { TouchedPrediction } from '../edits/touched';
import { largestLogit } from '../logits';
import { softErrors } from '../pulls/softErrors';
import { caseOf, randomCase, randomEdit } from '../testBench';
import { FollowingHardest } from './followingHardest';

const percents = [0.01, 1, 7.3, 50, 99.9, 100];

/** The hardest voxels as core/losses ranks them, and their costs added up. */
function ranked({ rowOfVoxel, ...benchCase }: BenchCase, logits: Float32Array, percent: number) {
  const isInside = (v: number) => isInsideRow({ rowOfVoxel, ...benchCase }, rowOfVoxel[v]);
  const chosen = hardestVoxels(logits, isInside, percent);
  const cost = logits.reduce((sum, x, v) => sum + chosen[v] * crossEntropy.at(x, isInside(v)), 0);
  return { voxels: [...chosen.keys()].filter((v) => chosen[v] === 1), cost };
}

function expectRanked(followed: FollowingHardest, benchCase: BenchCase, logits: Float32Array, percent: number): void {
  const expected = ranked(benchCase, logits, percent);
  const hardest = followed.of(percent);
  const voxels: number[] = [];
  followed.forEach(hardest, (v) => voxels.push(v));
  expect(voxels).toEqual(expected.voxels);
  expect(hardest.voxels).toBe(voxels.length);
  expect(Math.abs(hardest.cost - expected.cost)).toBeLessThan(1e-11 * (1 + expected.cost));
}

/** Voxels, costs and slopes of the hardest in each row of the case, from the voxels themselves. */
function expectRowsOfRanked(followed: FollowingHardest, benchCase: BenchCase, logits: Float32Array, percent: number) {
  const { rowOfVoxel, rowVoxels } = benchCase;
  const rows = [
    new Float64Array(rowVoxels.length),
    new Float64Array(rowVoxels.length),
    new Float64Array(rowVoxels.length),
  ];
  for (const v of ranked(benchCase, logits, percent).voxels) {
    const isInside = isInsideRow(benchCase, rowOfVoxel[v]);
    rows[0][rowOfVoxel[v]]++;
    rows[1][rowOfVoxel[v]] += crossEntropy.at(logits[v], isInside);
    rows[2][rowOfVoxel[v]] += crossEntropy.slope(logits[v], isInside);
  }
  const { voxels, sums, slopes } = followed.rowsOf(followed.of(percent), crossEntropy);
  expect(voxels).toEqual(rows[0]);
  [sums, slopes].forEach((of, k) => {
    of.forEach((sum, row) => {
      expect(Math.abs(sum - rows[k + 1][row])).toBeLessThan(1e-11 * (1 + Math.abs(rows[k + 1][row])));
    });
  });
}

/** Logits of many kinds: sure, equal, close to one another, zeros of both signs. */
function mixedLogits(length: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const kinds = [
    () => -largestLogit,
    () => largestLogit,
    () => 0,
    () => -0,
    () => 20 * random.uniform() - 10,
    () => 1 + 1e-4 * random.uniform(),
  ];
  return Float32Array.from({ length }, () => kinds[random.integer(kinds.length)]());
}

function perfectLogits({ ids }: BenchCase): Float32Array {
  return Float32Array.from(ids, (id) => (id > 0 ? largestLogit : -largestLogit));
}

describe.each([1, 2, 3, 4])('seed %i', (seed) => {
  const benchCase = randomCase(seed);

  test.each(percents)('the hardest %f percent are those of the ranking', (percent) => {
    const logits = mixedLogits(benchCase.ids.length, seed);
    expectRanked(new FollowingHardest(benchCase, logits), benchCase, logits, percent);
  });

  test('after random edits, undone ones too, they still are', () => {
    const random = createRandom(seed);
    const start = mixedLogits(benchCase.ids.length, seed);
    const followed = new FollowingHardest(benchCase, start);
    const prediction = new TouchedPrediction(benchCase, { kind: 'perfect' }, start, {
      change: (change) => followed.change(change),
      restart: (logits) => followed.restart(logits),
    });
    for (let n = 0; n < 60; n++) {
      if (random.uniform() < 0.25) prediction.undo();
      else if (random.uniform() < 0.05) prediction.reset();
      else prediction.edit(randomEdit(benchCase, random));
      if (n % 3 === 0) expectRanked(followed, benchCase, prediction.logits, percents[n % percents.length]);
    }
  });

  test.each(percents)('rows of the hardest %f percent follow random edits', (percent) => {
    const random = createRandom(100 + seed);
    const start = seed % 2 === 0 ? mixedLogits(benchCase.ids.length, seed) : perfectLogits(benchCase);
    const followed = new FollowingHardest(benchCase, start);
    const prediction = new TouchedPrediction(benchCase, { kind: 'perfect' }, start, {
      change: (change) => followed.change(change),
      restart: (logits) => followed.restart(logits),
    });
    for (let n = 0; n < 40; n++) {
      // Mostly of one percentage; now and then the border goes elsewhere and comes back.
      if (n % 2 === 0)
        expectRowsOfRanked(followed, benchCase, prediction.logits, n % 10 === 4 ? percents[n % 5] : percent);
      if (random.uniform() < 0.25) prediction.undo();
      else if (random.uniform() < 0.05) prediction.reset();
      else prediction.edit(randomEdit(benchCase, random));
    }
  });
});

test('sure voxels, right or wrong, cost what they cost', () => {
  const benchCase = caseOf(Uint8Array.of(1, 1, 0, 0), [4, 1, 1]);
  const followed = new FollowingHardest(benchCase, Float32Array.of(24, -24, -24, 24));
  expect(followed.of(50).cost).toBeCloseTo(48, 9);
  expect(followed.of(100).cost).toBeCloseTo(48 + 4 * Math.exp(-24), 13);
});

test('rows of the hardest are those of the quantity that is asked for', () => {
  const benchCase = caseOf(Uint8Array.of(1, 1, 0, 0), [4, 1, 1]);
  const followed = new FollowingHardest(benchCase, Float32Array.of(24, -24, -24, 24));
  const slopes = (quantity: Quantity) => [...followed.rowsOf(followed.of(50), quantity).slopes].map(Math.abs).sort();
  expect(slopes(crossEntropy).at(-1)).toBeCloseTo(1, 9);
  expect(slopes(softErrors(crossEntropy, 0.9)).at(-1)).toBeCloseTo(0.9, 9);
  expect(slopes(crossEntropy).at(-1)).toBeCloseTo(1, 9);
});

test('a count that was left off begins again', () => {
  const benchCase = randomCase(5);
  const logits = mixedLogits(benchCase.ids.length, 5);
  const followed = new FollowingHardest(benchCase, logits);
  followed.counting().next();
  logits[0] = 3;
  expectRanked(followed, benchCase, logits, 10);
});
