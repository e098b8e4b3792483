import { expect, test, vi } from 'vitest';
import { namesOf, readyApp, stepsOf, untilPhase, upTo } from './testApp';

test('a lane that dies is opened again from the last checkpoint, the curve has no hole, and the user is told', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 73, failure: { kind: 'fault', message: 'The lane stopped (it broke).' } }];
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
  const opens = app.lane.asked.filter((call) => call.name === 'open');
  expect(opens.map((call) => (call.ask as { checkpoint: { step: number } | null }).checkpoint?.step)).toEqual([
    undefined,
    50,
  ]);
  expect(app.store.getState().notices.map((n) => n.message)).toEqual([
    'The lane stopped (it broke). The run goes on from step 50.',
  ]);
});

test('deaths with a checkpoint between them never end the run', async () => {
  const app = await readyApp({ steps: 230 });
  const failure = { kind: 'fault', message: 'The lane stopped (it broke).' } as const;
  app.lane.failAt = [60, 110, 160, 210].map((step) => ({ step, failure }));
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(230));
});

test('a GPU that is lost twice is left alone: the run goes on on wasm', async () => {
  const app = await readyApp();
  const failure = { kind: 'device', message: 'The GPU device was lost.' } as const;
  app.lane.failAt = [
    { step: 10, failure },
    { step: 12, failure },
  ];
  app.actions.play();
  await untilPhase(app, 'finished');
  const backends = app.lane.asked
    .filter((call) => call.name === 'open')
    .map((call) => (call.ask as { backend: string }).backend);
  expect(backends).toEqual(['auto', 'auto', 'wasm']);
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('a lane that died while it rested is opened again from the last checkpoint, and the user is told', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(52));
  app.actions.pause();
  await untilPhase(app, 'paused');
  app.lane.deaths += 1;
  app.actions.changeLoss({ beta: 3 });
  expect(namesOf(app)).not.toContain('setLoss');
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
  expect(app.lane.asked.filter(({ name }) => name === 'open').map(({ ask }) => ask)).toMatchObject([
    { checkpoint: null, settings: { loss: { beta: 1 } } },
    { checkpoint: { step: 50 }, settings: { loss: { beta: 3 } } },
  ]);
  expect(app.store.getState().notices.map((n) => n.message)).toEqual([
    'The lane stopped. The run goes on from step 50.',
  ]);
});

test('a lane that dies of a prediction is opened again and predicts; a cancelled prediction is not repeated', async () => {
  const app = await readyApp();
  app.lane.failPredict = [{ kind: 'device', message: 'The GPU device was lost.' }];
  app.actions.predict();
  await vi.waitFor(() => expect(app.store.getState().prediction).toMatchObject({ revision: 1 }));
  expect(namesOf(app)).toEqual(['open', 'predict', 'open', 'predict']);
  await untilPhase(app, 'ready');
  app.lane.failPredict = [{ kind: 'cancelled', message: 'cancelled' }];
  app.actions.predict();
  await vi.waitFor(() => expect(namesOf(app).length).toBe(5));
  await untilPhase(app, 'ready');
  expect(app.store.getState().prediction).toMatchObject({ revision: 1 });
});

test('a lane that never comes back ends the run with a sentence', async () => {
  const app = await readyApp();
  app.lane.failOpen = { kind: 'fault', message: 'It does not start.' };
  app.actions.play();
  await untilPhase(app, 'failed');
  expect(app.store.getState().lane).toEqual({
    phase: 'failed',
    message: 'The lane stopped 4 times in a row: It does not start.',
  });
});

test('a refusal and a lack of memory end the run at once, in words', async () => {
  const app = await readyApp();
  app.lane.failOpen = { kind: 'input', message: 'The patch is too large.' };
  app.actions.play();
  await untilPhase(app, 'failed');
  expect(app.lane.asked.length).toBe(1);
  app.actions.resetRun();
  app.lane.failOpen = { kind: 'memory', message: 'Array buffer allocation failed' };
  app.actions.play();
  await vi.waitFor(() => expect(JSON.stringify(app.store.getState().lane)).toContain('ran out of memory'));
});
