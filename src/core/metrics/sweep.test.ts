import { describe, expect, test } from 'vitest';
import { CancelledError, noMonitor } from '../errors';
import { rowOf, textPair } from './buildPairs';
import { keepAboveVolume, keepLarge } from './filter';
import { frocCurve, sensitivityWithin } from './froc';
import { meanFalsePositives } from './instances';
import { matchInstances } from './matching/matchInstances';
import { Reference } from './reference';
import { recallBySize } from './sizeBins';
import { defaultThresholds, type SweepSettings, sweepThresholds } from './sweep';

const settings: SweepSettings = {
  connectivity: 26,
  rule: { kind: 'anyOverlap' },
  minVoxels: 1,
  thresholds: [0.5, 0.25, 0.75],
};
const reference = new Reference(rowOf([1, 1, 0, 0, 2, 0, 0, 0]), [8, 1, 1], [1, 1, 1]);
const probability = Float32Array.of(0.9, 0.5, 0, 0, 0.375, 0, 0.625, 0);

describe('threshold sweep', () => {
  const { points, best } = sweepThresholds(reference, probability, settings);

  test('counts at each threshold by hand, ascending; a value at the threshold is outside', () => {
    expect(points).toMatchObject([
      { threshold: 0.25, truePositives: 2, falsePositives: 1, f1: 4 / 5, dice: 6 / 7, predictedInstances: 3 },
      { threshold: 0.5, truePositives: 1, falseNegatives: 1, falsePositives: 1, f1: 2 / 4, dice: 2 / 5 },
      { threshold: 0.75, truePositives: 1, falsePositives: 0, f1: 2 / 3, precision: 1, sensitivity: 1 / 2 },
    ]);
  });

  test('a value at the threshold is outside also where float32 rounds it up', () => {
    const votes = Float32Array.of(0.6, 0.6, 0, 0, 0.8, 0, 0, 0);
    const { points: cut } = sweepThresholds(reference, votes, { ...settings, thresholds: [0.6, 0.8] });
    expect(cut.map(({ truePositives }) => truePositives)).toEqual([1, 0]);
  });

  test('the best threshold is that of the highest F1', () => {
    expect(best).toBe(points[0]);
  });

  test('small predicted components can be dropped', () => {
    const { points: larger } = sweepThresholds(reference, probability, { ...settings, minVoxels: 2 });
    expect(larger.map(({ predictedInstances }) => predictedInstances)).toEqual([1, 0, 0]);
  });

  test('without blobs and without predictions no F1 is defined, and none is best', () => {
    const nothing = new Reference(rowOf([0, 0]), [2, 1, 1], [1, 1, 1]);
    expect(sweepThresholds(nothing, new Float32Array(2), settings).best).toBe(null);
  });

  test('19 thresholds by default', () => {
    expect([defaultThresholds.length, defaultThresholds[0], defaultThresholds[18]]).toEqual([19, 0.05, 0.95]);
  });

  test('a cancelled monitor stops it', () => {
    const throwIfCancelled = () => {
      throw new CancelledError();
    };
    expect(() => sweepThresholds(reference, probability, settings, { ...noMonitor, throwIfCancelled })).toThrow(
      CancelledError,
    );
  });
});

describe('FROC', () => {
  const sweep = sweepThresholds(reference, probability, settings);
  const quiet = sweepThresholds(reference, new Float32Array(8), settings);

  test('pools the instances of all cases and takes false positives per case', () => {
    expect(frocCurve([sweep, quiet])).toEqual([
      { threshold: 0.25, meanFalsePositives: 0.5, sensitivity: 2 / 4 },
      { threshold: 0.5, meanFalsePositives: 0.5, sensitivity: 1 / 4 },
      { threshold: 0.75, meanFalsePositives: 0, sensitivity: 1 / 4 },
    ]);
    expect(frocCurve([])).toEqual([]);
  });

  test('the best sensitivity within a budget of false positives', () => {
    const curve = frocCurve([sweep]);
    expect(sensitivityWithin(curve, 1)?.threshold).toBe(0.25);
    expect(sensitivityWithin(curve, 0.5)?.threshold).toBe(0.75);
    expect(sensitivityWithin(curve, -1)).toBe(null);
  });

  test('sweeps over different thresholds do not mix', () => {
    const other = sweepThresholds(reference, probability, { ...settings, thresholds: [0.1, 0.2, 0.3] });
    expect(() => frocCurve([sweep, other])).toThrow('different thresholds');
  });
});

test('mean false positives over cases', () => {
  const matching = (prediction: string) => matchInstances({ kind: 'anyOverlap' }, textPair('1....', prediction));
  expect(meanFalsePositives([matching('1.2.3'), matching('1....'), matching('..1..')])).toBe(1);
  expect(meanFalsePositives([])).toBe(null);
});

test('recall by size: an edge belongs to the bin above it', () => {
  const matching = matchInstances({ kind: 'anyOverlap' }, textPair('1.22.3333.4', '1.....22...'));
  expect(recallBySize(matching, [1, 2, 4, 1], [2, 4, 9])).toEqual([
    { from: 0, to: 2, blobs: 2, found: 1, recall: 0.5 },
    { from: 2, to: 4, blobs: 1, found: 0, recall: 0 },
    { from: 4, to: 9, blobs: 1, found: 1, recall: 1 },
    { from: 9, to: Infinity, blobs: 0, found: 0, recall: null },
  ]);
});

describe('minimum size', () => {
  const components = rowOf([1, 0, 2, 2, 0, 3, 3, 3]);

  test('drops smaller components and closes the gap', () => {
    expect(keepLarge(components, 2)).toEqual(rowOf([0, 0, 1, 1, 0, 2, 2, 2]));
    expect(keepLarge(components, 1)).toBe(components);
  });

  test("MSSEG's volume must be exceeded", () => {
    expect(keepAboveVolume(components, 3, 1.5).count).toBe(1);
    expect(keepAboveVolume(components, 2.9, 1.5).count).toBe(2);
  });
});
