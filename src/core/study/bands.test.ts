import { expect, test } from 'vitest';
import { beforeMerging, f1Band, frocBand, median } from './bands';
import { roughTrialSeconds } from './budget';

const point = (threshold: number, meanFalsePositives: number, sensitivity: number | null) => ({
  ...{ threshold, meanFalsePositives, sensitivity },
});

test('the median of an odd, an even and no count', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, null]);
});

test('a prediction of everything, one component that touches every blob, is no part of a FROC curve', () => {
  const froc = [point(0.05, 0, 1), point(0.1, 2, 0.9), point(0.5, 5, 0.6), point(0.9, 1, 0.2)];
  expect(beforeMerging(froc).map(({ threshold }) => threshold)).toEqual([0.9, 0.5]);
  const { xs, median: middle } = frocBand([{ froc }], 6);
  const at = (x: number) => middle[xs.indexOf(x)];
  expect([at(0), at(1), at(5), at(6)]).toEqual([null, 0.2, 0.6, 0.6]);
});

test('FROC of three trials: median and range at each budget; a gap where one of them has no point', () => {
  const curves = [0.2, 0.4, 0.9].map((high) => ({
    froc: [point(0.3, 3, high), point(0.8, high < 0.3 ? 1 : 0, high / 2)],
  }));
  const { xs, median: middle, low, high } = frocBand(curves, 6);
  const at = (ys: readonly (number | null)[], x: number) => ys[xs.indexOf(x)];
  expect([at(middle, 0), at(middle, 1), at(middle, 3)]).toEqual([null, 0.2, 0.4]);
  expect([at(low, 3), at(high, 3)]).toEqual([0.2, 0.9]);
});

test('F1 at each threshold: median and range, undefined where one is', () => {
  const trial = (f1: number, last: number | null) => ({
    f1AtThreshold: [
      { threshold: 0.2, f1 },
      { threshold: 0.8, f1: last },
    ],
  });
  expect(f1Band([trial(0.1, 0.5), trial(0.3, null), trial(0.4, 0.1)])).toEqual({
    xs: [0.2, 0.8],
    median: [0.3, null],
    low: [0.1, null],
    high: [0.4, null],
  });
  expect(f1Band([]).xs).toEqual([]);
});

test('the budget of a trial: steps by voxels and width, and tiles of the judged cases at a third of a step', () => {
  const settings = {
    steps: 100,
    network: { levels: 2, baseWidth: 8, upsampling: 'learned' },
    patch: { size: 32, batchSize: 1, foregroundShare: 0.7, flips: true },
  } as const;
  expect(roughTrialSeconds({ settings, judged: [] }, 60)).toBeCloseTo(6);
  // 48^3 in tiles of 32^3 that overlap by half: two per axis.
  expect(roughTrialSeconds({ settings, judged: [[48, 48, 48]] }, 60)).toBeCloseTo(6 + (8 * 0.06) / 3);
  expect(
    roughTrialSeconds({ settings: { ...settings, patch: { ...settings.patch, size: 16 } }, judged: [] }, 60),
  ).toBeCloseTo(0.75);
});
