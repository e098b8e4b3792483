import { expect, test } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { startCpu } from '../../../src/engine/backends/cpu';
import { registerGradients } from '../../../src/engine/ops/gradients';
import { startWeights, stockOptimiser } from '../sections/stockStart';
import { runSteps, startRun } from './stockTraining';
import * as ours from './training';

const steps = 3;
const [side, baseWidth] = [8, 2];

test('steps of plain tfjs are ours on a backend whose gradients are right', async () => {
  // What is ours registered its gradients already; those of tfjs take their places, until ours take them back.
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
  await setBackend('cpu');
  startRun(side, baseWidth, startWeights(baseWidth), stockOptimiser);
  const stock = await runSteps(steps);
  registerGradients();
  await startCpu();
  await ours.startRun(side, baseWidth);
  const { totals } = await ours.runSteps(steps);
  expect(stock.totals).toHaveLength(steps);
  // Both compute in float32, in different orders.
  for (const [i, total] of totals.entries()) expect(stock.totals[i]).toBeCloseTo(total, 4);
  expect(totals[steps - 1]).not.toBeCloseTo(totals[0], 2);
});
