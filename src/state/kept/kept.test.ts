import { describe, expect, test, vi } from 'vitest';
import { fakeRunStore } from '../fakes/fakeRunStore';
import { until, untilPhase } from '../testApp';
import { firstLane, keptOf, pageOn, pausedRun, untilKept } from './testKept';

describe('a run is kept by itself', () => {
  test('when it is paused, with scores and curves; going on overwrites its one entry; a reset begins another', async () => {
    const { app, runs, step } = await pausedRun();
    expect(keptOf(app).entries).toMatchObject([{ name: 'phantom', lanes: [{ id: 'A', step }] }]);
    expect(keptOf(app).currentId).toBe(keptOf(app).entries[0].id);
    app.actions.play();
    await untilPhase(app, 'finished');
    await untilKept(app, runs, 120);
    expect(runs.rows.size).toBe(1);
    expect(firstLane(runs).scores).toMatchObject({ step: 120 });
    app.actions.resetRun();
    expect(keptOf(app).currentId).toBeNull();
    app.actions.play();
    await untilPhase(app, 'finished');
    await vi.waitFor(() => expect(runs.rows.size).toBe(2));
    expect(keptOf(app).entries.map(({ lanes }) => lanes[0].step)).toEqual([120, 120]);
  });

  test('also where the names of its files are long', async () => {
    const app = await pageOn(fakeRunStore());
    app.store.setState(({ openCase }) => ({ openCase: openCase && { ...openCase, name: 'x'.repeat(500) } }));
    app.actions.play();
    await untilPhase(app, 'finished');
    await untilKept(app, app.runs, 120);
    await app.actions.refreshKept();
    expect(keptOf(app)).toMatchObject({ entries: [{ lanes: [{ step: 120 }] }], damaged: [] });
  });

  test('now and then while it goes on, as far as its newest checkpoint', async () => {
    const runs = fakeRunStore();
    const app = await pageOn(runs, { steps: 400 });
    // Slow where something is waited for, so that the next checkpoint is far off until it has come.
    app.lane.onStep = (step) => {
      app.lane.msPerStep = (step > 55 && runs.rows.size === 0) || step > 160 ? 50 : 0;
    };
    app.actions.play();
    await vi.waitFor(() => expect(firstLane(runs)?.step).toBe(50), { timeout: 3000 });
    await until(app, ({ run }) => run.step >= 160);
    // The next time would be 20 s later.
    expect(firstLane(runs).step).toBe(50);
    await app.actions.keepRunNow();
    expect(firstLane(runs).step).toBe(150);
    app.actions.resetRun();
  });

  test('not while it is switched off, nor when a recording is only looked at', async () => {
    const { app, runs } = await pausedRun();
    const bytes = await app.actions.packRecording('x');
    const page = await pageOn(fakeRunStore());
    await page.actions.openRecording(bytes ?? new Uint8Array());
    await page.actions.keepRunNow();
    expect(page.runs.rows.size).toBe(0);
    app.actions.keepRuns(false);
    app.actions.play();
    await untilPhase(app, 'finished');
    await app.actions.keepRunNow();
    expect(firstLane(runs).step).toBeLessThan(120);
    app.actions.keepRuns(true);
    await untilKept(app, runs, 120);
  });
});
