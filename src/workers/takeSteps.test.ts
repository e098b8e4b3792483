import { expect, test } from 'vitest';
import type { Steps } from '../core/steps';
import { callMonitor } from './callMonitor';
import { takeSteps } from './takeSteps';

function* slow(steps: number, msEach: number): Steps<string> {
  for (let n = 0; n < steps; n++) {
    yield n / steps;
    const until = performance.now() + msEach;
    while (performance.now() < until);
  }
  return 'done';
}

test('gives the result, and tells how far it is now and then', async () => {
  const told: number[] = [];
  const monitor = { report: (fraction: number) => void told.push(fraction), throwIfCancelled: () => {} };
  expect(await takeSteps(slow(20, 10), monitor, 'working')).toBe('done');
  expect(told.length).toBeGreaterThan(1);
  expect(told.length).toBeLessThan(20);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});

test('a cancel that arrives meanwhile is heard, and the work ends there', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 0);
  let taken = 0;
  function* counted(): Steps<void> {
    for (const fraction of slow(1000, 10)) {
      taken++;
      yield fraction;
    }
  }
  const monitor = callMonitor({ report: () => {}, signal: controller.signal });
  await expect(takeSteps(counted(), monitor, 'working')).rejects.toThrow('cancelled');
  expect(taken).toBeLessThan(100);
});
