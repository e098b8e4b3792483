import { expect, test } from 'vitest';
import { findDisplayRange } from './displayRange';

/** `count` values spread evenly from one end to the other. */
const spread = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

test('tissue that fills the range evenly is clipped at its 0.5 and 99.5 percentiles', () => {
  expect(findDisplayRange(Float32Array.from(spread(0, 1000, 1001)))).toEqual([5, 995]);
});

test('a brain whose tissue is almost as bright as its brightest parts is drawn mid grey, its lesions lighter', () => {
  const air = new Array<number>(7000).fill(0);
  const tissue = spread(80, 100, 2990);
  const lesions = spread(120, 200, 10);
  const [black, white] = findDisplayRange(Float32Array.from([...air, ...tissue, ...lesions]));
  expect(black).toBe(0);
  expect(white).toBeCloseTo(90 / 0.6, 0);
});

test('white is never above the brightest voxel', () => {
  const voxels = Float32Array.from([...new Array<number>(500).fill(0), ...spread(90, 110, 500)]);
  expect(findDisplayRange(voxels)).toEqual([0, 110]);
});

test('air round a scan does not make its tissue brighter', () => {
  const tissue = spread(10, 1000, 1000);
  const bare = findDisplayRange(Float32Array.from(tissue));
  const padded = findDisplayRange(Float32Array.from([...new Array<number>(9000).fill(0), ...tissue]));
  expect(padded[1]).toBeCloseTo(bare[1], 3);
});

test('bright spots on a dark ground keep their range', () => {
  const voxels = Float32Array.from([...spread(0, 10, 900), ...spread(50, 100, 100)]);
  const [black, white] = findDisplayRange(voxels);
  expect(black).toBeLessThan(1);
  expect(white).toBeGreaterThan(95);
});

test('a scan of two values is drawn in black and white, a flat one has no range', () => {
  expect(findDisplayRange(Float32Array.of(0, 0, 0, 1))).toEqual([0, 1]);
  expect(findDisplayRange(Float32Array.of(7, 7))).toEqual([7, 7]);
});

test('intensities below zero, as in CT, are ordered like all others', () => {
  const [black, white] = findDisplayRange(Float32Array.from(spread(-1000, 1000, 2001)));
  expect([black, white]).toEqual([-990, 990]);
});
