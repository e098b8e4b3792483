import { topKLoss } from '../src/core/losses/lossFamily';
import { defaultTraining } from '../src/core/settings';
import { expect, test } from './fixtures/sourceTest';
import type * as inPage from './fixtures/trainerInPage';
import { type BrowserPage, callInPage, hasWebgpu } from './inBrowser';

const fixture = '/e2e/fixtures/trainerInPage.ts';

let browser: BrowserPage;
test.beforeEach(async ({ fresh }) => {
  browser = fresh;
  test.skip(!(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
});

test('steps whose weights stay on the GPU are those of Adam in plain memory, two begun at once', async () => {
  const found = await call('compareWithPlain');
  expect(found.inFlight).toBe(2);
  expect(found.steps).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
    [4, 4],
  ]);
  expect(found.ids[0]).toEqual(found.ids[1]);
  expect(found.ofRecords).toBeLessThan(1e-4);
  expect(found.ofWeights).toBeLessThan(1e-4);
  expect(found.ofMoments).toBeLessThan(1e-5);
  for (const ms of found.elapsedMs) expect(ms).toBeGreaterThan(0);
  expect(found.tensorsLeft).toBe(0);
});

test('steps of any losses, those that wait for the prediction among them, are those of Adam in plain memory', async () => {
  const { loss } = defaultTraining;
  const bicc = { ...loss, scheme: 'bicc', base: 'dice_bce' } as const;
  const losses = [bicc, loss, { ...loss, scheme: 'cc' }, topKLoss] as const;
  const found = await call('compareWithPlain', losses);
  expect(found.steps).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
    [4, 4],
  ]);
  expect(found.ofRecords).toBeLessThan(1e-4);
  expect(found.ofWeights).toBeLessThan(1e-4);
  expect(found.ofMoments).toBeLessThan(1e-5);
  expect(found.tensorsLeft).toBe(0);
});

test('a step that waits for the prediction is refused with those begun since, too', async () => {
  const { answers, stepAfter, isUnchanged, isSameAfterwards } = await call('refuseTheSecond', {
    ...defaultTraining.loss,
    scheme: 'bicc',
  });
  expect(answers[0]).toBe(1);
  expect(answers[1]).toMatch(/The loss of step 2 is NaN/);
  expect(answers[2]).toBe(answers[1]);
  expect([stepAfter, isUnchanged, isSameAfterwards]).toEqual([1, true, true]);
});

test('a step that is not finite is refused with all that were begun since, and the weights go on from before it', async () => {
  const { answers, stepAfter, isUnchanged, next, isSameAfterwards } = await call('refuseTheSecond');
  expect(answers[0]).toBe(1);
  expect(answers[1]).toMatch(/The loss of step 2 is NaN; expected a finite number\. Lower the learning rate/);
  expect(answers[2]).toBe(answers[1]);
  expect([stepAfter, isUnchanged]).toEqual([1, true]);
  expect(next).toEqual([2, 2]);
  expect(isSameAfterwards).toBe(true);
});

test('neither tensors nor GPU memory grow from step to step', async () => {
  const after = (await call('measureSteps', 8)).slice(2);
  expect(after[0].bytes).toBeGreaterThan(0);
  expect(after).toEqual(after.map(() => after[0]));
});

test('a lane on webgpu goes on from its checkpoint bit by bit, predicts between steps and can be cancelled', async () => {
  const { steps, predictedAt, isProbability, checkpoints, isSame, cancelledAt, endedAt } = await call('runLanes');
  expect(steps[0]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(steps[1]).toEqual([1, 2, 3]);
  expect(steps[2].slice(0, 5)).toEqual([4, 5, 6, 7, 8]);
  expect([predictedAt, isProbability]).toEqual([3, true]);
  expect(checkpoints).toEqual([3, 6]);
  expect(isSame).toBe(true);
  expect(cancelledAt).toBeLessThan(11);
  expect([cancelledAt, endedAt]).toEqual([steps[2].at(-1), steps[2].at(-1)]);
});

function call<Name extends keyof typeof inPage>(name: Name, ...args: Parameters<(typeof inPage)[Name]>) {
  return callInPage<Awaited<ReturnType<(typeof inPage)[Name]>>>(browser, fixture, name, ...args);
}
