import { expect, test } from 'vitest';
import { Checkpoints } from './checkpoints';

const checkpoint = (step: number, bytes = 4) => ({ step, bytes: new ArrayBuffer(bytes) });

test('the newest is the last added, and one can be found at or before a step', () => {
  const checkpoints = new Checkpoints();
  expect(checkpoints.newest).toBeNull();
  for (const step of [50, 100, 150]) checkpoints.add(checkpoint(step));
  expect(checkpoints.newest?.step).toBe(150);
  expect(checkpoints.before(149)?.step).toBe(100);
  expect(checkpoints.before(150)?.step).toBe(150);
  expect(checkpoints.before(49)).toBeNull();
});

test('one of an earlier step takes back those after it', () => {
  const checkpoints = new Checkpoints();
  for (const step of [50, 100, 150, 100]) checkpoints.add(checkpoint(step));
  expect(checkpoints.steps).toEqual([50, 100]);
});

test('memory is bounded: older ones are thinned out, the newest stays', () => {
  const checkpoints = new Checkpoints();
  for (let step = 50; step <= 2000; step += 50) checkpoints.add(checkpoint(step, 4 * 2 ** 20));
  expect(checkpoints.steps.length).toBeLessThanOrEqual(16);
  expect(checkpoints.steps.length).toBeGreaterThan(7);
  expect(checkpoints.newest?.step).toBe(2000);
  expect(checkpoints.within(8 * 2 ** 20).map(({ step }) => step)).toHaveLength(2);
  expect(checkpoints.within(1).map(({ step }) => step)).toEqual([2000]);
});
