import { describe, expect, test } from 'vitest';
import { defaultLoss, defaultTraining } from '../settings';
import type { JudgedCase } from './scoreTrial';
import { scoreTrial } from './scoreTrial';
import { type Study, type StudyResult, studyTrials, taskCase, trialOf } from './study';
import { summariseStudy } from './summary';
import { studyCsv, studyMarkdown } from './table';
import { type TrialResult, type TrialScores, trialScoreNames } from './trial';
import { differenceWords, directionOf, verdictOf } from './verdict';

const study: Study = {
  tasks: ['ms', 'equal'],
  losses: [
    { id: 'dice', name: 'Dice', loss: { ...defaultLoss, alpha: 3, beta: 0 } },
    { id: 'blob', name: 'blob over Dice', loss: defaultLoss },
  ],
  seeds: [1, 2, 3],
  settings: defaultTraining,
  ...{ size: 48, trainCases: 2, validateCases: 2 },
};

describe('a plan', () => {
  test('goes seed by seed, so that an early stop is fair', () => {
    const trials = studyTrials(study);
    expect(trials).toHaveLength(12);
    expect(trials.slice(0, 4).map(({ seed }) => seed)).toEqual([1, 1, 1, 1]);
  });

  test('learns and is judged on other cases, the same for every seed and loss', () => {
    const [first, second] = [study.losses[0].id, study.losses[1].id].map((lossId) =>
      trialOf(study, { task: 'ms', lossId, seed: 2 }),
    );
    expect(first.train).toEqual(second.train);
    expect(first.validate).toEqual(second.validate);
    const seedsOf = (cases: typeof first.train) => cases.map((one) => (one.kind === 'phantom' ? one.settings.seed : 0));
    expect(seedsOf(first.train).some((seed) => seedsOf(first.validate).includes(seed))).toBe(false);
    expect(first.settings).toMatchObject({ seed: 2, loss: { alpha: 3 } });
  });

  test('the control has blobs of one size', () => {
    expect(taskCase('equal', 48, 5)).toMatchObject({ kind: 'ms', sizeSpread: 0, seed: 5, size: 48 });
  });
});

describe('a summary', () => {
  const nothing = Object.fromEntries(trialScoreNames.map((name) => [name, null])) as TrialScores;
  const of = (lossId: string, seed: number, f1: number | null): StudyResult => {
    const result: TrialResult = {
      ...{ seed, backend: 'wasm', steps: 10, trainMs: 5, froc: [], f1AtThreshold: [] },
      scores: { ...nothing, f1 },
    };
    return { task: 'ms', lossId, seed, result };
  };
  const results = [of('dice', 1, 0.5), of('dice', 2, 0.6), of('dice', 3, 0.7), of('blob', 1, 0.6), of('blob', 2, 0.7)];

  test('pairs the seeds that both losses have', () => {
    const [dice, blob] = summariseStudy(study, results);
    expect(dice.scores.f1).toMatchObject({ difference: null });
    expect(dice.scores.f1.mean).toBeCloseTo(0.6);
    expect(dice.scores.f1.sd).toBeCloseTo(0.1);
    expect(blob.seeds).toBe(2);
    expect(blob.scores.f1.difference?.pairs).toBe(2);
    expect(blob.scores.f1.difference?.mean).toBeCloseTo(0.1);
    expect(blob.scores.dice).toEqual({ mean: null, sd: null, difference: null });
  });

  test('is written as a table and as lines', () => {
    const markdown = studyMarkdown(study, summariseStudy(study, results));
    expect(markdown).toContain('### ms');
    expect(markdown).toContain('0.60 ± 0.10');
    expect(markdown).toContain('+0.10');
    const lines = studyCsv(results).trim().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^ms,dice,1,wasm,10,5,,,,,,,0\.5,/);
  });
});

test('a verdict names mean, interval and number of seeds', () => {
  const up = { pairs: 5, mean: 0.11, interval: [0.04, 0.17] as const };
  const down = { pairs: 5, mean: -0.14, interval: [-0.22, -0.05] as const };
  expect(
    verdictOf([
      { name: 'small-blob sensitivity', difference: up },
      { name: 'precision', difference: down },
    ]),
  ).toBe('small-blob sensitivity +0.11 [0.04, 0.17], precision −0.14 [−0.22, −0.05], 5 seeds');
  expect(verdictOf([{ name: 'F1', difference: null }])).toBe('no pair of seeds yet');
  expect(differenceWords({ pairs: 2, mean: -0.001, interval: null })).toBe('0.00');
  expect([up, down, { pairs: 5, mean: 0.1, interval: [-0.1, 0.2] as const }, null].map(directionOf)).toEqual([
    'higher',
    'lower',
    null,
    null,
  ]);
});

describe('the scores of a trial', () => {
  /** A row of 12 voxels: blobs of 4, 1 and 1 voxels. */
  const ids = Int32Array.of(1, 1, 1, 1, 0, 2, 0, 3, 0, 0, 0, 0);
  const judged = (probability: number[]): JudgedCase => ({
    dims: [12, 1, 1],
    spacingMm: [1, 1, 1],
    reference: { ids, count: 3 },
    probability: Float32Array.from(probability),
  });
  const judging = { connectivity: 26, rule: { kind: 'anyOverlap' } } as const;

  test('by hand: the large blob found, the small ones faint, one false component', () => {
    const { scores, froc } = scoreTrial([judged([0.9, 0.9, 0.9, 0.2, 0, 0.3, 0, 0.3, 0, 0, 0.6, 0])], judging);
    expect(scores).toMatchObject({ falsePositives: 1, sensitivityAt1Fp: 1 });
    expect(scores.dice).toBeCloseTo((2 * 3) / (4 + 6));
    expect(scores.volumetricSensitivity).toBeCloseTo(3 / 6);
    expect(scores.volumetricPrecision).toBeCloseTo(3 / 4);
    expect(scores.sensitivity).toBeCloseTo(1 / 3);
    // The smaller half of three blobs is one of the two of one voxel.
    expect(scores.smallSensitivity).toBe(0);
    expect(scores.precision).toBeCloseTo(1 / 2);
    expect(scores.f1).toBeCloseTo(2 / (2 + 1 + 2));
    // From 0.2 to 0.3 all three are found beside the false one.
    expect(scores.bestF1).toBeCloseTo(6 / 7);
    expect(scores.bestThreshold).toBeLessThan(0.3);
    expect(froc).toHaveLength(19);
  });

  test('predicting everything at a low threshold wins nothing', () => {
    const { scores } = scoreTrial([judged(new Array(12).fill(0.3))], judging);
    expect(scores.bestF1).toBeLessThanOrEqual(0.5);
    expect(scores.sensitivityAt1Fp).toBeLessThan(0.5);
    const strict = scoreTrial([judged([0, 0, 0, 0, 0.9, 0, 0.9, 0, 0.9, 0, 0.9, 0])], judging);
    // No threshold has so few false positives: then nothing is predicted.
    expect(strict.scores.sensitivityAt1Fp).toBe(0);
  });

  test('counts are pooled over cases, Dice is a mean', () => {
    const perfect = judged([1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0]);
    const nothing = judged(new Array(12).fill(0));
    const { scores } = scoreTrial([perfect, nothing], judging);
    expect(scores).toMatchObject({
      dice: 0.5,
      sensitivity: 0.5,
      precision: 1,
      smallSensitivity: 0.5,
      falsePositives: 0,
    });
  });
});
