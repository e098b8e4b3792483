import { expect, test } from 'vitest';
import { labelComponents } from '../components';
import { evaluateMetrics, metricGroups } from '../metrics/catalogue/catalogue';
import { Evaluation } from '../metrics/evaluation';
import { defaultRules, matchingKinds } from '../metrics/matching/rule';
import { LabelledMask } from '../metrics/predictedComponents';
import { Reference } from '../metrics/reference';
import { createRandom, type Random } from '../random';
import { finish } from '../steps';
import { Bench } from './bench';
import type { BenchCase } from './benchCase';
import { defaultQuestion } from './defaultQuestion';
import { cutoffLogit, logitsOfMask } from './logits';
import type { BenchQuestion } from './question';
import { randomCase, randomEdit } from './testBench';

test.each([
  ['blobs as the case labels them', 26],
  ['blobs labelled with faces only', 6],
  ['blobs that the user numbered', null],
] as const)('after random touches every metric is what it is from scratch: %s', (_, connectivity) => {
  for (let seed = 1; seed <= 5; seed++) {
    const benchCase = caseWith(randomCase(seed), connectivity);
    const { ids } = benchCase;
    const logits = finish(logitsOfMask((v) => ids[v] !== 0, ids.length));
    const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
    const random = createRandom(seed);
    let question = randomQuestion(random);
    for (let n = 0; n < 25; n++) {
      touch(bench, benchCase, random);
      if (random.uniform() < 0.2) question = randomQuestion(random);
      if (random.uniform() < 0.3) leaveOff(bench, question, random);
      if (random.uniform() < 0.3) continue;
      const { metrics, matching } = bench.ask(question).answer;
      const plain = evaluatePlainly(benchCase, bench.logits, question);
      const expected = evaluateMetrics(plain).map(({ definition: { id }, value, note }) => ({ id, value, note }));
      expect(metrics.map(({ id, value, note }) => ({ id, value, note }))).toEqual(expected);
      expect(matching.f1).toBe(plain.scores.f1);
      expect(matching.matches.map(({ components }) => components)).toEqual(
        plain.matching.matches.map(({ predictions }) => predictions),
      );
    }
  }
});

/** Blobs that are what their connectivity says; those of the user are three, in pieces that may touch. */
function caseWith(benchCase: BenchCase, connectivity: 6 | 26 | null): BenchCase {
  if (connectivity !== 6) return { ...benchCase, connectivity };
  const mask = Uint8Array.from(benchCase.ids, (id) => (id > 0 ? 1 : 0));
  const { count } = labelComponents(mask, benchCase.grid.dims, 6);
  // With faces only the pieces are the same here, or the case is no case of that connectivity.
  return { ...benchCase, connectivity: count === benchCase.blobs.length ? 6 : null };
}

/** Begins to measure, and lets it be. */
function leaveOff(bench: Bench, question: BenchQuestion, random: Random): void {
  let steps = random.integer(40);
  for (const fraction of bench.preparing(question)) {
    expect(fraction).toBeGreaterThanOrEqual(0);
    expect(fraction).toBeLessThanOrEqual(1);
    if (steps-- === 0) return;
  }
}

function touch(bench: Bench, benchCase: BenchCase, random: Random): void {
  const dice = random.uniform();
  if (dice < 0.1) bench.undo();
  else if (dice < 0.15) bench.redo();
  else if (dice < 0.18) bench.reset();
  else bench.edit(randomEdit(benchCase, random), dice < 0.4 ? 'gesture' : null);
}

function randomQuestion(random: Random): BenchQuestion {
  const connectivity = ([6, 18, 26] as const)[random.integer(3)];
  const rule = defaultRules[matchingKinds[random.integer(matchingKinds.length)]];
  return {
    ...defaultQuestion,
    metrics: metricGroups,
    threshold: random.uniform() < 0.7 ? 0.5 : 0.3,
    toleranceMm: 1 + random.uniform(),
    instances: { connectivity, rule, minimumVoxels: random.uniform() < 0.7 ? 1 : 1 + random.integer(8) },
  };
}

/** The same question answered by passes over the voxels. */
function evaluatePlainly(
  { ids, blobs, grid: { dims, spacingMm }, connectivity: ofCase }: BenchCase,
  logits: Float32Array,
  { threshold, toleranceMm, instances: { connectivity, rule, minimumVoxels } }: BenchQuestion,
): Evaluation {
  const level = cutoffLogit(threshold);
  const mask = Uint8Array.from(logits, (logit) => (logit > level ? 1 : 0));
  const prediction = new LabelledMask(labelComponents(mask, dims, connectivity), dims);
  return new Evaluation(new Reference({ ids, count: blobs.length }, dims, spacingMm, ofCase), prediction, {
    dims,
    spacingMm,
    connectivity: ofCase === connectivity ? connectivity : null,
    rule,
    minVoxels: minimumVoxels,
    toleranceMm,
  });
}
