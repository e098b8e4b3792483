import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outcome } from '../../core/terms';
import type { AppState } from '../../state/model';
import { startFeeding } from './testFeed';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** On the bench: voxel 0 is found, voxel 1 a false positive, which is looked at or not. */
function onTheBench(started: ReturnType<typeof startFeeding>, component: { readonly voxels: number } | null) {
  const { app } = started;
  app.vault.bench = {
    ...{ probability: null, pulls: null, masked: null },
    outcome: Uint8Array.of(outcome.truePositive, outcome.falsePositive, outcome.falseNegative, 0),
    component: component && Int32Array.of(1),
  };
  const bench = { phase: 'open', answer: { component }, revision: component ? 2 : 1 };
  app.store.setState(({ picture }) => ({
    mode: 'bench',
    bench: bench as unknown as AppState['bench'],
    picture: { ...picture, overlay: 'outcome' },
  }));
  vi.runAllTimers();
}

test('a click on a false positive takes hold of its component where it was clicked; elsewhere, and in other modes, it does not', () => {
  const started = startFeeding();
  const { app, events, told } = started;
  const seen = () => app.store.getState().benchSettings.seenVoxel;
  events.onClick([1, 0, 0]);
  expect(seen()).toBeNull();
  onTheBench(started, null);
  events.onClick([3, 0, 0]);
  expect(seen()).toBeNull();
  events.onClick([1, 0, 0]);
  expect(seen()).toBe(1);
  expect(told.moves).toHaveLength(1);
});

test('a component that is chosen elsewhere takes the crosshair to it, and its voxels stand out', () => {
  const started = startFeeding();
  const { app, told } = started;
  onTheBench(started, null);
  app.actions.selectComponent(1);
  vi.runAllTimers();
  expect(told.moves.at(-1)).toEqual([1, 0, 0]);
  expect(told.highlight).toBeNull();
  onTheBench(started, { voxels: 1 });
  expect(told.highlight).toBe(4);
  expect(told.overlay).toMatchObject({
    kind: 'index',
    ids: Uint8Array.of(outcome.truePositive, 4, outcome.falseNegative, 0),
  });
  app.actions.selectComponent(null);
  vi.runAllTimers();
  expect(told.highlight).toBeNull();
  expect(told.overlay).toMatchObject({ ids: app.vault.bench?.outcome });
});

test('the heat is mixed anew when alpha or beta moves, from the same fields', () => {
  const started = startFeeding();
  const { app, told } = started;
  onTheBench(started, null);
  const field = (values: readonly number[]) => ({ values: Int16Array.from(values), largest: 1 });
  const pulls = { global: field([32767, 0, 0, 0]), instance: field([0, 0, -32767, 0]) };
  if (app.vault.bench) app.vault.bench = { ...app.vault.bench, pulls };
  const totals = { numerator: 1, denominator: 2 };
  app.store.setState(({ bench, picture, benchSettings }) => ({
    bench: { ...bench, answer: { component: null, totals } } as unknown as AppState['bench'],
    picture: { ...picture, overlay: 'heat' },
    benchSettings: { ...benchSettings, heat: 'mixed' },
  }));
  const factors = () =>
    told.overlay?.kind === 'heat' && 'factors' in told.overlay.values ? told.overlay.values.factors : [];
  const weigh = (alpha: number, beta: number) => {
    app.store.setState(({ benchSettings }) => ({
      benchSettings: { ...benchSettings, loss: { ...benchSettings.loss, alpha, beta } },
    }));
    vi.runAllTimers();
    return factors().map((factor) => factor * 32767);
  };
  expect(weigh(1, 4)).toEqual([expect.closeTo(0.25, 9), expect.closeTo(1, 9)]);
  expect(weigh(4, 1)).toEqual([expect.closeTo(1, 9), expect.closeTo(0.25, 9)]);
});
