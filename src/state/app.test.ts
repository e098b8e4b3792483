import { expect, test, vi } from 'vitest';
import { defaultTraining } from '../core/settings';
import { createApp } from './app';
import { fakeLane, fakeScan } from './fakeWires';
import { isResetDue } from './runLength';

const phantom = { kind: 'ms', seed: 1, size: 48, blobCount: 3, sizeSpread: 1, contrast: 1, noise: 1 } as const;

async function readyApp(change: Partial<typeof defaultTraining> = {}) {
  const wires = { scan: fakeScan(), lane: fakeLane() };
  const app = createApp(wires, { settings: { ...defaultTraining, steps: 120, predictEvery: 0, ...change } });
  app.actions.openPhantom(phantom);
  await vi.waitFor(() => expect(app.store.getState().openCase).not.toBeNull());
  return { ...app, ...wires };
}

type Ready = Awaited<ReturnType<typeof readyApp>>;
const phase = (app: Ready) => app.store.getState().lane.phase;
const untilPhase = (app: Ready, wanted: string) => vi.waitFor(() => expect(phase(app)).toBe(wanted), { timeout: 5000 });
const stepsOf = (app: Ready) => app.vault.records.map((record) => record.step);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const namesOf = (app: Ready) => app.lane.asked.map((call) => call.name);

test('play trains to the budget, with a checkpoint every 50 steps', async () => {
  const app = await readyApp();
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(stepsOf(app)).toEqual(upTo(120));
  expect(namesOf(app)).toEqual(['open', 'advance', 'checkpoint', 'advance', 'checkpoint', 'advance']);
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

test('a reset clears the run, and what the old one still does is not seen', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(3));
  app.actions.resetRun();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(app.vault.records).toEqual([]);
  expect(phase(app)).toBe('none');
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
  expect(phase(app)).toBe('none');
});

test('a file that cannot be read leaves the open case and says why', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File(['x'], 'bad.nii')]);
  await vi.waitFor(() =>
    expect(app.store.getState().opening).toEqual({ phase: 'failed', message: 'bad.nii: not a volume.' }),
  );
  expect(app.store.getState().caseRevision).toBe(1);
});

test('many files refused for one reason give one sentence', async () => {
  const app = await readyApp();
  app.actions.openFiles(['bad1.dcm', 'bad2.dcm', 'bad3.dcm'].map((name) => new File(['x'], name)));
  await vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('failed'));
  expect(app.store.getState().opening).toMatchObject({ message: 'bad1.dcm and 2 more: not a volume.' });
});

test('scan and mask get their roles by the guesses, and can be swapped', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File(['x'], 'a_mask.nii'), new File(['x'], 'a.nii')]);
  await vi.waitFor(() => expect(app.store.getState().openFiles).toMatchObject({ scanId: 2, maskId: 1 }));
  app.actions.chooseRoles(1, 2);
  await vi.waitFor(() => expect(app.store.getState().openFiles).toMatchObject({ scanId: 1, maskId: 2 }));
  expect(app.scan.asked.at(-1)).toMatchObject({
    name: 'assemble',
    ask: { scanId: 1, maskId: 2, reading: { kind: 'all' } },
  });
});

test('after a cancelled opening the worker is told the case again before it is asked about it', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File(['x'], 'b.nii')]);
  app.actions.cancelOpening();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(app.scan.stops).toBe(1);
  expect(app.store.getState().caseRevision).toBe(1);
  const before = app.scan.asked.length;
  app.actions.setConnectivity(6);
  await vi.waitFor(() => expect(app.store.getState().openCase?.connectivity).toBe(6));
  expect(
    app.scan.asked
      .slice(before)
      .map((call) => call.name)
      .filter((name) => name !== 'open'),
  ).toEqual(['phantom', 'relabel']);
});

test('a scan worker that broke is replaced and told the case again; the open case stays', async () => {
  const app = await readyApp();
  app.scan.failNext = { kind: 'fault', message: 'The scan worker stopped (it broke).' };
  app.actions.setConnectivity(6);
  await vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('failed'));
  expect(app.scan.stops).toBe(1);
  app.actions.setConnectivity(18);
  await vi.waitFor(() => expect(app.store.getState().openCase?.connectivity).toBe(18));
  expect(app.scan.asked.map((call) => call.name)).toEqual(['phantom', 'relabel', 'phantom', 'relabel']);
});

test('the newest of two openings wins', async () => {
  const app = await readyApp();
  app.actions.openPhantom({ ...phantom, seed: 2 });
  app.actions.openPhantom({ ...phantom, seed: 3 });
  await vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('idle'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(app.store.getState().caseRevision).toBe(2);
  expect(app.scan.stops).toBe(1);
});
