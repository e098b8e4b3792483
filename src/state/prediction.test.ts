import { expect, test } from 'vitest';
import { defaultLoss } from '../core/settings';
import { readyApp, until, untilPhase } from './testApp';

test('what a reset run had predicted does not come back', async () => {
  const app = await readyApp({ steps: 30, predictEvery: 10 });
  app.actions.play();
  await untilPhase(app, 'finished');
  app.actions.showStep(10);
  await until(app, ({ prediction }) => prediction?.step === 10);
  app.actions.showStep(null);
  app.actions.resetRun();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(app.store.getState().prediction).toBeNull();
});

test('a lane may leave while its prediction is scored anew', async () => {
  const app = await readyApp({ steps: 10, predictEvery: 10 });
  app.actions.addLane({ loss: { ...defaultLoss, alpha: 0, beta: 3 } });
  app.actions.play();
  await until(app, ({ others }) => others[0]?.prediction !== null && others[0]?.lane.phase === 'finished');
  app.actions.setThreshold(0.3);
  app.actions.removeLane('B');
  // What is thrown by then ends the test run.
  await until(app, ({ prediction }) => prediction?.scores.threshold === 0.3);
  expect(app.store.getState().others).toEqual([]);
});

test('what a lane had predicted is not shown of one that took its letter while it was scored', async () => {
  const app = await readyApp({ steps: 20, predictEvery: 10 });
  app.actions.addLane({});
  app.actions.play();
  await until(app, ({ others }) => others[0]?.prediction?.step === 20 && others[0].lane.phase === 'finished');
  await untilPhase(app, 'finished');
  app.actions.showStep(10);
  app.actions.removeLane('B');
  expect(app.actions.addLane({})).toBe('B');
  await until(app, ({ prediction }) => prediction?.step === 10);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(app.store.getState().others[0].prediction).toBeNull();
});

test('a threshold that changes while the first prediction is scored holds for it, too', async () => {
  const app = await readyApp({ steps: 10, predictEvery: 10 });
  const { call } = app.scan;
  app.scan.call = async (name, ask, options) => {
    const answer = await call(name, ask, options);
    if (app.store.getState().threshold === 0.5 && name === 'score') app.actions.setThreshold(0.25);
    return answer;
  };
  app.actions.play();
  await untilPhase(app, 'finished');
  await until(app, ({ prediction }) => prediction?.scores.threshold === 0.25);
});

test('an earlier prediction is shown at the threshold of now, also where that changes while it is scored', async () => {
  const app = await readyApp({ steps: 20, predictEvery: 10 });
  app.actions.play();
  await untilPhase(app, 'finished');
  const { call } = app.scan;
  app.scan.call = async (name, ask, options) => {
    const answer = await call(name, ask, options);
    const { threshold } = app.store.getState();
    if (threshold === 0.5 && name === 'score') {
      app.actions.setThreshold(0.25);
      // Longer than a quick change of the threshold is waited for.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return answer;
  };
  app.actions.showStep(10);
  await until(app, ({ prediction }) => prediction?.step === 10 && prediction.scores.threshold === 0.25);
});
