import { expect, test } from 'vitest';
import { labelComponents } from '../../components';
import { crossEntropy, focalTerm, probability } from '../../losses/criteria/quantities';
import { LabelledMask } from '../../metrics/predictedComponents';
import { createRandom } from '../../random';
import { outcome as outcomes } from '../../terms';
import { voxelAt } from '../../volume';
import type { BenchCase } from '../benchCase';
import { TouchedPrediction } from '../edits/touched';
import { largestLogit } from '../logits';
import { randomCase, randomEdit } from '../testBench';
import { FollowingPrediction } from './followingPrediction';
import { FollowingSums, type RowSums } from './sums';

const quantities = [probability, crossEntropy, focalTerm(2)];

const beginnings = [
  ['a mask', perfectLogits],
  [
    'probabilities of which no two are equal',
    ({ ids }: BenchCase) => {
      const random = createRandom(9);
      return Float32Array.from(ids, (id) => (id > 0 ? 1 : -2) + random.uniformIn(-3, 3));
    },
  ],
] as const;

test.each(beginnings)('sums that follow random edits of %s are those of the voxels', (_, begin) => {
  for (let seed = 1; seed <= 8; seed++) {
    const benchCase = randomCase(seed, [40, 9, 7]);
    const logits = begin(benchCase);
    const sums = new FollowingSums(benchCase, logits);
    sums.of(quantities);
    const touched = new TouchedPrediction(benchCase, { kind: 'perfect' }, logits, {
      change: (change) => sums.change(change),
      restart: (fresh) => sums.restart(fresh),
    });
    sums.of(quantities);
    play(touched, benchCase, seed, () => {
      const followed = sums.of(quantities);
      // A plain sum of some thousands of float64, up to 1e6, loses as much.
      expect(largestDifference(followed, plainSums(benchCase, touched.logits))).toBeLessThan(1e-8);
      const fresh = new FollowingSums(benchCase, touched.logits).of(quantities);
      expect(largestDifference(followed, fresh)).toBeLessThan(1e-13);
    });
  }
});

test('a large volume is summed up in steps short enough to listen in between', () => {
  const benchCase = randomCase(3, [128, 64, 64]);
  const sums = new FollowingSums(benchCase, perfectLogits(benchCase));
  expect([...sums.summing(quantities)]).toEqual([0, 0.5]);
});

test.each([6, 18, 26] as const)(
  'components that follow random edits are those from scratch, %i neighbours',
  (connectivity) => {
    for (let seed = 1; seed <= 8; seed++) {
      const benchCase = randomCase(seed);
      const random = createRandom(seed);
      let prediction = new FollowingPrediction(benchCase, perfectLogits(benchCase), 0.5);
      const touched = new TouchedPrediction(benchCase, { kind: 'perfect' }, perfectLogits(benchCase), {
        change: (change) => prediction.change(change),
        restart: (logits) => {
          prediction = new FollowingPrediction(benchCase, logits, 0.5);
        },
      });
      play(touched, benchCase, seed, () => {
        // What nobody asks about follows several changes at once.
        if (random.uniform() < 0.6) expectSame(prediction, benchCase, touched.logits, connectivity);
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
  prediction: FollowingPrediction,
  { ids, blobs, rowOfVoxel, rowVoxels, grid: { dims } }: BenchCase,
  logits: Float32Array,
  connectivity: 6 | 18 | 26,
): void {
  const mask = Uint8Array.from(logits, (logit) => (logit > 0 ? 1 : 0));
  const fresh = new LabelledMask(labelComponents(mask, dims, connectivity), dims);
  const followed = prediction.labelled(connectivity);
  expect(followed.count).toBe(fresh.count);
  // Blobs, and the voxels of each second slice.
  const slices = ids.map((_, v) => (voxelAt(dims, v)[2] % 2 === 0 ? 1 : 0));
  for (const labels of [
    { ids, count: blobs.length },
    { ids: slices, count: 1 },
  ])
    expect(followed.tabulate(labels)).toEqual(fresh.tabulate(labels));
  const large = (voxels: number) => voxels > 5;
  const blobIds = { ids, count: blobs.length };
  expect(followed.kept(large).tabulate(blobIds)).toEqual(fresh.kept(large).tabulate(blobIds));
  const predictedInRow = new Float64Array(rowVoxels.length);
  mask.forEach((isOn, v) => {
    predictedInRow[rowOfVoxel[v]] += isOn;
  });
  const { outcome } = prediction;
  expect(outcome.predictedInRow).toEqual(predictedInRow);
  expect(outcome.outcome).toEqual(mask.map((isOn, v) => 2 * isOn + (ids[v] > 0 ? 1 : 0)).map((code) => codes[code]));
}

const codes = [outcomes.background, outcomes.falseNegative, outcomes.falsePositive, outcomes.truePositive];

function largestDifference(a: readonly RowSums[], b: readonly RowSums[]): number {
  const differences = a.flatMap((one, k) => [
    ...one.sums.map((sum, row) => Math.abs(sum - b[k].sums[row])),
    ...one.slopes.map((sum, row) => Math.abs(sum - b[k].slopes[row])),
  ]);
  return Math.max(...differences);
}

function plainSums({ rowOfVoxel, rowVoxels, ids }: BenchCase, logits: Float32Array): readonly RowSums[] {
  return quantities.map((quantity) => {
    const [sums, slopes] = [new Float64Array(rowVoxels.length), new Float64Array(rowVoxels.length)];
    logits.forEach((logit, v) => {
      sums[rowOfVoxel[v]] += quantity.at(logit, ids[v] > 0);
      slopes[rowOfVoxel[v]] += quantity.slope(logit, ids[v] > 0);
    });
    return { quantity, sums, slopes };
  });
}

function perfectLogits({ ids }: BenchCase): Float32Array {
  return Float32Array.from(ids, (id) => (id > 0 ? largestLogit : -largestLogit));
}
