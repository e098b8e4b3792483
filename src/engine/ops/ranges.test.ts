import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planRanges, type RangeLists, type RowRange } from './ranges';

const rowCount = 20;

/** Up to 12 targets, each with up to three ranges of rows of its own. */
const targets = fc.array(
  fc
    .uniqueArray(fc.integer({ min: 0, max: rowCount }), { maxLength: 6 })
    .map((ends) => ends.sort((a, b) => a - b))
    .map((ends): RowRange[] => ends.flatMap((from, i) => (i % 2 === 0 ? [[from, ends[i + 1] ?? from] as const] : []))),
  { maxLength: 12 },
);

/** All pairs of a target and a row, in the order of the lists. */
function pairsOf({ first, ranges }: RangeLists): [number, number][] {
  const pairs: [number, number][] = [];
  for (let target = 0; target + 1 < first.length; target++)
    for (let range = first[target]; range < first[target + 1]; range++)
      for (let row = ranges[3 * range]; row < ranges[3 * range + 1]; row += ranges[3 * range + 2])
        pairs.push([target, row]);
  return pairs;
}

test('the way there has the rows of each target, and the way back the same pairs turned round', () => {
  fc.assert(
    fc.property(targets, (lists) => {
      const { there, back } = planRanges(lists, rowCount, 16);
      const wanted = lists.flatMap((ranges, target) =>
        ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => [target, from + i])),
      );
      expect(pairsOf(there)).toEqual(wanted);
      const turned = pairsOf(back).map(([row, target]) => [target, row]);
      expect(turned.sort(([a, b], [c, d]) => a - c || b - d)).toEqual(wanted);
      expect([there.first.length, back.first.length]).toEqual([17, rowCount + 1]);
    }),
  );
});

test('all blobs but one in every second target make few ranges, whatever their number', () => {
  const blobs = 200;
  const lists = Array.from({ length: blobs }, (_, n): RowRange[][] => [
    [[n, n + 1]],
    [
      [blobs, blobs + n],
      [blobs + n + 1, 2 * blobs],
    ],
  ]).flat();
  const { there, back } = planRanges(lists, 2 * blobs, 512);
  expect(there.first[512]).toBe(3 * blobs);
  expect(back.first[2 * blobs]).toBeLessThanOrEqual(3 * blobs);
});

test('a row that counts twice in a target is an error', () => {
  const twice: RowRange[] = [
    [0, 3],
    [2, 4],
  ];
  expect(() => planRanges([twice], 5, 1)).toThrow('twice');
});
