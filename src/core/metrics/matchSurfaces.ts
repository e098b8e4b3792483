import type { LabelledPair } from './labelled';
import type { Matching } from './matching/matching';
import { cropMasks } from './surface/crop';
import { meanDistanceOfSides } from './surface/surfaceMetrics';
import { measureSurfaces } from './surface/surfaces';

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
function assdOf(pair: LabelledPair, references: readonly number[], predictions: readonly number[]): number {
  const { reference, prediction, predictionBounds } = pair;
  const masks = cropMasks(
    { components: reference.components, bounds: reference.bounds, ids: references },
    { components: prediction, bounds: predictionBounds, ids: predictions },
    reference.dims,
    reference.spacingMm,
  );
  return meanDistanceOfSides(measureSurfaces(masks, 'voxels')) ?? Number.POSITIVE_INFINITY;
}
