import { describe, expect, test } from 'vitest';
import { asksOf, namesOf, phantom, type ReadyApp, readyApp, stepsOf, until, untilPhase, upTo } from './testApp';

const untilSlow = (app: ReadyApp, phase: string) => until(app, ({ slowMotion }) => slowMotion.phase === phase);

describe('slow motion', () => {
  test('opens the lane where none stands, and looks at step 1 without doing it', async () => {
    const app = await readyApp();
    app.actions.openSlowMotion();
    await untilSlow(app, 'open');
    await untilPhase(app, 'ready');
    expect(namesOf(app)).toEqual(['open', 'explain']);
    expect(app.store.getState().slowMotion).toMatchObject({ facts: { step: 1 } });
    expect(app.vault.slowMotion?.scan.length).toBe(1);
    expect(stepsOf(app)).toEqual([]);
  });

  test('pauses a run that is on its way, and shows the step after the last one done', async () => {
    const app = await readyApp();
    app.actions.play();
    await until(app, ({ run }) => run.step >= 3);
    app.actions.openSlowMotion();
    await untilSlow(app, 'open');
    await untilPhase(app, 'paused');
    const { slowMotion, run } = app.store.getState();
    expect(slowMotion).toMatchObject({ facts: { step: run.step + 1 } });
    expect(stepsOf(app)).toEqual(upTo(run.step));
    app.actions.singleStep();
    await until(app, (state) => state.run.step === run.step + 1);
    app.actions.openSlowMotion();
    await until(app, (state) => state.slowMotion.phase === 'open' && state.slowMotion.facts.step === run.step + 2);
  });

  test('looks at another lane and another patch when these are chosen, and at lane A when that lane is gone', async () => {
    const app = await readyApp();
    app.actions.addLane({ seed: 2 });
    app.actions.openSlowMotion();
    await untilSlow(app, 'open');
    app.actions.lookSlowlyAt({ lane: 'B' });
    await untilSlow(app, 'looking');
    await untilSlow(app, 'open');
    expect(asksOf({ ...app, lane: app.lanes.B }, 'explain')).toEqual([{ seek: 20 }]);
    app.actions.lookSlowlyAt({ patch: 'own' });
    await untilSlow(app, 'open');
    expect(asksOf({ ...app, lane: app.lanes.B }, 'explain').at(-1)).toEqual({ seek: 0 });
    app.actions.closeSlowMotion();
    app.actions.removeLane('B');
    app.actions.openSlowMotion();
    await untilSlow(app, 'open');
    expect(asksOf(app, 'explain').at(-1)).toEqual({ seek: 0 });
  });

  test('what fails is said where it was asked for, and can be asked again', async () => {
    const app = await readyApp({}, { failExplain: [{ kind: 'input', message: 'the loss of step 1 is NaN' }] });
    app.actions.openSlowMotion();
    await untilSlow(app, 'failed');
    expect(app.store.getState().slowMotion).toEqual({ phase: 'failed', message: 'The loss of step 1 is NaN.' });
    app.actions.openSlowMotion();
    await untilSlow(app, 'open');
  });

  test('a lane that cannot be opened says why', async () => {
    const app = await readyApp({}, { failOpen: { kind: 'input', message: 'The patch is too large.' } });
    app.actions.openSlowMotion();
    await untilSlow(app, 'failed');
    expect(app.store.getState().slowMotion).toMatchObject({ message: 'The patch is too large.' });
    expect(asksOf(app, 'explain')).toEqual([]);
  });

  test('a recording is no model to look into', async () => {
    const app = await readyApp();
    const recorded = { name: 'a run', madeAt: '2026-01-01', backend: 'wasm' } as const;
    app.store.setState(({ run }) => ({ run: { ...run, recorded } }));
    app.actions.openSlowMotion();
    expect(app.store.getState().slowMotion).toMatchObject({ phase: 'failed' });
    expect(namesOf(app)).toEqual([]);
  });

  test('a reset while the lane is being opened for it says so', async () => {
    const app = await readyApp();
    app.actions.openSlowMotion();
    await untilPhase(app, 'starting');
    app.actions.resetRun();
    await untilSlow(app, 'failed');
    expect(asksOf(app, 'explain')).toEqual([]);
  });

  test('what is closed before it is there stays closed; another case closes it', async () => {
    const app = await readyApp();
    app.actions.openSlowMotion();
    app.actions.closeSlowMotion();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(app.store.getState().slowMotion).toEqual({ phase: 'closed' });
    expect(app.vault.slowMotion).toBeNull();
    app.actions.openSlowMotion();
    await untilSlow(app, 'open');
    app.actions.openPhantom({ ...phantom, seed: 2 });
    await untilSlow(app, 'closed');
    expect(app.vault.slowMotion).toBeNull();
  });
});
