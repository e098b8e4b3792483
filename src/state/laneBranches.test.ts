import { expect, test, vi } from 'vitest';
import { defaultLoss } from '../core/settings';
import { asksOf, readyApp, until, upTo } from './testApp';
import { blobOnly, stepOf, untilAll } from './testLanes';

test('a branch goes on from the checkpoint before the step, with the past in common and the change of its own', async () => {
  const app = await readyApp({ steps: 120, predictEvery: 30 });
  app.actions.play();
  await untilAll(app, 'finished');
  expect(app.actions.branchLane('A', 40, {})).toBeNull();
  expect(app.actions.branchLane('A', 90, blobOnly)).toBe('B');
  expect(stepOf(app, 'B')).toBe(50);
  expect(app.store.getState().others[0].run).toMatchObject({ step: 50, predictedSteps: [30] });
  await until(app, ({ others }) => others[0].prediction?.step === 30);
  app.actions.play();
  await until(app, ({ others }) => others[0].lane.phase === 'finished');
  expect(asksOf({ ...app, lane: app.lanes.B }, 'open')).toMatchObject([
    { checkpoint: { step: 50 }, settings: { loss: { beta: 3 } } },
  ]);
  expect(app.vault.others.get('B')?.records.map(({ step }) => step)).toEqual(upTo(120));
  expect(app.store.getState().others[0].run.events).toEqual([
    { kind: 'branch', step: 50, lane: 'A', from: defaultLoss, to: expect.objectContaining({ beta: 3 }) },
  ]);
  // The records of the past are the other lane's own.
  expect(app.vault.others.get('B')?.records[49]).toBe(app.vault.records[49]);
});

test('a loss changed during a run leaves a flag at its step', async () => {
  const app = await readyApp({ steps: 20 });
  app.actions.changeLoss({ beta: 2 });
  app.actions.play();
  await untilAll(app, 'finished');
  app.actions.changeLoss({ beta: 4 });
  app.actions.changeLoss({ beta: 5 });
  expect(app.store.getState().run.events).toEqual([
    { kind: 'loss', step: 20, from: { ...defaultLoss, beta: 2 }, to: { ...defaultLoss, beta: 5 } },
  ]);
});

test('more steps and another interval of predictions leave flags in every lane; what is changed back leaves none', async () => {
  const app = await readyApp({ steps: 20, predictEvery: 10 });
  app.actions.addLane({});
  app.actions.play();
  await untilAll(app, 'finished');
  app.actions.changeSettings({ predictEvery: 5 });
  app.actions.changeSettings({ steps: 40 });
  app.actions.play();
  await until(app, ({ run, lane }) => run.step === 40 && lane.phase === 'finished');
  const flags = [
    { kind: 'setting', name: 'predictEvery', step: 20, from: 10, to: 5 },
    { kind: 'setting', name: 'steps', step: 20, from: 20, to: 40 },
  ];
  const { run, others } = app.store.getState();
  expect(run.events).toEqual(flags);
  expect(others[0].run.events).toEqual(flags);
  app.actions.changeSettings({ predictEvery: 8 });
  app.actions.changeSettings({ predictEvery: 5 });
  expect(app.store.getState().run.events).toEqual(flags);
});

test('a change of the seed is no change of the loss', async () => {
  const app = await readyApp({ steps: 20 });
  const loss = { ...defaultLoss, alpha: 0, beta: 3 };
  app.actions.addLane({ loss });
  app.actions.play();
  await until(app, ({ others }) => others[0]?.lane.phase === 'finished');
  app.actions.changeLane('B', { loss, seed: 3 });
  expect(app.store.getState().others[0]?.run.events).toEqual([]);
});

test('a branch goes on with the settings of its source, not with those chosen since', async () => {
  const app = await readyApp({ steps: 60 });
  app.actions.play();
  await untilAll(app, 'finished');
  app.actions.changeSettings({ learningRate: 0.5 });
  app.actions.branchLane('A', 50, { loss: { ...defaultLoss, beta: 7 } });
  expect(app.store.getState().others[0].run.events).toMatchObject([{ kind: 'branch', step: 50, to: { beta: 7 } }]);
  app.actions.play();
  await until(app, ({ others }) => others[0]?.lane.phase === 'finished');
  const [open] = app.lanes.B.asked.filter(({ name }) => name === 'open');
  expect(open.ask).toMatchObject({ settings: { learningRate: 1e-2, loss: { beta: 7 } } });
});

test('a branch has the loss that its source has now, be it that this was changed while the run rests', async () => {
  const app = await readyApp({ steps: 60 });
  app.actions.play();
  await untilAll(app, 'finished');
  app.actions.changeLoss({ beta: 9 });
  app.actions.branchLane('A', 50, {});
  expect(app.store.getState().others[0].run.events).toMatchObject([
    { kind: 'branch', step: 50, from: defaultLoss, to: { beta: 9 } },
  ]);
});

test('a lane that is added or branched off while others train trains with them', async () => {
  const app = await readyApp({ steps: 90 });
  app.actions.play();
  await vi.waitFor(() => expect(stepOf(app, 'A')).toBeGreaterThan(5));
  app.actions.addLane(blobOnly);
  await vi.waitFor(() => expect(stepOf(app, 'A')).toBeGreaterThan(55), { timeout: 3000 });
  expect(app.actions.branchLane('A', 55, blobOnly)).toBe('C');
  await untilAll(app, 'finished');
  expect([stepOf(app, 'A'), stepOf(app, 'B'), stepOf(app, 'C')]).toEqual([90, 90, 90]);
});
