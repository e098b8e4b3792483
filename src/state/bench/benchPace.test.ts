import { expect, test } from 'vitest';
import type { BenchMove } from '../../protocol/benchCalls';
import { defaultBenchSettings } from '../benchQuestion';
import { BenchPace } from './benchPace';

const settings = { ...defaultBenchSettings, metrics: ['voxels', 'surfaces'] } as const;
const touch: readonly BenchMove[] = [{ kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }];

test('metrics that cost distances come with a touch once they are known to be quick', () => {
  const pace = new BenchPace();
  expect(pace.isAtOnce(touch, settings)).toBe(false);
  expect(pace.rest(settings)).toBeGreaterThan(0);
  pace.learn(80, settings);
  expect(pace.isAtOnce(touch, settings)).toBe(true);
  expect(pace.isAtOnce([...touch, { kind: 'undo' }], settings)).toBe(true);
  pace.learn(300, settings);
  expect(pace.isAtOnce(touch, settings)).toBe(false);
  expect(pace.rest(settings)).toBe(0);
  pace.learn(3000, settings);
  expect(pace.rest(settings)).toBeGreaterThan(0);
});

test('what is measured from scratch does not hold up the rest', () => {
  const pace = new BenchPace();
  pace.learn(80, settings);
  expect(pace.isAtOnce([{ kind: 'reset' }], settings)).toBe(false);
  expect(pace.isAtOnce([], settings)).toBe(false);
  expect(pace.isAtOnce(touch, { ...settings, threshold: 0.3 })).toBe(false);
  expect(pace.isAtOnce(touch, { ...settings, metrics: ['voxels'] })).toBe(false);
  expect(pace.isAtOnce(touch, { ...settings, surestError: 0.6 })).toBe(true);
});
