import type { Connectivity } from '../case';
import { type Components, labelComponents } from '../components';
import { noMonitor, type WorkMonitor } from '../errors';
import { type FrocPoint, sensitivityWithin } from '../metrics/froc';
import { LabelledPair } from '../metrics/labelled';
import { matchInstances } from '../metrics/matching/matchInstances';
import type { MatchingRule } from '../metrics/matching/rule';
import { Reference } from '../metrics/reference';
import { defaultThresholds, sweepThresholds } from '../metrics/sweep';
import { countVoxels, ratio, voxelDice } from '../metrics/voxels';
import type { Dims, Triple } from '../volume';
import { poolSweeps } from './poolSweeps';
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

/**
 * How a sweep matches: IoU above 0.1, one to one (BiCC, arXiv 2609.30223). By any overlap a low threshold wins for nothing: in the end one
 * component covers everything, touches every blob, and is no false positive.
 */
export const sweepRule: MatchingRule = { kind: 'optimal', aim: 'count', score: 'iou', threshold: 0.1, isStrict: true };

/** The threshold at which a prediction is read where nothing else is said. */
const usualThreshold = 0.5;

/**
 * The scores of predictions, pooled over the cases: voxels, blobs and components are counted over all of them, and false positives are a
 * mean a case; Dice is the mean over cases. Small = the smaller half of each case's blobs (ties by id). At threshold 0.5 blobs are matched
 * by `rule`, in the sweep by `sweepRule`; where no threshold keeps to a budget of false positives, nothing is predicted and nothing found.
 */
export function scoreTrial(
  cases: readonly JudgedCase[],
  { connectivity, rule }: Judging,
  monitor: WorkMonitor = noMonitor,
): Pick<TrialResult, 'scores' | 'froc' | 'f1AtThreshold'> {
  const judged = cases.map((one) => {
    const reference = new Reference(one.reference, one.dims, one.spacingMm);
    const settings = { connectivity, rule: sweepRule, minVoxels: 1, thresholds: defaultThresholds };
    const sweep = sweepThresholds(reference, one.probability, settings, monitor);
    return { sweep, usual: countAt(one, reference, { connectivity, rule }) };
  });
  const sweeps = judged.map(({ sweep }) => sweep);
  const { froc, f1AtThreshold, best } = poolSweeps(sweeps);
  const scores: TrialScores = {
    ...pooledCounts(judged.map(({ usual }) => usual)),
    bestF1: best?.f1 ?? null,
    bestThreshold: best?.threshold ?? null,
    sensitivityAt1Fp: budgeted(froc, 1),
    sensitivityAt4Fp: budgeted(froc, 4),
  };
  return { scores, froc, f1AtThreshold };
}

/** The highest sensitivity within so many false positives a case; null = there is no blob. */
export function budgeted(froc: readonly FrocPoint[], falsePositives: number): number | null {
  if (froc.every(({ sensitivity }) => sensitivity === null)) return null;
  return sensitivityWithin(froc, falsePositives)?.sensitivity ?? 0;
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
  const pair = new LabelledPair(reference, labelComponents(mask, dims, connectivity));
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

function smallerHalf({ ids, count }: Components): ReadonlySet<number> {
  const sizes = new Array<number>(count).fill(0);
  for (const id of ids) if (id > 0) sizes[id - 1] += 1;
  const rising = sizes.map((_, i) => i + 1).sort((a, b) => sizes[a - 1] - sizes[b - 1] || a - b);
  return new Set(rising.slice(0, Math.floor(count / 2)));
}

function pooledCounts(
  cases: readonly Counts[],
): Omit<TrialScores, 'bestF1' | 'bestThreshold' | 'sensitivityAt1Fp' | 'sensitivityAt4Fp'> {
  const total = (of: (one: Counts) => number) => cases.reduce((sum, one) => sum + of(one), 0);
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
