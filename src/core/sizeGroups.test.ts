import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupBySize } from './sizeGroups';

test('ten sizes make five groups of two, smallest first', () => {
  const groups = groupBySize([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]);
  expect(groups.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
  ]);
  expect(groups[0].members).toEqual([1, 3]);
});

test('equal sizes are never parted, and no blob makes no group', () => {
  expect(groupBySize([4, 4, 4, 4])).toEqual([{ from: 4, to: 4, members: [0, 1, 2, 3] }]);
  expect(groupBySize([])).toEqual([]);
});

test('every blob is in exactly one group, and groups do not overlap', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (sizes) => {
      const groups = groupBySize(sizes);
      expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(sizes.map((_, i) => i));
      for (const { from, to, members } of groups)
        for (const i of members) expect(sizes[i] >= from && sizes[i] <= to).toBe(true);
      for (let i = 1; i < groups.length; i++) expect(groups[i].from).toBeGreaterThan(groups[i - 1].to);
    }),
  );
});
