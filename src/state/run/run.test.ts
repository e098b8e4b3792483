import { expect, test, vi } from 'vitest';
import { isResetDue } from '../runLength';
import { namesOf, phantom, readyApp, stepsOf, untilPhase, upTo } from '../testApp';

test('play trains to the budget, with a checkpoint every 50 steps and at the end', async () => {
  const app = await readyApp();
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
  expect(namesOf(app)).toEqual(['open', 'advance', 'checkpoint', 'advance', 'checkpoint', 'advance', 'checkpoint']);
  expect(app.store.getState().run).toMatchObject({ step: 120, secondsLeft: 0, stepsPerSecond: 100 });
});

test('a prediction is made every so many steps and at the end', async () => {
  const app = await readyApp({ steps: 25, predictEvery: 10 });
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(namesOf(app).filter((name) => name === 'predict').length).toBe(3);
  expect(app.store.getState().prediction).toMatchObject({ step: 25, revision: 3 });
  expect(app.vault.outcome?.length).toBe(8);
  expect(app.store.getState().picture.overlay).toBe('outcome');
});

test('pause ends after the running step, single step adds one, play goes on', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(4));
  app.actions.togglePlay();
  await untilPhase(app, 'paused');
  const paused = app.vault.records.length;
  expect(paused).toBeLessThan(120);
  app.actions.singleStep();
  await vi.waitFor(() => expect(app.vault.records.length).toBe(paused + 1));
  await untilPhase(app, 'paused');
  app.actions.togglePlay();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('a reset clears the run, and what the old one still does is not seen', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(3));
  app.actions.resetRun();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(app.vault.records).toEqual([]);
  expect(app.store.getState().lane.phase).toBe('none');
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('loss settings reach a running lane; a new learning rate makes a reset due', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(1));
  app.actions.changeLoss({ beta: 4 });
  expect(app.lane.asked.at(-1)).toMatchObject({ name: 'setLoss', ask: { loss: { beta: 4, alpha: 2 } } });
  const { run, settings } = app.store.getState();
  expect(isResetDue(run.settings, settings)).toBe(false);
  app.actions.changeSettings({ learningRate: 0.5 });
  expect(isResetDue(run.settings, app.store.getState().settings)).toBe(true);
});

test('a finished run goes on when its steps are raised: the lane is opened anew where it stood', async () => {
  const app = await readyApp();
  app.actions.play();
  await untilPhase(app, 'finished');
  app.actions.changeSettings({ steps: 170 });
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBe(170));
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(170));
  const opens = app.lane.asked.filter((call) => call.name === 'open').map((call) => call.ask);
  expect(opens).toMatchObject([
    { settings: { steps: 120 }, checkpoint: null },
    { settings: { steps: 170 }, checkpoint: { step: 120 } },
  ]);
});

test('a finished run whose steps are raised does not go on by itself when it is only to predict', async () => {
  const app = await readyApp();
  app.actions.play();
  await untilPhase(app, 'finished');
  app.actions.changeSettings({ steps: 170 });
  app.actions.predict();
  await vi.waitFor(() => expect(app.store.getState().prediction?.step).toBe(120));
  await untilPhase(app, 'paused');
  expect(app.vault.records.length).toBe(120);
});

test('steps that are raised while a run goes make it longer without a stop', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(1));
  app.actions.changeSettings({ steps: 170 });
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(170));
});

test('a new case ends the run of the old one', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(1));
  app.actions.openPhantom({ ...phantom, seed: 2 });
  await vi.waitFor(() => expect(app.store.getState().caseRevision).toBe(2));
  expect(app.vault.records).toEqual([]);
  expect(app.store.getState().lane.phase).toBe('none');
});

test('a pause while the lane is being started ends there, and play goes on', async () => {
  const app = await readyApp();
  app.actions.play();
  await untilPhase(app, 'starting');
  app.actions.pause();
  await untilPhase(app, 'ready');
  expect(app.vault.records).toEqual([]);
  app.actions.play();
  await untilPhase(app, 'finished');
});
