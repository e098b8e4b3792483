import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blobStep } from '../testRuns';
import { darkChartTheme, lightChartTheme } from '../theme';
import { addToStripCells, createStripCells } from './stripCells';
import { heatLevel, paintStrip, rowEdges, stripPalette } from './stripPixels';

test('a gap, a term of zero and a full term are three colours, in both themes', () => {
  for (const theme of [darkChartTheme, lightChartTheme]) {
    const { ground, levels } = stripPalette(theme);
    expect(new Set([ground, levels[0], levels[255]]).size).toBe(3);
  }
});

test('two blobs over two steps fill four rectangles', () => {
  const cells = createStripCells([1, 2], 4, 2);
  addToStripCells(cells, [blobStep(1, [1], [0]), blobStep(2, [1, 2], [1, 1])], 0);
  const palette = stripPalette(darkChartTheme);
  const pixels = { width: 4, height: 2, words: new Uint32Array(8) };
  paintStrip(pixels, cells, [0, 1], { palette, top: 1, gap: 1 });
  const [gap, zero, full] = [palette.ground, palette.levels[0], palette.levels[255]];
  expect([...pixels.words]).toEqual([zero, zero, full, full, gap, gap, full, full]);
});

test('only the columns named are painted', () => {
  const cells = createStripCells([1], 3, 3);
  addToStripCells(cells, [blobStep(1, [1], [1]), blobStep(2, [1], [1])], 0);
  const pixels = { width: 3, height: 1, words: new Uint32Array(3) };
  paintStrip(pixels, cells, [1, 1], { palette: stripPalette(darkChartTheme), top: 1, gap: 0 });
  expect([pixels.words[0], pixels.words[1] > 0, pixels.words[2]]).toEqual([0, true, 0]);
});

test('levels are clamped to the scale', () => {
  expect([-1, 0, 0.5, 1, 7].map((term) => heatLevel(term, 1, 11))).toEqual([0, 0, 5, 10, 10]);
});

test('rows cover the height in order, each at least a pixel, with gaps only where rows are tall', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 8 }), (rows, tall) => {
      const height = rows * tall;
      for (let row = 0; row < rows; row++) {
        const [top, bottom] = rowEdges(rows, row, height, 1);
        expect([top, bottom]).toEqual([row * tall, (row + 1) * tall - (tall >= 4 ? 1 : 0)]);
      }
    }),
  );
});
