import { describe, expect, test } from 'vitest';
import { crossEntropy } from '../losses/quantities';
import { hardestVoxels } from '../losses/topK';
import { createRandom } from '../random';
import { type BenchCase, isInsideRow } from './benchCase';
import { FollowingHardest } from './followingHardest';
import { largestLogit } from './logits';
import { caseOf, randomCase, randomEdit } from './testBench';
import { TouchedPrediction } from './touched';

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
      change: (...run) => followed.change(...run),
      restart: (logits) => followed.restart(logits),
    });
    for (let n = 0; n < 60; n++) {
      if (random.uniform() < 0.25) prediction.undo();
      else if (random.uniform() < 0.05) prediction.reset();
      else prediction.edit(randomEdit(benchCase, random));
      if (n % 3 === 0) expectRanked(followed, benchCase, prediction.logits, percents[n % percents.length]);
    }
  });
});

test('sure voxels, right or wrong, cost what they cost', () => {
  const benchCase = caseOf(Uint8Array.of(1, 1, 0, 0), [4, 1, 1]);
  const followed = new FollowingHardest(benchCase, Float32Array.of(24, -24, -24, 24));
  expect(followed.of(50).cost).toBeCloseTo(48, 9);
  expect(followed.of(100).cost).toBeCloseTo(48 + 4 * Math.exp(-24), 13);
});

test('a count that was left off begins again', () => {
  const benchCase = randomCase(5);
  const logits = mixedLogits(benchCase.ids.length, 5);
  const followed = new FollowingHardest(benchCase, logits);
  followed.counting().next();
  logits[0] = 3;
  expectRanked(followed, benchCase, logits, 10);
});
