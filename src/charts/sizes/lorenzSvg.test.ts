import { expect, test } from 'vitest';
import { lorenzCurve } from '../../core/lorenz';
import { lightChartTheme } from '../theme';
import { describeLorenz, lorenzMarks, lorenzPointAt } from './lorenzSvg';

const facts = { curve: lorenzCurve([60, 20, 15, 5]), others: [lorenzCurve([5, 5])], blobCount: 4 };
const box = { left: 100, top: 0, width: 200, height: 100 };

test('the curve runs through its points, voxels upwards, each mask once', () => {
  const svg = lorenzMarks(facts, box, lightChartTheme);
  expect(svg).toContain('d="M100 100L150 95L200 80L250 60L300 0"');
  expect(svg).toContain('d="M100 100L200 50L300 0"');
  expect(svg).toContain('blobs, smallest first');
});

test('without blobs only the diagonal is drawn', () => {
  const paths = lorenzMarks({ curve: lorenzCurve([]), others: [], blobCount: 0 }, box, lightChartTheme);
  expect(paths.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(paths).not.toContain('stroke-width="2"');
});

test('a point is found by its share of the blobs and read in words', () => {
  const half = lorenzPointAt(facts, 0.45);
  expect(half).toEqual({ blobs: 0.5, voxels: 0.2 });
  expect(describeLorenz(half, 4)).toBe('the 2 smallest of 4 hold 20 %');
  expect(describeLorenz(lorenzPointAt(facts, 0.2), 4)).toBe('the smallest of 4 holds 5 %');
});
