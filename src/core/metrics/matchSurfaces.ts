import type { LabelledPair } from './labelled';
import type { Matching } from './matching/matching';
import { meanDistanceOfSides } from './surface/surfaceMetrics';

/**
 * Mean over the matches of their ASSD in mm (mean of the two directed means between surface voxels; panoptica's SQ with ASSD);
 * infinite when nothing matches, null when there is nothing to match.
 */
export function meanMatchAssd(pair: LabelledPair, { matches }: Matching): number | null {
  const { table } = pair;
  if (matches.length === 0) return table.referenceCount + table.predictionCount === 0 ? null : Number.POSITIVE_INFINITY;
  const distances = matches.map(({ references, predictions }) => assdOf(pair, references, predictions));
  return distances.reduce((sum, mm) => sum + mm, 0) / matches.length;
}

/** ASSD of some reference components against some predicted ones, mm; infinite when either side is empty. */
function assdOf(
  { reference, prediction }: LabelledPair,
  references: readonly number[],
  predictions: readonly number[],
) {
  const distances = prediction.distances(reference, { references, predictions }, 'voxels');
  return meanDistanceOfSides(distances) ?? Number.POSITIVE_INFINITY;
}
