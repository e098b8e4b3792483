import { expect, test } from 'vitest';
import { createCaseSampler } from './patchCases';
import { createPatchSampler, type PatchSource } from './patches';

const source = (fill: number): PatchSource => ({
  dims: [8, 8, 8],
  spacingMm: [1, 1, 1],
  scan: new Float32Array(512).fill(fill),
  ids: Int32Array.from({ length: 512 }, (_, v) => (v === 100 ? 1 : 0)),
  settings: { size: 4, batchSize: 1, foregroundShare: 0.5, flips: false },
  seed: 3,
  levels: 2,
});

test('of one case the patches are those of its own sampler', () => {
  const [one, alone] = [createCaseSampler([source(1)]), createPatchSampler(source(1))];
  for (const step of [1, 2, 9]) {
    expect(one.sample(step)).toEqual(alone.sample(step));
    expect(one.caseAt(step)).toBe(0);
  }
});

test('each case is met about as often, and the same step gives the same patch whatever went before', () => {
  const sampler = createCaseSampler([source(1), source(2), source(3)]);
  const counts = [0, 0, 0];
  for (let step = 1; step <= 600; step++) {
    const [value] = sampler.sample(step).scan;
    counts[value - 1]++;
    expect(sampler.caseAt(step)).toBe(value - 1);
  }
  for (const count of counts) expect(count).toBeGreaterThan(150);
  expect(sampler.sample(7)).toEqual(createCaseSampler([source(1), source(2), source(3)]).sample(7));
});

test('no case is refused', () => {
  expect(() => createCaseSampler([])).toThrow('no case');
});
