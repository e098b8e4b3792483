import { expect, test } from 'vitest';
import type { StepRecord } from '../core/terms';
import { BlobRun } from './blobs/blobRun';
import { appendBlobSeries, type BlobSeriesById } from './blobs/blobSeries';
import { linesSvg } from './blobs/linesSvg';
import { stripSvg } from './blobs/stripSvg';
import { histogramSvg } from './sizes/histogramSvg';
import { binSizes } from './sizes/sizeBins';
import { escapeXml, svgPath } from './svg';
import { appendTerms, createTermSeries, termNames } from './terms/termSeries';
import { termSvg } from './terms/termSvg';
import { stepRecord } from './testRuns';
import { lightChartTheme } from './theme';

const record = (step: number, blobIds: number[], blobTerms: number[], beta = 1) =>
  stepRecord({ step, beta, total: 1.5, global: 0.5, blob: 0.5, blobIds, blobTerms });
const records = [record(1, [1], [1]), record(2, [1, 2], [0, 0.5]), record(3, [2], [0.5], 4)];
const blobs = [
  { id: 1, voxels: 100, colour: '#E69F00' },
  { id: 2, voxels: 5, colour: '#56B4E9' },
];

function runOf(): BlobRun {
  const run = new BlobRun();
  run.update(records, blobs, { steps: 3, order: 'largest' });
  run.settleRows(10, false);
  return run;
}

/** Every opened tag is closed in order, and no number is missing. */
function expectWhole(svg: string): void {
  const open: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!self) open.push(name);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
}

function termFigure(run: readonly StepRecord[]): string {
  const series = createTermSeries(0.5);
  appendTerms(series, run, 0);
  return termSvg(run, series, {
    visible: new Set(termNames),
    theme: () => lightChartTheme,
    steps: () => 3,
    top: () => 2,
    isSmoothed: () => true,
    flags: () => [{ step: 3, words: 'β 1→4' }],
    predictions: () => [2],
  });
}

test('the term figure has title, units, six lines, a flag and a prediction, and is whole', () => {
  const svg = termFigure(records);
  expectWhole(svg);
  expect(svg).toMatch(/>Loss terms</);
  expect(svg).toMatch(/>loss term \(no unit\)</);
  expect(svg).toMatch(/>β 1→4</);
  expect(svg).toMatch(/<title>prediction</);
  expect(svg.match(/stroke-linejoin="round"/g)?.length).toBe(6);
});

test('figures of a run without steps and of no blobs are whole', () => {
  expectWhole(termFigure([]));
  expectWhole(stripSvg(new BlobRun(), lightChartTheme));
  expectWhole(linesSvg(new BlobRun(), () => ({ steps: [], terms: [] }), lightChartTheme));
  expectWhole(histogramSvg([], [], 'voxels', lightChartTheme));
});

test('the strip figure draws a cell for each term and none for a gap', () => {
  const svg = stripSvg(runOf(), lightChartTheme);
  expectWhole(svg);
  const cells = [...svg.matchAll(/<path d="([^"]+)" fill="(rgb[^"]+)"/g)];
  const rectangles = cells.flatMap(([, data]) => data.match(/M/g) ?? []);
  // blob 1: terms 1 and 0 in steps 1 and 2, absent in 3; blob 2: absent, then one stretch of 0.5
  expect([cells.length, rectangles.length]).toEqual([3, 3]);
});

test('the line figure joins neighbouring steps only', () => {
  const all: BlobSeriesById = new Map();
  appendBlobSeries(all, [record(1, [1], [1]), record(2, [1], [0.5]), record(9, [1], [0])], 0);
  const svg = linesSvg(runOf(), (id) => all.get(id) ?? { steps: [], terms: [] }, lightChartTheme);
  expectWhole(svg);
  const [bridge, solid] = [...svg.matchAll(/<path d="(M[^"]*L[^"]*)" stroke-opacity/g)].map(([, data]) => data);
  expect([bridge.match(/L/g)?.length, solid.match(/L/g)?.length]).toEqual([1, 1]);
});

test('the histogram figure names its unit and every bar', () => {
  const sized = blobs.map(({ id, voxels }) => ({ id, size: voxels }));
  const svg = histogramSvg(binSizes(sized), sized, 'mm³', lightChartTheme);
  expectWhole(svg);
  expect(svg).toMatch(/size of a blob \(mm³, log scale\)/);
  expect(svg.match(/1 blob,/g)?.length).toBe(2);
});

test('words cannot break out of the markup', () => {
  expect(escapeXml('a<b>&"\'')).toBe('a&#60;b&#62;&#38;&#34;&#39;');
});

test('a path begins anew after a null', () => {
  expect(svgPath([[1, 2], [3, 4.567], null, [5, 6], [7, 8]])).toBe('M1 2L3 4.57M5 6L7 8'); // biome-ignore format: points
});
