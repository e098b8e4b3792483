import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelComponents } from '../components';
import { checkPhantomSettings } from '../phantoms/catalogue';
import { makePhantom, type Phantom } from '../phantoms/phantom';
import { defaultLoss, defaultTraining } from '../settings';
import { studyMakeUp } from './makeUp';
import type { JudgedCase } from './scoreTrial';
import { scoreTrial } from './scoreTrial';
import { type Study, type StudyResult, studyTrials, trialOf } from './study';
import { summariseStudy } from './summary';
import { studyThresholds } from './sweepTrial';
import { studyCsv, studyMarkdown } from './table';
import { studyTasks } from './tasks';
import { type Trial, type TrialResult, type TrialScores, trialScoreNames } from './trial';
import { differenceWords, directionOf, verdictOf } from './verdict';

const study: Study = {
  tasks: ['ms', 'equal'],
  makeUps: (['ms', 'equal'] as const).map((task) => studyMakeUp(task, 48)),
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

  const caseSeeds = (cases: Trial['train']) => cases.map((one) => (one.kind === 'phantom' ? one.settings.seed : -1));

  test('learns and is judged on other cases, the same for every loss, others for every seed', () => {
    const [first, second] = [study.losses[0].id, study.losses[1].id].map((lossId) =>
      trialOf(study, { task: 'ms', lossId, seed: 2 }),
    );
    expect(first.train).toEqual(second.train);
    expect(first.validate).toEqual(second.validate);
    expect(first.settings).toMatchObject({ seed: 2, loss: { alpha: 3 } });
    const all = study.seeds.flatMap((seed) => {
      const { train, validate } = trialOf(study, { task: 'ms', lossId: 'dice', seed });
      return [...caseSeeds(train), ...caseSeeds(validate)];
    });
    expect(new Set(all).size).toBe(study.seeds.length * (study.trainCases + study.validateCases));
  });

  test('no case is learned from and judged on, whatever the seed; every one can be made', () => {
    const numbers = fc.record({ seed: fc.nat(2 ** 31), trainCases: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(numbers, ({ seed, trainCases }) => {
        const { train, validate } = trialOf({ ...study, trainCases }, { task: 'ms', lossId: 'dice', seed });
        const [learned, judged] = [caseSeeds(train), caseSeeds(validate)];
        expect(judged.some((one) => learned.includes(one))).toBe(false);
        expect(new Set(learned).size).toBe(trainCases);
        for (const one of train) if (one.kind === 'phantom') checkPhantomSettings(one.settings);
      }),
    );
  });

  test('the control is the abstract task with blobs of one size; every task can be made at every size', () => {
    const { sizeSpread, task, ...control } = studyMakeUp('equal', 64);
    expect(studyMakeUp('abstract', 64)).toMatchObject(control);
    expect([task, sizeSpread]).toEqual(['equal', 0]);
    const { ids, count } = labelled(makePhantom({ ...control, sizeSpread, size: 64, seed: 3 }));
    expect(count).toBe(40);
    expect(new Set(ids.reduce((sizes, id) => sizes.with(id, sizes[id] + 1), new Array(41).fill(0)).slice(1)).size).toBe(
      1,
    );
    for (const size of [48, 96, 128])
      for (const one of studyTasks) {
        const { task: _, ...makeUp } = studyMakeUp(one, size);
        expect(() => checkPhantomSettings({ ...makeUp, size, seed: 1 })).not.toThrow();
      }
  });
});

describe('a summary', () => {
  const nothing = Object.fromEntries(trialScoreNames.map((name) => [name, null])) as TrialScores;
  const of = (lossId: string, seed: number, f1: number | null): StudyResult => {
    const result: TrialResult = {
      ...{ seed, backend: 'wasm', steps: 10, trainMs: 5, froc: [], f1AtThreshold: [], blobs: 8, smallBlobs: 4 },
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
    const markdown = studyMarkdown(study, summariseStudy(study, results), (task) => ({
      title: task,
      words: `About ${task}`,
    }));
    expect(markdown).toContain('### ms\n\nAbout ms\n\n| loss |');
    expect(markdown).toContain('0.60 ± 0.10');
    expect(markdown).toContain('+0.10');
    const lines = studyCsv(results).trim().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^ms,dice,1,wasm,10,5,,,,,,,0\.5,/);
  });
});

test('a verdict names mean, interval and number of seeds', () => {
  const of = (mean: number, interval: readonly [number, number], tInterval = interval) => ({
    ...{ pairs: 5, mean, interval, tInterval },
  });
  const up = of(0.11, [0.04, 0.17]);
  const down = of(-0.14, [-0.22, -0.05]);
  expect(
    verdictOf([
      { name: 'small-blob sensitivity', difference: up },
      { name: 'precision', difference: down },
    ]),
  ).toBe('small-blob sensitivity +0.11 [0.04, 0.17], precision −0.14 [−0.22, −0.05], 5 seeds');
  expect(verdictOf([{ name: 'F1', difference: null }])).toBe('no pair of seeds yet');
  expect(differenceWords({ pairs: 2, mean: -0.001, interval: null, tInterval: null })).toBe('0.00');
  // What the bootstrap alone takes for a difference is not enough.
  const narrow = of(0.1, [0.01, 0.2], [-0.05, 0.25]);
  expect([up, down, narrow, null].map(directionOf)).toEqual(['higher', 'lower', null, null]);
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
    const { scores, froc, blobs, smallBlobs } = scoreTrial(
      [judged([0.9, 0.9, 0.9, 0.2, 0, 0.3, 0, 0.3, 0, 0, 0.6, 0])],
      judging,
    );
    expect(scores).toMatchObject({ falsePositives: 1, sensitivityAt1Fp: 1, smallSensitivityAt8Fp: 1 });
    expect([blobs, smallBlobs]).toEqual([3, 1]);
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
    expect(froc.map(({ threshold }) => threshold)).toEqual(studyThresholds);
    expect(froc.find(({ threshold }) => threshold === 0.2)).toMatchObject({
      meanFalsePositives: 1,
      sensitivity: 1,
      smallSensitivity: 1,
    });
  });

  test('predicting everything at a low threshold wins nothing', () => {
    const { scores } = scoreTrial([judged(new Array(12).fill(0.3))], judging);
    expect(scores.bestF1).toBeLessThanOrEqual(0.5);
    expect(scores.sensitivityAt1Fp).toBeLessThan(0.5);
    const wrong = scoreTrial([judged([0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0])], judging);
    expect(wrong.scores.sensitivityAt1Fp).toBe(0);
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

function labelled({ mask, grid }: Phantom) {
  return labelComponents(mask, grid.dims, 26);
}
