import { describe, expect, test } from 'vitest';
import { eventsBackTo, gatherEvents, lossAt, type RunEvent, thresholdEvents, withEvent } from './runEvents';
import { defaultLoss } from './settings';

const beta = (value: number) => ({ ...defaultLoss, beta: value });
const loss = (step: number, from: number, to: number): RunEvent => ({
  ...{ kind: 'loss', step, from: beta(from), to: beta(to) },
});
const every = (step: number, from: number, to: number): RunEvent => ({
  ...{ kind: 'setting', name: 'predictEvery', step, from, to },
});
const restart = (step: number, reached: number): RunEvent => ({ kind: 'restart', step, reached, backend: 'wasm' });
const all = (...events: RunEvent[]) => events.reduce<readonly RunEvent[]>(withEvent, []);

describe('what changed in a run', () => {
  test('is told in the order of the steps, whatever was told first', () => {
    expect(all(loss(20, 1, 4), every(10, 20, 50))).toEqual([every(10, 20, 50), loss(20, 1, 4)]);
  });

  test('several changes of one thing behind one step are one, and none where it was changed back', () => {
    expect(all(loss(20, 1, 2), loss(20, 2, 4))).toEqual([loss(20, 1, 4)]);
    expect(all(loss(20, 1, 2), every(20, 5, 6), loss(20, 2, 1))).toEqual([every(20, 5, 6)]);
    expect(all(loss(20, 1, 2), loss(21, 2, 1))).toHaveLength(2);
  });

  test('a run that goes back takes along what was changed since', () => {
    const events = all(loss(20, 1, 2), loss(130, 2, 4), restart(100, 140));
    expect(eventsBackTo(events, 100)).toEqual([loss(20, 1, 2), restart(100, 140), loss(100, 2, 4)]);
    expect(eventsBackTo(all(loss(120, 1, 2), loss(130, 2, 1)), 100)).toEqual([]);
    expect(eventsBackTo(events, 0)).toEqual([restart(0, 140)]);
  });

  test('a slider on the move is one change; what is further apart is not, nor are two restarts', () => {
    const moving = all(loss(2, 1, 2), loss(3, 2, 3), every(3, 20, 10), loss(4, 3, 4), loss(40, 4, 5));
    expect(gatherEvents(moving, 2)).toEqual([every(3, 20, 10), loss(4, 1, 4), loss(40, 4, 5)]);
    expect(gatherEvents(all(restart(100, 120), restart(101, 102)), 50)).toHaveLength(2);
    expect(gatherEvents(moving, 0)).toEqual(moving);
  });

  test('the loss at any step is known from the changes round it', () => {
    const events = all(loss(20, 1, 2), loss(40, 2, 4));
    expect([0, 19, 20, 39, 40, 99].map((step) => lossAt(events, step, beta(4)).beta)).toEqual([1, 1, 2, 2, 4, 4]);
    expect(lossAt([], 5, beta(7)).beta).toBe(7);
    const unknown: RunEvent = { kind: 'loss', step: 20, from: null, to: beta(2) };
    expect(lossAt([unknown], 25, beta(2)).beta).toBe(2);
  });

  test('another threshold is seen in the scores that were taken with it', () => {
    const at = (step: number, threshold: number) => ({ step, scores: { threshold } });
    expect(thresholdEvents([at(25, 0.5), at(50, 0.5), at(75, 0.3), at(100, 0.3)])).toEqual([
      { kind: 'threshold', step: 75, from: 0.5, to: 0.3 },
    ]);
    expect(thresholdEvents([])).toEqual([]);
  });
});
