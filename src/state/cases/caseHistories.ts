import type { PastPrediction } from '../history';
import { PredictionHistory } from '../history';
import type { LaneArrays } from '../vault';
import type { CaseId } from './casesModel';

/** Of each case beside the shown one less is kept: there may be a dozen, in four lanes. */
const mostBytes = 16 * 2 ** 20;

type Histories = Pick<LaneArrays, 'histories'>;

/** The predictions of a case by one lane; made when first asked for. */
export function historyOf({ histories }: Histories, id: CaseId): PredictionHistory {
  const known = histories.get(id) ?? new PredictionHistory(mostBytes);
  histories.set(id, known);
  return known;
}

/** What a lane's predictions of several cases came to at one step. */
export interface ValidationAt {
  readonly step: number;
  /** In the order in which they were asked for. */
  readonly cases: readonly { readonly id: CaseId; readonly past: PastPrediction }[];
}

/** Every step at which all of these cases were predicted, ascending. */
export function validationsOf({ histories }: Histories, ids: readonly CaseId[]): readonly ValidationAt[] {
  const [first, ...others] = ids.map((id) => histories.get(id)?.all ?? []);
  if (!first) return [];
  const later = others.map((all) => new Map(all.map((past) => [past.step, past])));
  return first.flatMap((past) => {
    const rest = later.flatMap((known) => known.get(past.step) ?? []);
    if (rest.length < later.length) return [];
    return [{ step: past.step, cases: [past, ...rest].map((one, i) => ({ id: ids[i], past: one })) }];
  });
}

/** The last of these at a step or before it; null step = the newest. */
export function validationAt(arrays: Histories, ids: readonly CaseId[], step: number | null): ValidationAt | null {
  return validationsOf(arrays, ids).findLast((at) => step === null || at.step <= step) ?? null;
}

/** The steps at which a lane predicted any case, ascending. */
export function predictedStepsOf({ histories }: Histories): readonly number[] {
  const steps = [...histories.values()].flatMap(({ all }) => all.map(({ step }) => step));
  return [...new Set(steps)].sort((a, b) => a - b);
}
