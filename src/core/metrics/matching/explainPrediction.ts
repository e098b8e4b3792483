import { fixed } from '../../fixed';
import { diceOf, iouOf, type Overlap, type OverlapTable } from '../overlaps';
import { isGoodEnough } from './candidates';
import { compare } from './compare';
import type { Matching } from './matching';
import type { MatchingRule, PairThreshold } from './rule';

/** Why a predicted component counts as true or false, without a full stop: "false: best IoU 0.12 < 0.5 (blob 3, 14 voxels shared)". */
export function explainPrediction(table: OverlapTable, matching: Matching, prediction: number): string {
  const blobs = matching.matches
    .filter(({ predictions }) => predictions.includes(prediction))
    .flatMap(({ references }) => references);
  // MSSEG judges both sides: a prediction may find a blob and be false itself.
  const isTrue = matching.matchedPredictions.includes(prediction);
  if (isTrue && blobs.length > 0) return `true: matched with ${blobWords(blobs)}`;
  const pairs = table.ofPrediction[prediction];
  if (pairs.length === 0) return isTrue ? 'true: near a blob' : `false: ${untouched(matching.rule)}`;
  if (isTrue)
    return `true: ${overlapWords(
      table,
      largest(pairs, ({ voxels }) => voxels),
    )}`;
  return `false: ${falseWords(table, matching, prediction)}`;
}

function untouched(rule: MatchingRule): string {
  if (rule.kind !== 'dilateAndMerge' || rule.dilation === 0) return 'touches no blob';
  return `touches no blob, nor what is within ${rule.dilation} dilation${rule.dilation === 1 ? '' : 's'} of one`;
}

/** Of a component that touches blobs. */
function falseWords(table: OverlapTable, matching: Matching, prediction: number): string {
  const { rule } = matching;
  const pairs = table.ofPrediction[prediction];
  switch (rule.kind) {
    case 'share': {
      const shareOf = ({ reference, voxels }: Overlap) => voxels / table.referenceVoxels[reference];
      const best = largest(pairs, shareOf);
      return `best share of a blob covered ${compare(shareOf(best), '≤', rule.minShare)} (blob ${best.reference}, ${sharedWords(best)})`;
    }
    case 'greedy':
    case 'optimal':
    case 'manyToOne':
      return pairWords(table, matching, rule, pairs);
    case 'msseg': {
      const inside = pairs.reduce((sum, { voxels }) => sum + voxels, 0) / table.predictionVoxels[prediction];
      return inside > rule.alpha
        ? `a blob that it overlaps is predicted too little: more than ${rule.beta} (beta) of the blob lies outside all predictions`
        : `only ${compare(inside, '≤', rule.alpha)} (alpha) of it lies in blobs`;
    }
    case 'anyOverlap':
    case 'dilateAndMerge':
    case 'voronoi':
      return `no blob that it touches is found (${overlapWords(
        table,
        largest(pairs, ({ voxels }) => voxels),
      )})`;
    default:
      return rule satisfies never;
  }
}

function pairWords(table: OverlapTable, matching: Matching, rule: PairThreshold, pairs: readonly Overlap[]): string {
  const scoreOf = (pair: Overlap) => (rule.score === 'iou' ? iouOf : diceOf)(table, pair);
  const best = largest(pairs, scoreOf);
  const score = scoreOf(best);
  const name = rule.score === 'iou' ? 'IoU' : 'Dice';
  if (!isGoodEnough(score, rule))
    return `best ${name} ${compare(score, rule.isStrict ? '≤' : '<', rule.threshold)} (blob ${best.reference}, ${sharedWords(best)})`;
  const taker = matching.matches.find(({ references }) => references.includes(best.reference));
  const taken = taker
    ? `but blob ${best.reference} is matched with prediction ${taker.predictions.join(', ')}`
    : `but blob ${best.reference} stays free for a larger sum`;
  return `${name} ${compare(score, rule.isStrict ? '>' : '≥', rule.threshold)}, ${taken}`;
}

function overlapWords(table: OverlapTable, pair: Overlap): string {
  return `${pair.voxels.toLocaleString('en')} voxel${pair.voxels === 1 ? '' : 's'} in blob ${pair.reference}, IoU ${fixed(iouOf(table, pair), 2)}`;
}

function sharedWords({ voxels }: Overlap): string {
  return `${voxels.toLocaleString('en')} voxel${voxels === 1 ? '' : 's'} shared`;
}

function largest(pairs: readonly Overlap[], sizeOf: (pair: Overlap) => number): Overlap {
  return pairs.reduce((best, pair) => (sizeOf(pair) > sizeOf(best) ? pair : best));
}

function blobWords(ids: readonly number[]): string {
  const shown = ids.slice(0, 5).join(', ');
  return `blob${ids.length === 1 ? '' : 's'} ${shown}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`;
}
