import { expect, test, vi } from 'vitest';
import { asksOf, namesOf, type ReadyApp, readyApp, stepsOf, untilPhase, upTo } from '../testApp';

function noticesOf({ store }: ReadyApp): string[] {
  return store.getState().notices.map(({ message }) => message);
}

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
  expect(app.store.getState().run.events).toMatchObject([{ kind: 'restart', step: 50, reached: 72 }]);
});

test('what was changed behind the checkpoint of a lane that died acts from the checkpoint on', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 90, failure: { kind: 'fault', message: 'The lane stopped (it broke).' } }];
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(60));
  app.actions.changeLoss({ beta: 7 });
  await untilPhase(app, 'finished');
  expect(app.store.getState().run.events).toMatchObject([
    { kind: 'loss', step: 50, to: { beta: 7 } },
    { kind: 'restart', step: 50, reached: 89 },
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

/** A run that was paused somewhere behind step 52. */
async function restingApp() {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(52));
  app.actions.pause();
  await untilPhase(app, 'paused');
  return { app, step: app.vault.records.length };
}

test('a lane that died while it rested is opened again where it stood, and the user is told', async () => {
  const { app, step } = await restingApp();
  app.lane.deaths += 1;
  app.actions.changeLoss({ beta: 3 });
  expect(namesOf(app)).not.toContain('setLoss');
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
  expect(app.lane.asked.filter(({ name }) => name === 'open').map(({ ask }) => ask)).toMatchObject([
    { checkpoint: null, settings: { loss: { beta: 1 } } },
    { checkpoint: { step }, settings: { loss: { beta: 3 } } },
  ]);
  expect(noticesOf(app)).toEqual([`The lane stopped. The run goes on from step ${step}.`]);
});

test('a device that is lost while the run rests is told at once, and the run goes on where it stood', async () => {
  const { app, step } = await restingApp();
  const opens = asksOf(app, 'open').length;
  app.lane.lose({ kind: 'device', message: 'the GPU was lost (unknown)' });
  const sentence = `The GPU was lost (unknown). The run is safe: it goes on from step ${step} when you train on.`;
  await vi.waitFor(() => expect(noticesOf(app)).toEqual([sentence]));
  expect(app.store.getState().lane.phase).toBe('paused');
  expect(asksOf(app, 'open').length).toBe(opens);
  app.actions.singleStep();
  await vi.waitFor(() => expect(app.vault.records.length).toBe(step + 1));
  expect(asksOf(app, 'open').at(-1)).toMatchObject({ checkpoint: { step }, backend: 'auto' });
  await untilPhase(app, 'paused');
  app.lane.lose({ kind: 'device', message: 'the GPU was lost (again)' });
  await vi.waitFor(() => expect(noticesOf(app)[1]).toContain(`from step ${step + 1}, without the GPU, when you`));
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(asksOf(app, 'open').at(-1)).toMatchObject({ checkpoint: { step: step + 1 }, backend: 'wasm' });
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('a worker that dies while the run rests is told at once', async () => {
  const { app, step } = await restingApp();
  app.lane.deaths += 1;
  app.lane.lose({ kind: 'fault', message: 'The lane stopped (it broke).' });
  await vi.waitFor(() => expect(noticesOf(app)[0]).toContain(`The lane stopped (it broke). The run is safe`));
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(asksOf(app, 'open').at(-1)).toMatchObject({ checkpoint: { step } });
  expect(noticesOf(app).length).toBe(1);
});

test('a device that is lost while it is asked something is told once, by what was asked', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 60, failure: { kind: 'device', message: 'the GPU was lost (unknown)' } }];
  app.lane.onStep = (step) => {
    if (step === 60 && app.lane.failAt.length > 0)
      app.lane.lose({ kind: 'device', message: 'the GPU was lost (unknown)' });
  };
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(noticesOf(app)).toEqual(['The GPU was lost (unknown). The run goes on from step 50.']);
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('a run that is paused while its lane dies rests, and goes on from its checkpoint', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 73, failure: { kind: 'fault', message: 'The lane stopped (it broke).' } }];
  app.lane.onStep = (step) => {
    if (step === 73) app.actions.pause();
  };
  app.actions.play();
  await untilPhase(app, 'paused');
  app.lane.onStep = () => {};
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('a run that is paused while its lane is opened again rests at its checkpoint, also when it then predicts', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 73, failure: { kind: 'fault', message: 'The lane stopped (it broke).' } }];
  const { call } = app.lane;
  app.lane.call = async (name, ask, options) => {
    if (name === 'open' && app.vault.records.length > 0) app.actions.pause();
    return call(name, ask, options);
  };
  app.actions.play();
  await untilPhase(app, 'paused');
  expect(stepsOf(app)).toEqual(upTo(50));
  app.actions.predict();
  await vi.waitFor(() => expect(app.store.getState().prediction?.step).toBe(50));
  await untilPhase(app, 'paused');
  expect(stepsOf(app)).toEqual(upTo(50));
});

test('a run that was given up predicts where it goes back to, and trains no further', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 73, failure: { kind: 'memory', message: 'Array buffer allocation failed' } }];
  app.actions.play();
  await untilPhase(app, 'failed');
  app.actions.predict();
  await vi.waitFor(() => expect(app.store.getState().prediction?.step).toBe(50));
  await untilPhase(app, 'paused');
  expect(stepsOf(app)).toEqual(upTo(50));
});

test('what a reset run was watching is not heard any more', async () => {
  const { app } = await restingApp();
  const { lose } = app.lane;
  app.actions.resetRun();
  lose({ kind: 'device', message: 'the GPU was lost' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(noticesOf(app)).toEqual([]);
  expect(app.store.getState().lane.phase).toBe('none');
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

test('a run that a refusal ends rests at its last step, and goes on from there', async () => {
  const app = await readyApp();
  app.lane.failAt = [{ step: 73, failure: { kind: 'input', message: 'The loss of step 73 is NaN.' } }];
  app.actions.play();
  await untilPhase(app, 'failed');
  app.actions.changeLoss({ beta: 3 });
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(asksOf(app, 'open').at(-1)).toMatchObject({ checkpoint: { step: 72 } });
  expect(stepsOf(app)).toEqual(upTo(120));
});

test('what was predicted behind the checkpoint of a lane that died is not shown any more', async () => {
  const app = await readyApp({ predictEvery: 30 });
  app.lane.failAt = [{ step: 73, failure: { kind: 'fault', message: 'The lane stopped (it broke).' } }];
  app.lane.onStep = (step) => {
    if (step === 52 && asksOf(app, 'open').length === 2) app.actions.pause();
  };
  app.actions.play();
  await untilPhase(app, 'paused');
  expect(app.store.getState().run.predictedSteps).toEqual([30]);
  await vi.waitFor(() => expect(app.store.getState().prediction?.step).toBe(30));
  expect(app.vault.probability?.[0]).toBeCloseTo(0.03, 2);
  app.actions.showStep(40);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(app.vault.probability?.[0]).toBeCloseTo(0.03, 2);
});

test('a run that goes back takes its changes of the loss back', async () => {
  const app = await readyApp({ steps: 100 });
  app.lane.failAt = [{ step: 77, failure: { kind: 'fault', message: 'broke' } }];
  app.lane.onStep = (step) => {
    if (step === 60 && app.store.getState().settings.loss.beta === 1) app.actions.changeLoss({ beta: 4 });
  };
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(app.store.getState().run.events.map(({ kind, step }) => `${kind} ${step}`)).toEqual(['loss 50', 'restart 50']);
});
