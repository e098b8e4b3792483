import { expect, test } from 'vitest';
import { defaultThresholds } from '../metrics/sweep';
import { finish } from '../steps';
import { Bench } from './bench';
import { defaultQuestion } from './defaultQuestion';
import { logitsOfMask } from './logits';
import { sweepInSteps } from './studies';
import { randomCase } from './testBench';

test.each(defaultThresholds)('a probability of just %s is not above it, in the sweep as in the answer', (threshold) => {
  const benchCase = randomCase(3);
  const logits = finish(logitsOfMask((v) => benchCase.ids[v] > 0, benchCase.ids.length));
  const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
  for (const { id } of benchCase.blobs) bench.edit({ kind: 'probability', blob: id, probability: threshold });
  const question = { ...defaultQuestion, threshold };
  const point = sweepInSteps(bench.followed(question), question).at(threshold);
  expect(bench.ask(question).answer.matching.found).toBe(0);
  expect(point.truePositives).toBe(0);
});
