import { expect, test } from 'vitest';
import { printSvg } from '../svgPlot';
import { lightChartTheme } from '../theme';
import { foundBars, rowAt } from './foundBars';
import { laneLines, valueAt } from './laneLines';

const line = { lane: 'B', xs: [0, 10, 20], ys: [0.2, null, 0.6] };
const view = {
  ...{ title: 'F1', xLabel: 'step', yLabel: 'F1', end: 20, top: 1, lines: [line], cursor: null },
  flags: [{ step: 10, words: 'β 4' }],
};

test('the value of a lane is the newest, or the last before the cursor; a gap has none', () => {
  expect(valueAt(line, null)).toBe(0.6);
  expect(valueAt(line, 5)).toBe(0.2);
  expect(valueAt(line, 10)).toBeNull();
  expect(valueAt({ lane: 'A', xs: [], ys: [] }, null)).toBeNull();
});

test('a plot says its values, letters its lines and dashes all but lane A', () => {
  const svg = printSvg(laneLines(view), lightChartTheme);
  expect(svg).toContain('F1: B 0.60');
  expect(svg).toContain('stroke-dasharray="6 4"');
  expect(svg).toContain('β 4');
  const solid = printSvg(laneLines({ ...view, flags: [], lines: [{ ...line, lane: 'A' }] }), lightChartTheme);
  expect(solid).not.toContain('stroke-dasharray');
});

test('a gap breaks the line', () => {
  const svg = printSvg(laneLines(view), lightChartTheme);
  const [, data] = svg.match(/<path d="(M[^"]*)" fill="none"/) ?? [];
  expect(data.match(/M/g)).toHaveLength(2);
});

test('rows of bars tell when a blob was found, in words too', () => {
  const bars = [
    { firstStep: 50, stretches: [{ from: 50, to: 100 }], isHeld: true },
    { firstStep: 20, stretches: [{ from: 20, to: 40 }], isHeld: false },
  ];
  const found = {
    lanes: ['A', 'B'],
    rows: [{ name: 'Blob 3', word: '1', colour: '#123456', bars }],
    steps: 200,
    cursor: null,
  };
  expect(foundBars({ ...found, marked: null }).said).toBe('found now, of 1: A 1 · B 0');
  expect(foundBars({ ...found, marked: 0 }).said).toBe(
    'Blob 3: A found since step 50 · B first found at step 20, lost again',
  );
  // A's bar, its faint continuation, and B's.
  expect(printSvg(foundBars({ ...found, marked: null }), lightChartTheme).match(/fill="#123456"/g)).toHaveLength(3);
  expect(rowAt({ ...found, marked: null }, 0.5)).toBe(0);
  expect(rowAt({ ...found, marked: null, rows: [] }, 0.5)).toBeNull();
});
