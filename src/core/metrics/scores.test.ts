import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connectivity } from '../case';
import { labelComponents } from '../components';
import { CancelledError, noMonitor } from '../errors';
import type { Dims } from '../volume';
import { type Prediction, scorePrediction } from './scores';

/** A prediction on a row of voxels: probabilities as given, ids as given. */
function row(probability: readonly number[], ids: readonly number[], threshold = 0.5): Prediction {
  return {
    probability: Float32Array.from(probability),
    ids: Int32Array.from(ids),
    blobCount: Math.max(0, ...ids),
    dims: [ids.length, 1, 1],
    threshold,
    connectivity: 26,
  };
}

test('a row with one blob found in part, one missed and one false component is counted by hand', () => {
  const { scores, outcome } = scorePrediction(row([0.75, 0.25, 0, 0.125, 0, 0, 0.75, 0.75], [1, 1, 0, 2, 0, 0, 0, 0]));
  expect(scores).toEqual({
    threshold: 0.5,
    dice: 2 / 6,
    foundBlobs: 1,
    missedBlobs: 1,
    predictedBlobs: 2,
    falseBlobs: 1,
    sensitivity: 0.5,
    precision: 0.5,
    f1: 0.5,
    perBlob: [
      { id: 1, isFound: true, recall: 0.5, meanProbability: 0.5 },
      { id: 2, isFound: false, recall: 0, meanProbability: 0.125 },
    ],
  });
  expect([...outcome]).toEqual([1, 3, 0, 3, 0, 0, 2, 2]);
});

test('a probability equal to the threshold is not predicted', () => {
  expect(scorePrediction(row([0.5], [1])).scores.foundBlobs).toBe(0);
  expect(scorePrediction(row([0.5], [1], 0.4375)).scores.foundBlobs).toBe(1);
  // 3 of 5 votes: 0.6 in float32 is more than 0.6 in float64.
  expect(scorePrediction(row([0.6], [1], 0.6)).scores.foundBlobs).toBe(0);
});

test('one component over two blobs finds both, and is one predicted blob', () => {
  const { scores } = scorePrediction(row([1, 1, 1], [1, 0, 2]));
  expect(scores).toMatchObject({ foundBlobs: 2, predictedBlobs: 1, falseBlobs: 0, f1: 1, dice: 4 / 5 });
});

test('a blob found in two pieces counts once, and both pieces touch it', () => {
  const { scores } = scorePrediction(row([1, 0, 1], [1, 1, 1]));
  expect(scores).toMatchObject({ foundBlobs: 1, predictedBlobs: 2, falseBlobs: 0, sensitivity: 1, precision: 1 });
});

describe('empty cases', () => {
  test('without blobs every component is false, and sensitivity is undefined', () => {
    const { scores } = scorePrediction(row([1, 0, 1], [0, 0, 0]));
    expect(scores).toMatchObject({ sensitivity: null, precision: 0, f1: 0, dice: 0, falseBlobs: 2, perBlob: [] });
  });

  test('without a prediction every blob is missed, and precision is undefined', () => {
    const { scores, outcome } = scorePrediction(row([0, 0, 0], [1, 0, 2]));
    expect(scores).toMatchObject({
      sensitivity: 0,
      precision: null,
      f1: 0,
      dice: 0,
      missedBlobs: 2,
      predictedBlobs: 0,
    });
    expect([...outcome]).toEqual([3, 0, 3]);
  });

  test('without blobs and without a prediction every ratio is undefined', () => {
    const { scores } = scorePrediction(row([0, 0], [0, 0]));
    expect(scores).toMatchObject({ sensitivity: null, precision: null, f1: null, dice: null, falseBlobs: 0 });
  });

  test('all missed and all false gives an F1 of 0', () => {
    expect(scorePrediction(row([1, 0, 0], [0, 0, 1])).scores).toMatchObject({ sensitivity: 0, precision: 0, f1: 0 });
  });
});

test('a prediction of everything is one component that touches all blobs: F1 is 1 while Dice is poor', () => {
  const { scores } = scorePrediction(row(Array(20).fill(1), [1, 0, 2, ...Array(17).fill(0)]));
  expect(scores).toMatchObject({ f1: 1, falseBlobs: 0, predictedBlobs: 1, dice: 4 / 22 });
});

test('the connectivity decides how many components a diagonal prediction has', () => {
  const diagonal = (connectivity: Connectivity) =>
    scorePrediction({
      probability: Float32Array.of(1, 0, 0, 1),
      ids: Int32Array.of(1, 0, 0, 0),
      blobCount: 1,
      dims: [2, 2, 1],
      threshold: 0.5,
      connectivity,
    }).scores;
  expect(diagonal(6)).toMatchObject({ predictedBlobs: 2, falseBlobs: 1, precision: 0.5 });
  expect(diagonal(18)).toMatchObject({ predictedBlobs: 1, falseBlobs: 0, precision: 1 });
});

