import { defaultTraining, type TrainSettings } from '../core/settings';
import type { TierSetting } from '../core/tier';
import { createApp } from './app';
import { type FakeLane, fakeLane } from './fakes/fakeLane';
import { fakeRunStore } from './fakes/fakeRunStore';
import { fakeWires } from './fakes/fakeWires';
import type { AppState } from './model';

/** For tests of the state: a built-in case, 120 steps of training and no predictions, unless the change says otherwise. */
export const phantom = { kind: 'ms', seed: 1, size: 48, blobCount: 3, sizeSpread: 1, contrast: 1, noise: 1 } as const;

/** An app on fake wires whose case is open. */
export async function readyApp(
  change: Partial<TrainSettings> = {},
  machine: Partial<FakeLane> = {},
  pinned: readonly TierSetting[] = [],
  measuredStudy: () => Promise<unknown> = async () => null,
  runs = fakeRunStore(),
  cores = 1,
) {
  const wires = { ...fakeWires(), trials: [fakeLane(), fakeLane()], measuredStudy, runs, cores };
  Object.assign(wires.lanes.A, machine);
  const settings = { ...defaultTraining, steps: 120, predictEvery: 0, ...change };
  const app = createApp(wires, { settings, tier: { name: 'medium', measured: null, pinned } });
  app.actions.openPhantom(phantom);
  await until(app, ({ openCase, opening }) => openCase !== null && opening.phase === 'idle');
  return { ...app, ...wires, lane: wires.lanes.A };
}

export type ReadyApp = Awaited<ReturnType<typeof readyApp>>;

/** Resolves once it is true of the state; rejects after 25 s. */
export function until({ store }: Pick<ReadyApp, 'store'>, isReached: (state: AppState) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (state: AppState) => {
      if (!isReached(state)) return;
      clearTimeout(limit);
      ignore();
      resolve();
    };
    const ignore = store.subscribe(look);
    const limit = setTimeout(() => {
      ignore();
      reject(new Error(`never reached: ${isReached}; the lane is ${JSON.stringify(store.getState().lane)}`));
    }, 25_000);
    look(store.getState());
  });
}

export function untilPhase(app: ReadyApp, wanted: AppState['lane']['phase']): Promise<void> {
  return until(app, ({ lane }) => lane.phase === wanted);
}

/** Steps of the run, as recorded. */
export function stepsOf({ vault }: ReadyApp): number[] {
  return vault.records.map(({ step }) => step);
}

/** 1, 2, ... n. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

/** Names of the calls that a run asked of the lane; not those that go on beside it. */
export function namesOf({ lane }: ReadyApp): string[] {
  return lane.asked.map(({ name }) => name).filter((name) => !['watch', 'warm', 'measure', 'roomCheck'].includes(name));
}

/** What was asked under this name, in order. */
export function asksOf({ lane }: ReadyApp, name: string): unknown[] {
  return lane.asked.filter((call) => call.name === name).map(({ ask }) => ask);
}
