import { ccDice } from '../ccDice';
import type { Evaluation } from '../evaluation';
import type { InstanceScores } from '../instances';
import { type BratsTask, bratsTasks } from '../lesionWise';
import { defaultRules, type MatchingRule } from '../matching/rule';
import { ratio } from '../voxels';
import type { EmptyAnswer, MetricDefinition } from './metric';

type Answers = readonly [reference: EmptyAnswer, prediction: EmptyAnswer, both: EmptyAnswer];

function answersOf(maker: string, [reference, prediction, both]: Answers): MetricDefinition['whenEmpty'] {
  return [{ maker, reference, prediction, both }];
}

/** A rate as a maker takes it: its connectivity, rule and smallest volume. */
interface Recipe {
  readonly id: string;
  readonly maker: string;
  readonly connectivity: 6 | 18 | 26;
  readonly rule: MatchingRule;
  readonly aboveMm3?: number;
}

function rate(recipe: Recipe, part: string, name: string, key: keyof InstanceScores, words: string, empty: Answers) {
  const { id, maker, connectivity, rule, aboveMm3 } = recipe;
  return {
    id: `${id}.${part}`,
    name,
    maker,
    group: 'makers',
    unit: '',
    better: 'higher',
    words: `${words}; ${connectivity}-connected`,
    compute: (evaluation: Evaluation) => evaluation.makersScores(id, connectivity, rule, aboveMm3)[key],
    whenEmpty: answersOf(maker, empty),
  } satisfies MetricDefinition;
}

const isles: Recipe = { id: 'isles22', maker: "ISLES'22", connectivity: 26, rule: defaultRules.anyOverlap };
const wmh: Recipe = { id: 'wmh2017', maker: 'WMH 2017', connectivity: 26, rule: defaultRules.anyOverlap };
const panoptica: Recipe = { id: 'panoptica', maker: 'panoptica', connectivity: 26, rule: defaultRules.greedy };
const binaryMs: Recipe = {
  id: 'panoptica.binaryMS',
  maker: 'panoptica binaryMS',
  connectivity: 26,
  rule: { kind: 'greedy', score: 'dice', threshold: 0.1 },
};
const bicc: Recipe = {
  id: 'bicc',
  maker: 'BiCC paper',
  connectivity: 26,
  rule: { kind: 'optimal', aim: 'count', score: 'iou', threshold: 0.1, isStrict: true },
};
const msseg: Recipe = { id: 'msseg', maker: 'MSSEG', connectivity: 6, rule: defaultRules.msseg, aboveMm3: 3 };
const overlapZero: Answers = [0, 0, 1];
const quality: Answers = [0, 0, 'undefined'];
const msseg0: Answers = ['undefined', 'undefined', 'undefined'];

/** Instance metrics exactly as their makers take them, whatever rule is chosen. */
export const makersMetrics: readonly MetricDefinition[] = [
  rate(isles, 'f1', 'Lesion F1', 'f1', 'any overlap, TP counted on the reference side', overlapZero),
  rate(wmh, 'recall', 'Lesion recall', 'sensitivity', 'any overlap', [1, 0, 1]),
  rate(wmh, 'precision', 'Lesion precision', 'precision', 'any overlap', [0, 1, 1]),
  rate(wmh, 'f1', 'Lesion F1', 'f1Harmonic', 'any overlap, harmonic mean of the two', overlapZero),
  rate(panoptica, 'rq', 'RQ', 'f1', 'one to one, IoU at least 0.5, best first', quality),
  rate(panoptica, 'sq', 'SQ', 'sq', 'mean IoU of those matches', quality),
  rate(panoptica, 'pq', 'PQ', 'pq', 'SQ × RQ', quality),
  rate(panoptica, 'sqDice', 'SQ (Dice)', 'sqDice', 'mean Dice of those matches', quality),
  rate(panoptica, 'pqDice', 'PQ (Dice)', 'pqDice', 'SQ (Dice) × RQ', quality),
  rate(binaryMs, 'rq', 'RQ', 'f1', 'one to one, Dice at least 0.1, best first', quality),
  rate(bicc, 'f1', 'Lesion F1', 'f1', 'one to one, IoU above 0.1, most matches', ['undefined', 0, 'undefined']),
  rate(msseg, 'sensL', 'SensL', 'sensitivity', 'alpha 10 %, beta 70 %, gamma 65 %, above 3 mm³', [
    'undefined',
    'formula',
    'undefined',
  ]),
  rate(msseg, 'ppvL', 'PPVL', 'precision', 'the same with the sides exchanged', msseg0),
  {
    ...rate(msseg, 'f1', 'Lesion F1', 'f1Harmonic', 'harmonic mean of the two', msseg0),
    // Their code divides as it stands: undefined where either rate is, and where both are 0.
    compute: (evaluation) => {
      const { sensitivity: a, precision: b } = evaluation.makersScores(msseg.id, 6, msseg.rule, msseg.aboveMm3);
      return a === null || b === null ? null : ratio(2 * a * b, a + b);
    },
  },
  {
    id: 'ccmetrics.dice',
    name: 'CC-Dice',
    maker: 'CC-Metrics',
    group: 'makers',
    unit: '',
    better: 'higher',
    words: 'mean Dice over the Voronoi cells of the reference, distances in voxels; 26-connected',
    compute: (evaluation) => ccDice(evaluation.labelled(26)),
    whenEmpty: answersOf('CC-Metrics', [0, 0, 1]),
  },
  {
    id: 'ccDice.mm',
    name: 'CC-Dice, cells in mm',
    maker: '',
    group: 'makers',
    unit: '',
    better: 'higher',
    words: 'the same with distances in mm, as the cells of the BiCC loss; 26-connected',
    compute: (evaluation) => ccDice(evaluation.labelled(26), 'mm'),
    whenEmpty: answersOf('definition', [0, 0, 1]),
  },
];

/** Lesion-wise numbers of BraTS 2023; GLI, SSA and PED share their settings, so one row stands for the three. */
export const lesionWiseMetrics: readonly MetricDefinition[] = (['MET', 'GLI', 'MEN'] as const).flatMap((task) => [
  lesionWise(task, 'dice', 'Lesion-wise Dice', '', 'higher', [0, 'formula', 1]),
  lesionWise(task, 'hd95Mm', 'Lesion-wise HD95', 'mm', 'lower', [374, 'formula', 0]),
  lesionWise(task, 'truePositives', 'Lesions found', 'count', 'higher', ['formula', 'formula', 'formula']),
  lesionWise(task, 'falseNegatives', 'Lesions missed', 'count', 'lower', ['formula', 'formula', 'formula']),
  lesionWise(task, 'falsePositives', 'False positives', 'count', 'lower', ['formula', 'formula', 'formula']),
]);

function lesionWise(
  task: BratsTask,
  key: 'dice' | 'hd95Mm' | 'truePositives' | 'falseNegatives' | 'falsePositives',
  name: string,
  unit: MetricDefinition['unit'],
  better: MetricDefinition['better'],
  empty: Answers,
): MetricDefinition {
  const { dilation, minVolumeMm3 } = bratsTasks[task];
  const maker = `BraTS 2023 ${task === 'GLI' ? 'GLI, SSA, PED' : task}`;
  return {
    id: `brats.${task}.${key}`,
    name,
    maker,
    group: 'lesion-wise',
    unit,
    better,
    words: `fragments merged by ${dilation} dilation${dilation > 1 ? 's' : ''}, lesions above ${minVolumeMm3} mm³; 26-connected`,
    compute: (evaluation) => evaluation.lesionWise(task)[key],
    whenEmpty: answersOf(maker, empty),
  };
}
