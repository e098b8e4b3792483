import { expect, test, vi } from 'vitest';
import { lead } from './run/convoy';
import { asksOf, readyApp, until, upTo } from './testApp';
import { blobOnly, laneOf, stepOf, untilAll } from './testLanes';

test('a second lane is opened with its own settings and trains over the same steps', async () => {
  const app = await readyApp({ steps: 30 });
  expect(app.actions.addLane(blobOnly)).toBe('B');
  app.actions.play();
  await untilAll(app, 'finished');
  expect(stepOf(app, 'A')).toBe(30);
  expect(app.vault.others.get('B')?.records.map(({ step }) => step)).toEqual(upTo(30));
  const [opening] = asksOf({ ...app, lane: app.lanes.B }, 'open');
  expect(opening).toMatchObject({ settings: { seed: 1, steps: 30, loss: { alpha: 0, beta: 3 } } });
});

test('the quicker lane never leads by more than the lead', async () => {
  const app = await readyApp({ steps: 24 });
  app.actions.addLane(blobOnly);
  app.lanes.B.msPerStep = 4;
  let widest = 0;
  for (const lane of [app.lanes.A, app.lanes.B])
    lane.onStep = () => {
      widest = Math.max(widest, Math.abs(stepOf(app, 'A') - stepOf(app, 'B')));
    };
  app.actions.play();
  await untilAll(app, 'finished');
  expect(widest).toBeLessThanOrEqual(lead);
  expect(widest).toBeGreaterThan(0);
});

test('pause leaves all lanes at one step, and play goes on from it', async () => {
  const app = await readyApp({ steps: 60 });
  app.actions.addLane(blobOnly);
  app.lanes.B.msPerStep = 3;
  app.actions.play();
  await vi.waitFor(() => expect(stepOf(app, 'B')).toBeGreaterThan(5));
  app.actions.pause();
  await untilAll(app, 'paused');
  await vi.waitFor(() => expect(stepOf(app, 'A')).toBe(stepOf(app, 'B')));
  await untilAll(app, 'paused');
  expect(stepOf(app, 'A')).toBeLessThan(60);
  app.lanes.B.msPerStep = 0;
  app.actions.play();
  await untilAll(app, 'finished');
  expect([stepOf(app, 'A'), stepOf(app, 'B')]).toEqual([60, 60]);
});

test('a lane may leave while the others come to rest', async () => {
  const app = await readyApp({ steps: 60 });
  app.actions.addLane(blobOnly);
  app.lanes.B.msPerStep = 30;
  app.actions.play();
  await vi.waitFor(() => expect(stepOf(app, 'A')).toBeGreaterThan(2));
  app.actions.pause();
  app.actions.removeLane('B');
  await untilAll(app, 'paused');
  // What is thrown by then ends the test run.
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(app.store.getState().others).toEqual([]);
});

test('a lane that dies goes on from its checkpoint and catches up; the other waits and repeats nothing', async () => {
  const app = await readyApp({ steps: 100 });
  app.actions.addLane(blobOnly);
  app.lanes.B.failAt = [{ step: 77, failure: { kind: 'fault', message: 'The lane stopped (it broke).' } }];
  let furthestOfA = 0;
  app.lanes.A.onStep = () => {
    // Between the death and the return of B to step 77, A must stand.
    if (asksOf({ ...app, lane: app.lanes.B }, 'open').length === 2 && stepOf(app, 'B') < 70)
      furthestOfA = Math.max(furthestOfA, stepOf(app, 'A'));
  };
  app.actions.play();
  await untilAll(app, 'finished');
  expect(app.vault.records.map(({ step }) => step)).toEqual(upTo(100));
  expect(app.vault.others.get('B')?.records.map(({ step }) => step)).toEqual(upTo(100));
  expect(furthestOfA).toBeLessThanOrEqual(77 + lead);
  expect(app.store.getState().notices.map(({ message }) => message)).toEqual([
    'Lane B: The lane stopped (it broke). The run goes on from step 50.',
  ]);
});

test('a lane that is given up does not hold the other', async () => {
  const app = await readyApp({ steps: 40 });
  app.actions.addLane(blobOnly);
  app.lanes.B.failAt = [{ step: 9, failure: { kind: 'memory', message: 'no memory' } }];
  app.actions.play();
  await until(app, ({ lane }) => lane.phase === 'finished');
  expect(stepOf(app, 'A')).toBe(40);
  expect(laneOf(app, 'B')?.phase).toBe('failed');
});

