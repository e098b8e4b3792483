import type { Blob } from '../core/case';
import type { Sighting } from '../core/firstFound';
import type { Scores } from '../core/terms';
import { type ValidationAt, validationsOf } from './cases/caseHistories';
import type { CaseId } from './cases/casesModel';
import type { LaneArrays } from './vault';
import type { LaneQuantity } from './viewModel';

/** One quantity of a lane over its steps: a term at each step, a score at each prediction; null = undefined there (0/0). */
export interface LaneSeries {
  readonly xs: readonly number[];
  readonly ys: readonly (number | null)[];
}

/** A case whose predictions are judged: the smaller half of its blobs counts as small. */
export interface JudgedBlobs {
  readonly id: CaseId;
  readonly blobs: readonly Blob[];
}

/** Terms of every step; of scores the mean over the judged cases, at each step at which all of them were predicted. `smoothing` 0..0.99 acts on terms only. */
export function laneSeries(
  arrays: Pick<LaneArrays, 'records' | 'histories'>,
  quantity: LaneQuantity,
  cases: readonly JudgedBlobs[],
  smoothing: number,
): LaneSeries {
  if (quantity !== 'total' && quantity !== 'global' && quantity !== 'blob') {
    const validations = validationsOf(
      arrays,
      cases.map(({ id }) => id),
    );
    const meanOf = meanScore(quantity, cases);
    return { xs: validations.map(({ step }) => step), ys: validations.map(meanOf) };
  }
  const { records } = arrays;
  let smooth = Number.NaN;
  const ys = records.map((record) => {
    const value = record[quantity];
    smooth = Number.isNaN(smooth) ? value : smoothing * smooth + (1 - smoothing) * value;
    return smooth;
  });
  return { xs: records.map(({ step }) => step), ys };
}

/** Ids of the smaller half of the blobs (by voxels; ties by id). */
export function smallBlobs(blobs: readonly Blob[]): ReadonlySet<number> {
  const rising = [...blobs].sort((a, b) => a.voxels - b.voxels || a.id - b.id);
  return new Set(rising.slice(0, Math.floor(rising.length / 2)).map(({ id }) => id));
}

/** The mean of a score over the cases of a validation; undefined ones (0/0) are left out, null where all are. */
export function meanScore(
  quantity: ScoreQuantity,
  cases: readonly JudgedBlobs[],
): (validation: ValidationAt) => number | null {
  const scoreOfCase = new Map(cases.map(({ id, blobs }) => [id, scoreOf(quantity, blobs)]));
  return (validation) =>
    meanOfDefined(validation.cases.map(({ id, past }) => scoreOfCase.get(id)?.(past.scores) ?? null));
}

/** The mean of what is not null; null where nothing is. */
export function meanOfDefined(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

/** Which blobs each validation of a lane found, those of the first case first, for `core/firstFound`. */
export function sightingsOf(validations: readonly ValidationAt[]): Sighting[] {
  return validations.map(({ step, cases }) => ({
    step,
    isFound: cases.flatMap(({ past }) => past.scores.perBlob.map(({ isFound }) => isFound)),
  }));
}

/** What is a score of a whole prediction, not a term of a step. */
export type ScoreQuantity = Exclude<LaneQuantity, 'total' | 'global' | 'blob'>;

/** How a score is read from those of a prediction; null = undefined there (0/0). */
export function scoreOf(quantity: ScoreQuantity, blobs: readonly Blob[]): (scores: Scores) => number | null {
  if (quantity !== 'smallSensitivity') return (scores) => scores[quantity];
  const small = smallBlobs(blobs);
  return ({ perBlob }) => {
    if (small.size === 0) return null;
    return perBlob.filter(({ id, isFound }) => isFound && small.has(id)).length / small.size;
  };
}
