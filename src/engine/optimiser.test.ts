import { expect, test } from 'vitest';
import { defaultTraining } from '../core/settings';
import { adamStep, learningRateAt, longestGradient, normOf, startAdam } from './optimiser';

test('the first step moves every weight by the learning rate, against its gradient', () => {
  const state = adamStep(startAdam(Float32Array.of(1, 1, 1)), Float32Array.of(0.5, -2, 0), 0.01);
  expect(state.step).toBe(1);
  expect([...state.weights].map((w) => Number(w.toFixed(6)))).toEqual([0.99, 1.01, 1]);
});

test('two steps by hand: bias-corrected moments', () => {
  const once = adamStep(startAdam(Float32Array.of(0)), Float32Array.of(1), 0.1);
  const twice = adamStep(once, Float32Array.of(3), 0.1);
  const first = (0.9 * 0.1 + 0.1 * 3) / (1 - 0.9 ** 2);
  const second = (0.999 * 0.001 + 0.001 * 9) / (1 - 0.999 ** 2);
  expect(twice.weights[0]).toBeCloseTo(-0.1 - (0.1 * first) / Math.sqrt(second), 6);
});

test('a step leaves the state before it as it was', () => {
  const before = startAdam(Float32Array.of(1, 2));
  adamStep(before, Float32Array.of(1, 1), 0.1);
  expect(before).toEqual(startAdam(Float32Array.of(1, 2)));
});

test('a gradient that is too long counts by its direction only', () => {
  const direction = Float32Array.of(3, 4);
  const long = direction.map((g) => g * 100);
  const clipped = direction.map((g) => (g * longestGradient) / 5);
  const start = startAdam(Float32Array.of(0, 0));
  expect(normOf(long)).toBeCloseTo(500, 4);
  expect(adamStep(start, long, 0.1).first).toEqual(adamStep(start, clipped, 0.1).first);
});

test('Adam finds the minimum of a badly scaled bowl', () => {
  let state = startAdam(Float32Array.of(5, -3));
  for (let step = 1; step <= 2000; step++) {
    const [x, y] = state.weights;
    state = adamStep(state, Float32Array.of(2 * (x - 1), 200 * (y - 2)), 0.05 * (1 - step / 2001));
  }
  expect(state.weights[0]).toBeCloseTo(1, 3);
  expect(state.weights[1]).toBeCloseTo(2, 3);
});

test('the learning rate warms up in a line, falls by the schedule, and holds after the run', () => {
  const settings = { ...defaultTraining, learningRate: 1, steps: 100, warmupSteps: 10 };
  const rate = (schedule: 'constant' | 'poly' | 'cosine', step: number) =>
    learningRateAt(step, { ...settings, schedule });
  expect([1, 5, 10, 100].map((step) => rate('constant', step))).toEqual([0.1, 0.5, 1, 1]);
  expect(rate('poly', 51)).toBeCloseTo(0.5 ** 0.9, 12);
  expect(rate('cosine', 51)).toBeCloseTo(0.5, 12);
  expect(rate('poly', 100)).toBeCloseTo(0.01 ** 0.9, 12);
  expect(rate('poly', 500)).toBe(rate('poly', 100));
  expect(learningRateAt(1, { ...settings, schedule: 'constant', warmupSteps: 0 })).toBe(1);
});
