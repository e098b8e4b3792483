import { expect, test } from 'vitest';
import { defaultRules, matchingKinds } from '../core/metrics/matching/rule';
import { defaultBenchSettings } from './benchQuestion';
import { fakeStorage } from './fakes/fakeStorage';
import { recallBench, rememberBench } from './rememberBench';
import { createAppStore } from './store';

const kept = fakeStorage();

test('what was chosen comes back, with any rule; the blob that was looked through does not', () => {
  const store = createAppStore();
  rememberBench(store);
  expect(recallBench()).toBeNull();
  for (const kind of matchingKinds) {
    const instances = { ...defaultBenchSettings.instances, rule: defaultRules[kind], minimumVoxels: 3 };
    const benchSettings = { ...defaultBenchSettings, instances, threshold: 0.25, seenBlob: 4 };
    store.setState({ benchSettings });
    expect(recallBench()).toEqual({ ...benchSettings, seenBlob: null });
  }
});

test.each([
  { threshold: 2 },
  { heat: 'cold' },
  { loss: { ...defaultBenchSettings.loss, alpha: -1 } },
  { metrics: ['x'] },
])('what is damaged counts as nothing: %o', (damage) => {
  kept.set('blobscope.bench.1', JSON.stringify({ ...defaultBenchSettings, ...damage }));
  expect(recallBench()).toBeNull();
});
