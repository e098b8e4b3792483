import { expect, test } from 'vitest';
import { createRandom } from '../../random';
import { RowOfSquare } from './rowOfSquare';

test('each square has the row in which it was first met, infinity too, however many there are', () => {
  const random = createRandom(1);
  const rows = new RowOfSquare();
  const plain = new Map<number, number>();
  for (let n = 0; n < 20_000; n++) {
    const [dx, dy, dz] = [0, 0, 0].map(() => random.integer(40));
    const squared = n % 1000 === 0 ? Number.POSITIVE_INFINITY : (0.7 * dx) ** 2 + (1.1 * dy) ** 2 + (3 * dz) ** 2;
    const row = plain.get(squared) ?? plain.size;
    plain.set(squared, row);
    expect(rows.rowOf(squared)).toBe(row);
  }
  expect(rows.size).toBe(plain.size);
  expect([...rows.squares.subarray(0, rows.size)]).toEqual([...plain.keys()]);
});
