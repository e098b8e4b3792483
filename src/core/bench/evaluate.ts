import { evaluateMetrics } from '../metrics/catalogue/catalogue';
import { Evaluation } from '../metrics/evaluation';
import { Reference } from '../metrics/reference';
import type { BenchMetric } from './answer';
import type { BenchCase } from './benchCase';
import type { FollowingPrediction } from './following/followingPrediction';
import type { BenchQuestion } from './question';

/** The mask as the metrics see it; what follows from it alone is kept in it. */
export function createReference({ ids, blobs, grid, connectivity }: BenchCase): Reference {
  return new Reference({ ids, count: blobs.length }, grid.dims, grid.spacingMm, connectivity);
}

/** The prediction held against the mask, by the rule and settings of the question. */
export function evaluate(
  { grid, connectivity }: BenchCase,
  reference: Reference,
  prediction: FollowingPrediction,
  { instances, toleranceMm }: BenchQuestion,
): Evaluation {
  const settings = {
    dims: grid.dims,
    spacingMm: grid.spacingMm,
    // Of both masks: where they differ, makers' own metrics label both anew.
    connectivity: connectivity === instances.connectivity ? connectivity : null,
    rule: instances.rule,
    minVoxels: instances.minimumVoxels,
    toleranceMm,
  };
  return new Evaluation(reference, prediction.labelled(instances.connectivity), settings);
}

/** The metrics that the question asks for. */
export function metricsOf(evaluation: Evaluation, { metrics }: BenchQuestion): readonly BenchMetric[] {
  return evaluateMetrics(evaluation, metrics).map(({ definition, value, note }) => {
    const { id, name, maker, group, unit, better, words } = definition;
    return { id, name, maker, group, unit, better, words, value, note };
  });
}
