import { expect, test } from 'vitest';
import { RowQueue } from './rowQueue';
import { rowsOn } from './rows';

const { rows } = rowsOn([8, 24, 8], 8, 0.5);

function openQueue(reach: number) {
  const added: number[] = [];
  const queue = new RowQueue(rows, reach, ({ index }, [value]) => {
    expect(value).toBe(index);
    added.push(index);
  });
  const finish = (index: number, value = index) => queue.finish(rows[index], Float32Array.of(value));
  return { queue, added, finish };
}

test('rows are added in their order, whatever the order in which they come, and each only once', () => {
  expect(rows.length).toBe(5);
  const { queue, added, finish } = openQueue(5);
  for (const _ of rows) queue.take();
  finish(2);
  finish(0);
  finish(0, 99);
  expect([queue.done, added]).toEqual([2, [0]]);
  finish(1);
  finish(2, 99);
  finish(4);
  finish(3);
  expect([queue.done, added]).toEqual([5, [0, 1, 2, 3, 4]]);
});

test('no row is given out beyond reach; then the one that all wait for is taken from its helper', () => {
  const { queue, finish } = openQueue(3);
  expect([queue.take()?.index, queue.takeHere()?.index, queue.take()?.index, queue.take()]).toEqual([0, 1, 2, null]);
  expect(queue.takeHere()?.index).toBe(0);
  finish(0);
  expect(queue.take()?.index).toBe(3);
});

test('at the end the row that was given out last is taken first, and none twice', () => {
  const { queue, finish } = openQueue(5);
  for (const _ of rows) queue.take();
  finish(4);
  expect([3, 2, 1, 0].map(() => queue.takeHere()?.index)).toEqual([3, 2, 1, 0]);
  expect(queue.takeHere()).toBeNull();
});
