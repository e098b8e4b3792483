import type { Connectivity } from '../case';
import { type Components, labelComponents } from '../components';
import { noMonitor, type WorkMonitor } from '../errors';
import { LabelledPair } from '../metrics/labelled';
import { matchInstances } from '../metrics/matching/matchInstances';
import type { MatchingRule } from '../metrics/matching/rule';
import { LabelledMask } from '../metrics/predictedComponents';
import { Reference } from '../metrics/reference';
import { countVoxels, ratio, voxelDice } from '../metrics/voxels';
import type { Dims, Triple } from '../volume';
import { budgeted } from './budgeted';
import { smallerHalf } from './smallerHalf';
import { pooledCurves, sweepTrial } from './sweepTrial';
import type { TrialResult, TrialScores } from './trial';

/** A validation case and what was predicted of it; arrays flat, x fastest. */
export interface JudgedCase {
  readonly dims: Dims;
  readonly spacingMm: Triple;
  readonly reference: Components;
  readonly probability: Float32Array;
}

export interface Judging {
  readonly connectivity: Connectivity;
  readonly rule: MatchingRule;
}

/** The threshold at which a prediction is read where nothing else is said. */
const usualThreshold = 0.5;

/**
 * The scores of predictions, pooled over the cases: voxels, blobs and components are counted over all of them, and false positives are a
 * mean a case; Dice is the mean over cases. Small = the smaller half of each case's blobs. At threshold 0.5 blobs are matched by `rule`, in
 * the sweep by `sweepRule`.
 */
export function scoreTrial(
  cases: readonly JudgedCase[],
  { connectivity, rule }: Judging,
  monitor: WorkMonitor = noMonitor,
): Pick<TrialResult, 'scores' | 'froc' | 'f1AtThreshold' | 'blobs' | 'smallBlobs'> {
  const judged = cases.map((one) => {
    const reference = new Reference(one.reference, one.dims, one.spacingMm);
    const sweep = sweepTrial(
      reference,
      one.probability,
      { connectivity },
      { ...noMonitor, throwIfCancelled: monitor.throwIfCancelled },
    );
    return { sweep, usual: countAt(one, reference, { connectivity, rule }) };
  });
  const { froc, f1AtThreshold, best } = pooledCurves(judged.map(({ sweep }) => sweep));
  const usual = judged.map((one) => one.usual);
  const scores: TrialScores = {
    ...pooledCounts(usual),
    bestF1: best?.f1 ?? null,
    bestThreshold: best?.threshold ?? null,
    ...budgetScores(froc),
  };
  const [blobs, smallBlobs] = [sumOf(usual, (one) => one.blobs), sumOf(usual, (one) => one.small)];
  return { scores, froc, f1AtThreshold, blobs, smallBlobs };
}

interface Counts {
  readonly dice: number | null;
  readonly voxels: ReturnType<typeof countVoxels>;
  readonly found: number;
  readonly blobs: number;
  readonly foundSmall: number;
  readonly small: number;
  readonly trueComponents: number;
  readonly falseComponents: number;
}

function countAt({ dims, probability }: JudgedCase, reference: Reference, { connectivity, rule }: Judging): Counts {
  const mask = Uint8Array.from(probability, (p) => (p > usualThreshold ? 1 : 0));
  const pair = new LabelledPair(reference, new LabelledMask(labelComponents(mask, dims, connectivity), dims));
  const matching = matchInstances(rule, pair);
  const { truePositives, falseNegatives, truePredictions, falsePositives } = matching.counts;
  const small = smallerHalf(reference.components);
  const voxels = countVoxels(pair.table);
  return {
    ...{ dice: voxelDice(voxels), voxels },
    ...{ found: truePositives, blobs: truePositives + falseNegatives },
    ...{ foundSmall: matching.matchedReferences.filter((id) => small.has(id)).length, small: small.size },
    ...{ trueComponents: truePredictions, falseComponents: falsePositives },
  };
}

type BudgetScoreName = 'sensitivityAt1Fp' | 'sensitivityAt8Fp' | 'smallSensitivityAt8Fp';

/** Of a FROC curve what lies within one and eight false positives a case. */
export function budgetScores(froc: TrialResult['froc']): Pick<TrialScores, BudgetScoreName> {
  return {
    sensitivityAt1Fp: budgeted(froc, 1),
    sensitivityAt8Fp: budgeted(froc, 8),
    smallSensitivityAt8Fp: budgeted(froc, 8, 'smallSensitivity'),
  };
}

function pooledCounts(cases: readonly Counts[]): Omit<TrialScores, 'bestF1' | 'bestThreshold' | BudgetScoreName> {
  const total = (of: (one: Counts) => number) => sumOf(cases, of);
  const dices = cases.flatMap(({ dice }) => (dice === null ? [] : [dice]));
  const [hit, miss, wrong] = [
    total(({ voxels }) => voxels.truePositives),
    total(({ voxels }) => voxels.falseNegatives),
    total(({ voxels }) => voxels.falsePositives),
  ];
  const [found, blobs] = [total((one) => one.found), total((one) => one.blobs)];
  const [right, wrongParts] = [total((one) => one.trueComponents), total((one) => one.falseComponents)];
  return {
    dice: ratio(
      dices.reduce((sum, dice) => sum + dice, 0),
      dices.length,
    ),
    volumetricSensitivity: ratio(hit, hit + miss),
    volumetricPrecision: ratio(hit, hit + wrong),
    sensitivity: ratio(found, blobs),
    smallSensitivity: ratio(
      total((one) => one.foundSmall),
      total((one) => one.small),
    ),
    precision: ratio(right, right + wrongParts),
    f1: ratio(2 * found, found + blobs + wrongParts),
    falsePositives: ratio(wrongParts, cases.length),
  };
}

function sumOf(cases: readonly Counts[], of: (one: Counts) => number): number {
  return cases.reduce((sum, one) => sum + of(one), 0);
}
