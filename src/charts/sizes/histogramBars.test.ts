import { expect, test } from 'vitest';
import { describeBin, histogramFacts, placeSize } from './histogramBars';
import { binSizes } from './sizeBins';

const box = { left: 40, top: 0, width: 400, height: 100 };

test('a bin tells its whole sizes, its blobs and their share', () => {
  const bin = { from: 10 ** 1.2, to: 10 ** 1.4, ids: [4, 5], share: 0.0312 };
  expect(describeBin(bin, 'voxels')).toBe('16 to 25 voxels: 2 blobs, 3.1 % of the mask');
  expect(describeBin({ ...bin, ids: [4] }, 'mm³')).toMatch(/1 blob,/);
});

test('the count axis has whole ticks and holds the fullest bin', () => {
  const facts = histogramFacts(binSizes([1, 1, 1, 1, 1, 1, 1].map((size, i) => ({ id: i, size }))), box);
  expect(facts.top).toBeGreaterThanOrEqual(7);
  expect(facts.y.ticks.every(Number.isInteger)).toBe(true);
});

test('no blobs still make an axis from 0 to 1', () => {
  expect(histogramFacts([], box)).toMatchObject({ top: 1, x: { ticks: [] }, y: { ticks: [0, 1] } });
});

test('sizes stand where their logarithm puts them', () => {
  const bins = binSizes([
    { id: 1, size: 1 },
    { id: 2, size: 9000 },
  ]);
  const place = (size: number) => placeSize(bins, box, size);
  expect(place(1)).toBeCloseTo(40, 9);
  expect(place(10) - place(1)).toBeCloseTo(place(1000) - place(100), 9);
});
