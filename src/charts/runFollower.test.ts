import { expect, test } from 'vitest';
import type { StepRecord } from '../core/terms';
import { createRunFollower } from './runFollower';
import { stepRecord } from './testRuns';

const record = (step: number) => stepRecord({ step });

test('a run that grows in place gives its new records only', () => {
  const follow = createRunFollower();
  const run: StepRecord[] = [];
  expect(follow(run)).toEqual({ isAnew: false, from: 0 });
  run.push(record(1), record(2));
  expect(follow(run)).toEqual({ isAnew: false, from: 0 });
  run.push(record(3));
  expect(follow(run)).toEqual({ isAnew: false, from: 2 });
  expect(follow(run)).toEqual({ isAnew: false, from: 3 });
});

test('a grown copy of the list is the same run', () => {
  const follow = createRunFollower();
  const run = [record(1)];
  follow(run);
  expect(follow([...run, record(2)])).toEqual({ isAnew: false, from: 1 });
});

test('a shorter run, and another run that is as long, begin anew', () => {
  const follow = createRunFollower();
  follow([record(1), record(2)]);
  expect(follow([])).toEqual({ isAnew: true, from: 0 });
  follow([record(1), record(2)]);
  expect(follow([record(1), record(2)])).toEqual({ isAnew: true, from: 0 });
});
