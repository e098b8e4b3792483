import { expect, test } from 'vitest';
import { printSvg } from '../svgPlot';
import { lightChartTheme } from '../theme';
import { sizeStrip } from './sizeStrip';

const shares = (...values: number[]) => values.map((share, i) => ({ step: 10 * (i + 1), share }));
const view = {
  lanes: ['A', 'B'],
  rows: [
    { name: '30–50', blobs: 4, shares: [shares(0.25, 1), shares(0.5, 0.75)] },
    { name: '4', blobs: 2, shares: [shares(0, 0.5), shares(0, 0)] },
  ],
  steps: 40,
  cursor: null,
};

test('says what is found of the smallest and of the largest, now or under the cursor', () => {
  expect(sizeStrip(view).said).toBe('found now, 4 voxels: A 0.50 · B 0.00; 30–50: A 1.00 · B 0.75');
  expect(sizeStrip({ ...view, cursor: 14 }).said).toContain('found at step 14, 4 voxels: A 0.00');
  expect(sizeStrip({ ...view, rows: [] }).said).toBe('no blob to be found');
});

test('draws a strip for each lane, group and validation, the fuller the more is found', () => {
  const svg = printSvg(sizeStrip(view), lightChartTheme);
  expect(svg.match(/<title>/g)).toHaveLength(8);
  expect(svg).toContain('30–50 voxels, lane A, step 20: 4 of 4 found');
  expect(svg).toContain('fill-opacity="0.9"');
});
