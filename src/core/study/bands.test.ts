import { expect, test } from 'vitest';
import { f1Band, frocBand, median } from './bands';
import { roughTrialSeconds } from './budget';

const point = (threshold: number, meanFalsePositives: number, sensitivity: number | null) => ({
  ...{ threshold, meanFalsePositives, sensitivity, smallSensitivity: null },
});

test('the median of an odd, an even and no count', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, null]);
});

test('FROC of three trials: median and range at each budget', () => {
  const curves = [0.2, 0.4, 0.9].map((high) => ({
    froc: [point(0.3, 3, high), point(0.8, high < 0.3 ? 1 : 0, high / 2)],
  }));
  const { xs, median: middle, low, high } = frocBand(curves, 6);
  const at = (ys: readonly (number | null)[], x: number) => ys[xs.indexOf(x)];
  expect([at(middle, 0), at(middle, 1), at(middle, 3)]).toEqual([0.2, expect.closeTo(0.2 + 0.2 / 3, 12), 0.4]);
  expect(at(low, 0)).toBe(0);
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
  expect(roughTrialSeconds({ settings, judged: [] }, 60)).toBeCloseTo(6 + 0.48);
  // 48^3 in tiles of 32^3 that overlap by half: two per axis.
  const sweep = 1.2 * 1.5 ** 3 * 0.06;
  expect(roughTrialSeconds({ settings, judged: [[48, 48, 48]] }, 60)).toBeCloseTo(6 + 0.48 + (8 * 0.06) / 3 + sweep);
  const half = { ...settings, patch: { ...settings.patch, size: 16 } };
  expect(roughTrialSeconds({ settings: half, judged: [] }, 60)).toBeCloseTo(0.75 + 0.48);
});
