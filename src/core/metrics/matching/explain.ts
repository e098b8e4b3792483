import { fixed } from '../../fixed';
import { diceOf, iouOf, type OverlapTable } from '../overlaps';
import { compare } from './compare';
import type { Matching } from './matching';
import type { MatchReason } from './reason';
import type { PairScore } from './rule';

/** A reason as a sentence without a full stop: "missed: best IoU 0.31 < 0.5 (prediction 7)". */
export function explainMatch(reason: MatchReason): string {
  switch (reason.kind) {
    case 'untouched':
      return 'missed: no predicted voxel in it';
    case 'touched':
      return `found: ${count(reason.voxels, 'voxel')} predicted (${predictions(reason.partners)})`;
    case 'shareAbove':
    case 'shareBelow': {
      const isFound = reason.kind === 'shareAbove';
      const compared = compare(reason.best, isFound ? '>' : '≤', reason.threshold);
      return `${verdict(isFound)}: best share of it covered ${compared} (${predictions([reason.partner])})`;
    }
    case 'scoreReached':
      return `found: ${scoreWords(reason, true)} (${predictions([reason.partner])})`;
    case 'scoreBelow':
      return `missed: best ${scoreWords(reason, false)} (${predictions([reason.partner])})`;
    case 'partnerTaken':
      return `missed: ${scoreWords(reason, true)}, but ${takerWords(reason.partner, reason.takenBy)}`;
    case 'merged':
      return `found: ${scoreNames[reason.score]} ${number(reason.best)} together (${predictions(reason.partners)})`;
    case 'lesionTouched':
      return `found: its lesion${members(reason.lesion)} has Dice ${number(reason.dice)} (${predictions(reason.partners)})`;
    case 'lesionUntouched':
      return `missed: nothing predicted within ${count(reason.dilation, 'dilation')} of its lesion${members(reason.lesion)}`;
    case 'lesionTooSmall':
      return `not counted: its lesion has ${compare(reason.volumeMm3, '≤', reason.minVolumeMm3)} mm³`;
    case 'coverageBelow':
      return `missed: covered ${compare(reason.covered, '≤', reason.alpha)} (alpha)`;
    case 'outsideAbove':
      return `missed: prediction ${reason.partner} lies ${compare(reason.outside, '>', reason.beta)} (beta) outside the reference`;
    case 'explained':
      return `found: covered ${number(reason.covered)}, ${compare(reason.explained, '≥', reason.gamma)} (gamma) of that explained`;
    case 'cellAbove':
      return `found: Dice in its cell ${compare(reason.dice, '>', reason.minDice)}`;
    case 'cellBelow':
      return `missed: Dice in its cell ${compare(reason.dice, '≤', reason.minDice)}`;
    default:
      return reason satisfies never;
  }
}

/** A chosen pair in a sentence, whether the rule matched it or not; reference and prediction by id. */
export function explainPair(table: OverlapTable, matching: Matching, reference: number, prediction: number): string {
  const pair = table.ofReference[reference]?.find((one) => one.prediction === prediction);
  const names = `blob ${reference} and prediction ${prediction}`;
  if (!pair) return `${names} share no voxel`;
  const isMatched = matching.matches.some(
    (match) => match.references.includes(reference) && match.predictions.includes(prediction),
  );
  const covered = number(pair.voxels / table.referenceVoxels[reference]);
  return `${names} share ${count(pair.voxels, 'voxel')}: IoU ${number(iouOf(table, pair))}, Dice ${number(diceOf(table, pair))}, ${covered} of the blob covered; ${isMatched ? 'matched' : 'not matched'}`;
}

const scoreNames: Record<PairScore, string> = { iou: 'IoU', dice: 'Dice' };

interface Scored {
  readonly score: PairScore;
  readonly best: number;
  readonly threshold: number;
  readonly isStrict: boolean;
}

function scoreWords({ score, best, threshold, isStrict }: Scored, isReached: boolean): string {
  const sign = isReached ? (isStrict ? '>' : '≥') : isStrict ? '≤' : '<';
  return `${scoreNames[score]} ${compare(best, sign, threshold)}`;
}

function takerWords(partner: number, takenBy: number): string {
  return takenBy === 0
    ? `prediction ${partner} stays free for a larger sum`
    : `prediction ${partner} is matched with blob ${takenBy}`;
}

function number(value: number, digits = 2): string {
  return fixed(value, digits);
}

function verdict(isFound: boolean): string {
  return isFound ? 'found' : 'missed';
}

function count(value: number, noun: string): string {
  return `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;
}

function predictions(ids: readonly number[]): string {
  return `prediction${ids.length === 1 ? '' : 's'} ${listed(ids)}`;
}

function members(ids: readonly number[]): string {
  return ids.length === 1 ? '' : ` of blobs ${listed(ids)}`;
}

/** At most five ids. */
function listed(ids: readonly number[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
}