test('arrays that do not fit together, and ids that break their promise, are refused', () => {
  expect(() => scorePrediction({ ...row([1], [1]), dims: [2, 1, 1] })).toThrow('1 probabilities');
  expect(() => scorePrediction({ ...row([1], [2]), blobCount: 1 })).toThrow('blob id 2 outside 0..1');
  expect(() => scorePrediction({ ...row([1], [1]), blobCount: 2 })).toThrow('blob 2 of 2 has no voxels');
});

test('a cancelled monitor stops the work', () => {
  const throwIfCancelled = () => {
    throw new CancelledError();
  };
  expect(() => scorePrediction({ ...row([1], [1]), monitor: { ...noMonitor, throwIfCancelled } })).toThrow(
    CancelledError,
  );
});

test('swapping prediction and reference keeps Dice and F1 and swaps sensitivity with precision', () => {
  const bits = fc.array(fc.constantFrom(0, 1), { minLength: 27, maxLength: 27 });
  const dims: Dims = [3, 3, 3];
  const score = (prediction: readonly number[], reference: readonly number[]) => {
    const { ids, count } = labelComponents(Uint8Array.from(reference), dims, 6);
    const probability = Float32Array.from(prediction);
    return scorePrediction({ probability, ids, blobCount: count, dims, threshold: 0.5, connectivity: 6 }).scores;
  };
  fc.assert(
    fc.property(bits, bits, (a, b) => {
      const there = score(a, b);
      const back = score(b, a);
      expect(back).toMatchObject({ dice: there.dice, sensitivity: there.precision, precision: there.sensitivity });
      expect(back.f1 ?? -1).toBeCloseTo(there.f1 ?? -1, 12);
    }),
  );
});

test("the WMH challenge's own counts: merged, split, missed and false blobs", () => {
  const dims: Dims = [24, 20, 16];
  const { ids, count } = labelComponents(fillRuns(referenceRuns, 24 * 20 * 16), dims, 26);
  const probability = Float32Array.from(fillRuns(predictionRuns, 24 * 20 * 16));
  const { scores } = scorePrediction({ probability, ids, blobCount: count, dims, threshold: 0.5, connectivity: 26 });
  expect(scores).toMatchObject({ foundBlobs: 4, missedBlobs: 1, predictedBlobs: 5, falseBlobs: 2 });
  expect(scores.sensitivity).toBeCloseTo(0.8, 12);
  expect(scores.precision).toBeCloseTo(0.6, 12);
  expect(scores.f1).toBeCloseTo(0.6857142857142857, 12);
  expect(scores.dice).toBeCloseTo(0.5465465465465466, 12);
});

function fillRuns(runs: readonly number[], length: number): Uint8Array {
  const mask = new Uint8Array(length);
  for (let r = 0; r < runs.length; r += 2) mask.fill(1, runs[r], runs[r] + runs[r + 1]);
  return mask;
}

// Runs [start, length, ...] of five lesions and five predicted components on 24x20x16 voxels; the expected numbers are what
// `getLesionDetection` of hjkuijf/wmhchallenge (commit 2e628cb) gives for them.
const referenceRuns = [
  2019, 4, 2025, 4, 2031, 4, 2043, 4, 2049, 4, 2055, 4, 2067, 4, 2073, 4, 2079, 4, 2499, 4, 2505, 4, 2511, 4, 2523, 4,
  2529, 4, 2535, 4, 2547, 4, 2553, 4, 2559, 4, 2979, 4, 2985, 4, 2991, 4, 3003, 4, 3009, 4, 3015, 4, 3027, 4, 3033, 4,
  3039, 4, 5380, 3, 5404, 3, 5428, 3, 5580, 7, 5604, 7, 5628, 7, 5652, 7, 5860, 3, 5884, 3, 5908, 3, 6060, 7, 6084, 7,
  6108, 7, 6132, 7, 6540, 7, 6564, 7, 6588, 7, 6612, 7,
];

const predictionRuns = [
  1803, 3, 1827, 3, 2044, 14, 2068, 14, 2283, 3, 2307, 3, 2524, 14, 2548, 14, 4244, 2, 4268, 2, 5580, 2, 5584, 3, 5604,
  2, 5608, 3, 5628, 2, 5632, 3, 5652, 2, 6060, 2, 6064, 3, 6084, 2, 6088, 3, 6108, 2, 6112, 3, 6132, 2, 6540, 2, 6544,
  3, 6564, 2, 6568, 3, 6588, 2, 6592, 3, 6612, 2,
];
