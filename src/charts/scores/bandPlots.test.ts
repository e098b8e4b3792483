import { expect, test } from 'vitest';
import { printSvg } from '../svgPlot';
import { lightChartTheme } from '../theme';
import { f1Bands, frocBands } from './bandPlots';

const line = (lane: string, ys: readonly (number | null)[]) => ({
  ...{ lane, xs: [0, 0.5, 1], ys },
  band: { low: ys.map((y) => y && y - 0.1), high: ys.map((y) => y && y + 0.1) },
});
const lines = [line('A', [0.2, 0.6, 0.5]), line('B', [0.3, null, 0.4])];

test('the best threshold of each lane is said, and under the pointer its value there', () => {
  expect(f1Bands({ lines, cursor: null }).said).toBe('Best F1: A 0.60 at 0.5 · B 0.40 at 1');
  expect(f1Bands({ lines, cursor: 0.1 }).said).toBe('F1 at threshold 0.1: A 0.20 · B 0.30');
  expect(f1Bands({ lines: [{ lane: 'A', xs: [], ys: [] }], cursor: null }).said).toBe('Best F1: A –');
});

test('FROC says the sensitivity at one false positive; bands have the dash of their lane', () => {
  const plot = frocBands({ lines, cursor: null }, 1);
  expect(plot.said).toBe('Sensitivity at 1: A 0.50 · B 0.40');
  const svg = printSvg(plot, lightChartTheme);
  expect(svg.match(/stroke-width="0.8" stroke-dasharray="6 4"/g)).toHaveLength(1);
  expect(svg.match(/fill-opacity="0.14"/g)).toHaveLength(2);
});
