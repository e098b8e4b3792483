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
