import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from './gather';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is wanted often is done once an interval, and again when it is wanted again', () => {
  const work = vi.fn();
  const { soon } = gather(work, 30);
  soon();
  soon();
  expect(work).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(30);
  expect(work).toHaveBeenCalledTimes(1);
  soon();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(2);
});

test('work of one interval, wanted at different times, is done at the same time', () => {
  const doneAtMs: number[] = [];
  const note = () => void doneAtMs.push(performance.now());
  const [one, other] = [gather(note, 100), gather(note, 100)];
  one.soon();
  vi.advanceTimersByTime(30);
  other.soon();
  vi.advanceTimersByTime(100);
  expect(doneAtMs).toHaveLength(2);
  expect(doneAtMs[1] - doneAtMs[0]).toBeLessThanOrEqual(1);
});

test('what is done now is not done once more soon after', () => {
  const work = vi.fn();
  const { soon, now } = gather(work, 30);
  soon();
  now();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(1);
});

test('what was cancelled is not done', () => {
  const work = vi.fn();
  const { soon, cancel } = gather(work, 30);
  soon();
  cancel();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(0);
});
