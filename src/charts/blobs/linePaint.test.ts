import { expect, test } from 'vitest';
import { linePieces } from './linePaint';

test('neighbouring steps are joined, a step without the blob is bridged', () => {
  const series = { steps: [1, 2, 5, 6], terms: [1, 0.9, 0.5, 0.4] };
  expect(linePieces(series, 0, 0.5)).toEqual([
    { from: 0, to: 1, isBridge: false },
    { from: 1, to: 2, isBridge: true },
    { from: 2, to: 3, isBridge: false },
  ]);
});

test('a gap that is narrower than a pixel is not called a gap', () => {
  expect(linePieces({ steps: [1, 4], terms: [1, 1] }, 0, 5)[0].isBridge).toBe(false);
});

test('drawing goes on from a sample, and one sample alone has no piece', () => {
  expect(linePieces({ steps: [1, 2, 3], terms: [1, 1, 1] }, 1, 0.5)).toEqual([{ from: 1, to: 2, isBridge: false }]);
  expect(linePieces({ steps: [7], terms: [1] }, 0, 0.5)).toEqual([]);
});

test('ten thousand samples become a few hundred pieces with the same range', () => {
  const steps = Array.from({ length: 10_000 }, (_, i) => i + 1);
  const terms = steps.map((step) => (step === 5000 ? 3 : Math.sin(step)));
  const pieces = linePieces({ steps, terms }, 0, 100);
  expect(pieces.length).toBeLessThan(405);
  expect(Math.max(...pieces.map((piece) => terms[piece.to]))).toBe(3);
  expect(pieces.every((piece) => !piece.isBridge)).toBe(true);
});
