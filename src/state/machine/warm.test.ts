import { expect, test, vi } from 'vitest';
import { defaultTraining } from '../../core/settings';
import { fakeStorage } from '../fakes/fakeStorage';
import { isResetDue } from '../runLength';
import { asksOf, type ReadyApp, readyApp, untilPhase } from '../testApp';
import { recallTier, rememberTier } from './rememberTier';

const sizesOf = ({ store }: ReadyApp) => {
  const { network, patch, predictEvery } = store.getState().settings;
  return [patch.size, network.baseWidth, predictEvery];
};
const untilWarm = (app: ReadyApp) => vi.waitFor(() => expect(app.store.getState().standby).not.toBeNull(), 3000);
const untilMeasured = (app: ReadyApp) =>
  vi.waitFor(() => expect(app.store.getState().tier.measured).not.toBeNull(), 3000);
const rest = () => new Promise((resolve) => setTimeout(resolve, 450));
const untouched = { predictEvery: defaultTraining.predictEvery };

test('a case that opens is warmed for once, and timed once; other settings that decide what is compiled, again', async () => {
  const app = await readyApp();
  await untilMeasured(app);
  await rest();
  expect(asksOf(app, 'warm')).toMatchObject([{ settings: { backend: 'auto', patch: { size: 32 } } }]);
  expect(asksOf(app, 'measure')).toEqual([{ backend: 'auto' }]);
  expect(app.store.getState()).toMatchObject({
    standby: { backend: 'webgpu' },
    tier: { name: 'medium', measured: { backend: 'webgpu', msPerStep: 65 } },
  });
  app.actions.changeSettings({ seed: 7, learningRate: 0.1 });
  app.actions.changeSettings({ backend: 'wasm' });
  app.actions.changeLoss({ base: 'bce' });
  await vi.waitFor(() => expect(app.store.getState().standby?.backend).toBe('wasm'));
  await rest();
  expect(asksOf(app, 'warm').slice(1)).toMatchObject([{ settings: { backend: 'wasm', loss: { base: 'bce' } } }]);
  expect(asksOf(app, 'measure').length).toBe(2);
});

test('nothing is warmed while a run stands, and a run that starts ends the warming', async () => {
  const app = await readyApp({ steps: 3 });
  app.actions.play();
  await untilPhase(app, 'finished');
  app.actions.changeSettings({ backend: 'cpu' });
  await rest();
  expect(asksOf(app, 'warm')).toEqual([]);
  app.actions.resetRun();
  await untilWarm(app);
  expect(asksOf(app, 'warm')).toMatchObject([{ settings: { backend: 'cpu' } }]);
});

test('a backend that cannot be warmed is not said to stand ready, and nothing is told before a run asks for it', async () => {
  const app = await readyApp();
  await untilWarm(app);
  app.lane.failWarm = { kind: 'input', message: 'No WebGPU here.' };
  app.actions.changeSettings({ backend: 'webgpu' });
  await vi.waitFor(() => expect(app.store.getState().standby).toBeNull());
  expect(app.store.getState().notices).toEqual([]);
});

test('a measured tier decides the sizes that nobody chose; medium leaves all as it was', async () => {
  const app = await readyApp(untouched);
  await untilMeasured(app);
  expect(sizesOf(app)).toEqual([32, 8, 250]);
  const slow = await readyApp(untouched, { msAt32: 500 });
  await untilMeasured(slow);
  expect(sizesOf(slow)).toEqual([24, 4, 500]);
  slow.actions.changeSettings({ predictEvery: 20 });
  slow.actions.restoreDefaults();
  expect(sizesOf(slow)).toEqual([24, 4, 500]);
});

test('what the user or the address chose stays', async () => {
  const app = await readyApp(untouched, { msAt32: 5 });
  app.actions.changeSettings({ patch: { ...defaultTraining.patch, size: 16 } });
  app.actions.changeSettings({ patch: { ...defaultTraining.patch, size: 32 } });
  await untilMeasured(app);
  expect(sizesOf(app)).toEqual([32, 16, 100]);
  const addressed = await readyApp(untouched, { msAt32: 5 }, ['baseWidth', 'predictEvery']);
  await untilMeasured(addressed);
  expect(sizesOf(addressed)).toEqual([48, 8, 250]);
});

test('once a run has begun, a measurement changes no settings any more, also not after a reset', async () => {
  const app = await readyApp({ ...untouched, steps: 2 }, { msAt32: 500 });
  app.actions.play();
  await untilPhase(app, 'finished');
  app.actions.resetRun();
  await untilMeasured(app);
  expect(app.store.getState().tier.name).toBe('small');
  expect(sizesOf(app)).toEqual([32, 8, 250]);
  app.actions.restoreDefaults();
  expect(sizesOf(app)).toEqual([24, 4, 500]);
});

test('a recording that was opened meanwhile keeps its settings, so that it can be gone on with', async () => {
  const source = await readyApp({ ...untouched, steps: 2 });
  source.actions.play();
  await untilPhase(source, 'finished');
  const bytes = await source.actions.packRecording('x');
  const app = await readyApp(untouched, { msAt32: 500 });
  await app.actions.openRecording(bytes ?? new Uint8Array());
  await untilMeasured(app);
  expect(app.store.getState().run.step).toBe(2);
  expect(sizesOf(app)).toEqual([32, 8, 250]);
});

/** The browser's storage, in memory. */
const kept = fakeStorage();

test('the measured tier is remembered for the next visit, and a damaged one is not', async () => {
  expect(recallTier()).toBeNull();
  const app = await readyApp(untouched, { msAt32: 500 });
  rememberTier(app.store);
  await untilMeasured(app);
  expect(recallTier()).toEqual({ name: 'small', measured: { backend: 'webgpu', msPerStep: 500 } });
  app.actions.changeSettings({ backend: 'cpu' });
  await vi.waitFor(() => expect(app.store.getState().tier.measured?.backend).toBe('cpu'));
  expect(recallTier()?.measured?.backend).toBe('webgpu');
  for (const damaged of ['{', '{"name":"huge"}', '{"name":"small","measured":{"backend":"wasm","msPerStep":-1}}']) {
    kept.set([...kept.keys()][0], damaged);
    expect(recallTier()).toBeNull();
  }
});

test('a recording that is open keeps its settings, whatever is measured then', async () => {
  const from = await readyApp({ steps: 3 });
  from.actions.play();
  await untilPhase(from, 'finished');
  const bytes = await from.actions.packRecording('a run');
  const app = await readyApp(untouched, { msAt32: 500 });
  expect(await app.actions.openRecording(bytes ?? new Uint8Array())).toBe(true);
  await untilMeasured(app);
  const { settings, run } = app.store.getState();
  expect(settings.patch.size).toBe(32);
  expect(isResetDue(run.settings, settings)).toBe(false);
});
