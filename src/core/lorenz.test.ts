import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureImbalance } from './imbalance';
import { lorenzCurve } from './lorenz';

test('by hand: blobs of 60, 20, 15 and 5 voxels', () => {
  expect(lorenzCurve([60, 20, 15, 5])).toEqual([
    { blobs: 0, voxels: 0 },
    { blobs: 0.25, voxels: 0.05 },
    { blobs: 0.5, voxels: 0.2 },
    { blobs: 0.75, voxels: 0.4 },
    { blobs: 1, voxels: 1 },
  ]);
});

test('equal blobs lie on the diagonal; one blob or none is its two ends', () => {
  for (const { blobs, voxels } of lorenzCurve([3, 3, 3, 3, 3])) expect(voxels).toBeCloseTo(blobs, 12);
  const ends = [
    { blobs: 0, voxels: 0 },
    { blobs: 1, voxels: 1 },
  ];
  expect(lorenzCurve([8])).toEqual(ends);
  expect(lorenzCurve([])).toEqual(ends);
});

test('twice the area between diagonal and curve is the Gini coefficient', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }), (sizes) => {
      const points = lorenzCurve(sizes);
      const below = points.slice(1).reduce((area, { blobs, voxels }, i) => {
        return area + ((blobs - points[i].blobs) * (voxels + points[i].voxels)) / 2;
      }, 0);
      const { gini } = measureImbalance(
        sizes.map((voxels) => ({ voxels })),
        1e6,
      );
      expect(1 - 2 * below).toBeCloseTo(gini, 9);
    }),
  );
});

test('many blobs give few points, each of them on the curve', () => {
  const sizes = Array.from({ length: 1000 }, (_, i) => i + 1);
  const points = lorenzCurve(sizes, 50);
  expect(points.length).toBeGreaterThan(45);
  expect(points.length).toBeLessThanOrEqual(52);
  for (const { blobs, voxels } of points) {
    const n = 1000 * blobs;
    expect(voxels).toBeCloseTo((n * (n + 1)) / (1000 * 1001), 12);
  }
});
