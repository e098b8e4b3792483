import type { Blob } from '../core/case';
import type { Scores } from '../core/terms';
import type { PastPrediction } from './history';
import type { LaneQuantity } from './model';
import type { LaneArrays } from './vault';

/** One quantity of a lane over its steps: a term at each step, a score at each prediction; null = undefined there (0/0). */
export interface LaneSeries {
  readonly xs: readonly number[];
  readonly ys: readonly (number | null)[];
}

/** `blobs` = of the open case: the smaller half of them counts as small. `smoothing` 0..0.99 acts on terms only. */
export function laneSeries(
  { records, history }: Pick<LaneArrays, 'records' | 'history'>,
  quantity: LaneQuantity,
  blobs: readonly Blob[],
  smoothing: number,
): LaneSeries {
  if (quantity !== 'total' && quantity !== 'global' && quantity !== 'blob') {
    const score = scoreOf(quantity, blobs);
    return { xs: history.all.map(({ step }) => step), ys: history.all.map(({ scores }) => score(scores)) };
  }
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

/** Which blobs each prediction of a lane found, for `core/firstFound`. */
export function sightingsOf(predictions: readonly PastPrediction[]) {
  return predictions.map(({ step, scores }) => ({ step, isFound: scores.perBlob.map(({ isFound }) => isFound) }));
}

/** How a score is read from those of a prediction; null = undefined there (0/0). */
export function scoreOf(
  quantity: Exclude<LaneQuantity, 'total' | 'global' | 'blob'>,
  blobs: readonly Blob[],
): (scores: Scores) => number | null {
  if (quantity !== 'smallSensitivity') return (scores) => scores[quantity];
  const small = smallBlobs(blobs);
  return ({ perBlob }) => {
    if (small.size === 0) return null;
    return perBlob.filter(({ id, isFound }) => isFound && small.has(id)).length / small.size;
  };
}
