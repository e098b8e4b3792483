import { expect, test, vi } from 'vitest';
import { defaultTraining } from '../core/settings';
import { createApp } from './app';
import { fakeWires } from './fakes/fakeWires';
import type { Lane } from './model';

const phantom = { kind: 'ms', seed: 1, size: 48, blobCount: 3, sizeSpread: 1, contrast: 1, noise: 1 } as const;
const file = (name: string) => new File(['x'], name);

async function readyApp() {
  const wires = fakeWires();
  const app = createApp(wires, { settings: { ...defaultTraining, steps: 4, predictEvery: 0 } });
  const idle = () => vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('idle'));
  app.actions.openPhantom(phantom);
  await idle();
  const predict = async () => {
    const before = app.store.getState().prediction?.revision ?? 0;
    app.actions.predict();
    await vi.waitFor(() => expect(app.store.getState().prediction?.revision).toBe(before + 1));
  };
  /** What the scan worker is asked by the work, names in order. */
  const asksOf = async (work: () => unknown) => {
    const before = wires.scan.asked.length;
    await work();
    return wires.scan.asked.slice(before);
  };
  return { ...app, ...wires, lane: wires.lanes.A, idle, predict, asksOf };
}

/** Resolves in the moment in which the lane gets there: waiting by looking now and then would miss it. */
function untilPhase({ store }: Awaited<ReturnType<typeof readyApp>>, phase: Lane['phase']): Promise<void> {
  return new Promise((resolve) => store.subscribe(({ lane }) => lane.phase === phase && resolve()));
}

const names = (asks: readonly { readonly name: string }[]) => asks.map(({ name }) => name);

test('a worker that died between two questions is told the case and the prediction before it scores again', async () => {
  const app = await readyApp();
  await app.predict();
  const rescored = (threshold: number) =>
    app.asksOf(async () => {
      app.actions.setThreshold(threshold);
      await vi.waitFor(() => expect(app.store.getState().prediction?.scores.threshold).toBe(threshold));
    });
  const calm = await rescored(0.4);
  expect(calm).toMatchObject([{ name: 'score', ask: { probability: null } }]);
  app.scan.deaths += 1;
  const asks = await rescored(0.6);
  expect(names(asks)).toEqual(['phantom', 'score']);
  expect((asks[1].ask as { probability: unknown }).probability).toBe(app.vault.probability);
});

test('a new prediction is scored as it is, also by a worker that has to be told the case first', async () => {
  const app = await readyApp();
  await app.predict();
  const old = app.vault.probability;
  app.scan.deaths += 1;
  const asks = await app.asksOf(app.predict);
  expect(names(asks)).toEqual(['phantom', 'score']);
  expect((asks[1].ask as { probability: unknown }).probability).toBe(app.vault.probability);
  expect(app.vault.probability).not.toBe(old);
});

test('own files: a fresh worker knows them by their ids, and reads what the case needs', async () => {
  const app = await readyApp();
  app.actions.openFiles([file('bad.nii'), file('a.nii')]);
  await app.idle();
  app.actions.openFiles([file('a_mask.nii')]);
  await app.idle();
  app.scan.deaths += 1;
  const asks = await app.asksOf(async () => {
    app.actions.setConnectivity(6);
    await app.idle();
  });
  expect(names(asks)).toEqual(['knowFiles', 'assemble', 'relabel']);
  const { files } = asks[0].ask as { files: readonly File[] };
  expect(files.map(({ name }) => name)).toEqual(['bad.nii', 'a.nii', 'a_mask.nii']);
});

test('a prediction of a case that is replaced meanwhile is not scored, and nothing is said', async () => {
  const app = await readyApp();
  const asks = await app.asksOf(async () => {
    const predicting = untilPhase(app, 'predicting');
    app.actions.predict();
    await predicting;
    app.actions.openPhantom({ ...phantom, seed: 2 });
    await app.idle();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(names(asks)).toEqual(['phantom']);
  expect(app.store.getState()).toMatchObject({ prediction: null, notices: [], lane: { phase: 'none' } });
});

test('scoring that was stopped for an opening is asked again, and nothing is said', async () => {
  const app = await readyApp();
  app.scan.failNext = { kind: 'cancelled', message: 'cancelled' };
  const asks = await app.asksOf(app.predict);
  expect(names(asks)).toEqual(['score', 'score']);
  expect(app.store.getState().notices).toEqual([]);
});

test('a loss that is changed while the lane starts reaches it before the first step', async () => {
  const app = await readyApp();
  const starting = untilPhase(app, 'starting');
  app.actions.play();
  await starting;
  app.actions.changeLoss({ beta: 4 });
  await vi.waitFor(() => expect(app.store.getState().lane.phase).toBe('finished'));
  const asked = app.lane.asked.filter(({ name }) => name !== 'watch');
  expect(names(asked)).toEqual(['open', 'setLoss', 'advance', 'checkpoint']);
  expect(asked[1].ask).toMatchObject({ loss: { beta: 4 } });
});
