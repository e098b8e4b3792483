import { expect, vi } from 'vitest';
import type { TrainSettings } from '../../core/settings';
import { type FakeRunStore, fakeRunStore } from '../fakes/fakeRunStore';
import { type ReadyApp, readyApp, untilPhase } from '../testApp';

/** A page on a store, as after a reload. */
export function pageOn(runs: FakeRunStore, change: Partial<TrainSettings> = {}): Promise<ReadyApp> {
  return readyApp({ steps: 120, predictEvery: 20, ...change }, {}, [], async () => null, runs);
}

/** A run that was paused behind step 52, and kept. */
export async function pausedRun(runs = fakeRunStore()) {
  const app = await pageOn(runs);
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(52));
  app.actions.pause();
  await untilPhase(app, 'paused');
  const step = app.vault.records.length;
  await untilKept(app, runs, step);
  return { app, runs, step };
}

/** Resolves once lane A is kept as far as this step. */
export async function untilKept(app: ReadyApp, runs: FakeRunStore, step: number): Promise<void> {
  await vi.waitFor(() => expect(firstLane(runs)?.step).toBe(step), { timeout: 3000 });
  await app.actions.keepRunNow();
}

/** Lane A of the run that was kept first. */
export function firstLane({ rows }: FakeRunStore): { readonly step: number; readonly scores: object } {
  return ([...rows.values()][0]?.entry as { lanes: { step: number; scores: object }[] })?.lanes[0];
}

/** What the page knows of kept runs. */
export const keptOf = ({ store }: ReadyApp) => store.getState().kept;

/** The sentences that the user was told. */
export const noticesOf = ({ store }: ReadyApp) => store.getState().notices.map(({ message }) => message);
