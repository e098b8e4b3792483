import { expect, test } from 'vitest';
import { Convoy, lead } from './convoy';

test('a lane alone may go as far as it likes', () => {
  const convoy = new Convoy();
  convoy.reached('A', 7);
  expect(convoy.limitOf('A')).toBe(Number.POSITIVE_INFINITY);
});

test('a lane leads the slowest by no more than the lead', () => {
  const convoy = new Convoy();
  convoy.reached('A', 10);
  convoy.reached('B', 6);
  convoy.reached('C', 8);
  expect(convoy.limitOf('A')).toBe(6 + lead);
  expect(convoy.limitOf('B')).toBe(8 + lead);
});

test('who waits is woken by a step, by a lane that goes back, and by one that leaves', async () => {
  const convoy = new Convoy();
  convoy.reached('A', 4);
  convoy.reached('B', 0);
  const woken: string[] = [];
  const first = convoy.change(new AbortController().signal).then(() => woken.push('step'));
  convoy.reached('B', 1);
  await first;
  const second = convoy.change(new AbortController().signal).then(() => woken.push('back'));
  convoy.reached('B', 0);
  await second;
  const third = convoy.change(new AbortController().signal).then(() => woken.push('gone'));
  convoy.leave('B');
  await third;
  expect(woken).toEqual(['step', 'back', 'gone']);
  expect(convoy.limitOf('A')).toBe(Number.POSITIVE_INFINITY);
});