test('a lane added in the middle of a run catches up, and one that is removed lets the others go', async () => {
  const app = await readyApp({ steps: 80 });
  app.actions.play();
  await vi.waitFor(() => expect(stepOf(app, 'A')).toBeGreaterThan(20));
  app.actions.pause();
  await untilAll(app, 'paused');
  app.actions.addLane(blobOnly);
  app.actions.addLane({ learningRate: 0.1 });
  app.lanes.C.msPerStep = 20;
  app.actions.play();
  await vi.waitFor(() => expect(stepOf(app, 'C')).toBeGreaterThan(3));
  expect(stepOf(app, 'B')).toBeLessThanOrEqual(stepOf(app, 'C') + lead);
  app.actions.removeLane('C');
  await untilAll(app, 'finished');
  expect(app.store.getState().others.map(({ id }) => id)).toEqual(['B']);
  expect([stepOf(app, 'A'), stepOf(app, 'B')]).toEqual([80, 80]);
});

test('there is room for four lanes; a reset keeps them and forgets their runs', async () => {
  const app = await readyApp({ steps: 5 });
  const ids = [1, 2, 3, 4].map((n) => app.actions.addLane({ learningRate: n / 100 }));
  expect(ids).toEqual(['B', 'C', 'D', null]);
  app.actions.play();
  await untilAll(app, 'finished');
  app.actions.resetRun();
  expect(app.store.getState().others.map(({ id, lane, run }) => [id, lane.phase, run.step])).toEqual(
    ['B', 'C', 'D'].map((id) => [id, 'none', 0]),
  );
  expect(stepOf(app, 'D')).toBe(0);
  app.actions.play();
  await untilAll(app, 'finished');
  expect(stepOf(app, 'D')).toBe(5);
});

test('a change of the common loss reaches the lanes without a loss of their own', async () => {
  const app = await readyApp({ steps: 1000 });
  app.actions.addLane(blobOnly);
  app.actions.addLane({ learningRate: 0.1 });
  app.actions.play();
  await vi.waitFor(() => expect(stepOf(app, 'C')).toBeGreaterThan(2));
  app.actions.changeLoss({ beta: 4 });
  await vi.waitFor(() =>
    expect(asksOf({ ...app, lane: app.lanes.C }, 'setLoss')).toMatchObject([{ loss: { beta: 4 } }]),
  );
  expect(asksOf({ ...app, lane: app.lanes.A }, 'setLoss')).toMatchObject([{ loss: { beta: 4 } }]);
  expect(asksOf({ ...app, lane: app.lanes.B }, 'setLoss')).toEqual([]);
  app.actions.resetRun();
});

test('an earlier step is looked at in every lane, also while newer predictions arrive, and left again', async () => {
  const app = await readyApp({ steps: 40, predictEvery: 10 });
  app.actions.addLane(blobOnly);
  app.actions.play();
  await untilAll(app, 'finished');
  const shown = () => {
    const { prediction, others } = app.store.getState();
    return [prediction?.step, others[0].prediction?.step];
  };
  expect(shown()).toEqual([40, 40]);
  app.actions.showStep(25);
  await vi.waitFor(() => expect(shown()).toEqual([20, 20]));
  app.actions.changeSettings({ steps: 50 });
  app.actions.play();
  await until(app, ({ run }) => run.step === 50);
  await untilAll(app, 'finished');
  expect(shown()).toEqual([20, 20]);
  expect(app.store.getState().run.predictedSteps).toEqual([10, 20, 30, 40, 50]);
  app.actions.showStep(5);
  await vi.waitFor(() => expect(shown()).toEqual([undefined, undefined]));
  app.actions.showStep(null);
  await vi.waitFor(() => expect(shown()).toEqual([50, 50]));
});

test('a lane that is added while the others rest, or are done, rests', async () => {
  const app = await readyApp({ steps: 20 });
  app.actions.play();
  await untilAll(app, 'finished');
  app.actions.addLane(blobOnly);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(laneOf(app, 'B')?.phase).toBe('none');
});

test('a lane that has done all of its own steps does not hold one that has more', async () => {
  const app = await readyApp({ steps: 40 });
  app.actions.play();
  await untilAll(app, 'finished');
  // Another learning rate is for the next run: lane A's has no more than the steps that it was begun with.
  app.actions.changeSettings({ learningRate: 0.5, steps: 80 });
  app.actions.addLane(blobOnly);
  app.actions.play();
  await until(app, ({ others }) => others[0]?.lane.phase === 'finished');
  expect([stepOf(app, 'A'), stepOf(app, 'B')]).toEqual([40, 80]);
});
