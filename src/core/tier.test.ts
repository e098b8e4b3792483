import { expect, test } from 'vitest';
import { defaultTraining } from './settings';
import { changedSizes, msPerStep, tierOf, tiers, withTier } from './tier';

test('the tier follows the time of a step on 32^3, each border belonging to the larger tier', () => {
  const tierAt = (msAt32: number) => tierOf({ msAt24: 1, msAt32 });
  expect([1, 12, 12.1, 65, 200, 200.1, 5000].map(tierAt)).toEqual([
    ...['large', 'large', 'medium', 'medium', 'medium', 'small', 'small'],
  ]);
});

test('where only 24^3 was measured, 32^3 is taken to cost as much more as it has more voxels', () => {
  expect(msPerStep({ msAt24: 270, msAt32: null })).toBeCloseTo(640, 6);
  expect(tierOf({ msAt24: 270, msAt32: null })).toBe('small');
  expect(tierOf({ msAt24: 50, msAt32: null })).toBe('medium');
});

test('medium is the default training, the others ask for more and for less of everything', () => {
  expect(withTier(defaultTraining, 'medium', [])).toEqual(defaultTraining);
  const [large, medium, small] = tiers.map((tier) => withTier(defaultTraining, tier, []));
  for (const [more, less] of [
    [large, medium],
    [medium, small],
  ]) {
    expect(more.patch.size).toBeGreaterThan(less.patch.size);
    expect(more.network.baseWidth).toBeGreaterThan(less.network.baseWidth);
    expect(more.predictEvery).toBeLessThan(less.predictEvery);
    expect({ ...more, patch: less.patch, network: less.network, predictEvery: less.predictEvery }).toEqual(less);
  }
});

test('what is pinned stays, and nothing else but the sizes is touched', () => {
  const own = {
    ...defaultTraining,
    seed: 9,
    network: { ...defaultTraining.network, levels: 3, baseWidth: 12 },
  } as const;
  const changed = withTier(own, 'small', ['baseWidth']);
  expect(changed).toMatchObject({
    seed: 9,
    network: { levels: 3, baseWidth: 12 },
    patch: { size: 24 },
    predictEvery: 500,
  });
  expect(changedSizes(own, changed)).toEqual(['patchSize', 'predictEvery']);
  expect(withTier(own, 'large', ['patchSize', 'baseWidth', 'predictEvery'])).toEqual(own);
});
