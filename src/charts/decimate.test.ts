import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepExtremes } from './decimate';

const steps = (count: number) => Array.from({ length: count }, (_, i) => i);

test('a column of six points keeps its first, lowest, highest and last', () => {
  expect(keepExtremes(steps(6), [5, 1, 4, 9, 6, 7], 6)).toEqual([0, 1, 3, 5]);
});

test('one point a column keeps everything', () => {
  expect(keepExtremes(steps(4), [3, 1, 2, 0], 1)).toEqual([0, 1, 2, 3]);
});

test('nothing in, nothing out', () => {
  expect(keepExtremes([], [], 2)).toEqual([]);
});

test('every column keeps its range, in order, with at most four points', () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 40 }), (ys, width) => {
      const kept = keepExtremes(steps(ys.length), ys, width);
      expect(kept.every((index, i) => i === 0 || index > kept[i - 1])).toBe(true);
      for (let column = 0; column * width < ys.length; column++) {
        const all = ys.slice(column * width, (column + 1) * width);
        const ours = kept.filter((i) => Math.floor(i / width) === column).map((i) => ys[i]);
        expect([Math.min(...ours), Math.max(...ours), ours[0], ours[ours.length - 1]]).toEqual([
          Math.min(...all),
          Math.max(...all),
          all[0],
          all[all.length - 1],
        ]);
        expect(ours.length).toBeLessThanOrEqual(4);
      }
    }),
  );
});
