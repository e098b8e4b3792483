import type { DirectedDistances, SurfaceDistances } from './surfaces';

/** The larger of the two directed percentiles, linear between ranks (MONAI, MetricsReloaded); null when a surface is missing. mm. */
export function hausdorffOfSides(
  { referenceToPrediction: a, predictionToReference: b }: SurfaceDistances,
  q = 0.95,
): number | null {
  if (isMissing(a, b)) return null;
  return Math.max(quantile(a.distancesMm, q), quantile(b.distancesMm, q));
}

/** One percentile of both directions pooled, linear between ranks (panoptica); null when a surface is missing. mm. */
export function hausdorffPooled(
  { referenceToPrediction: a, predictionToReference: b }: SurfaceDistances,
  q = 0.95,
): number | null {
  if (isMissing(a, b)) return null;
  return quantile(pooled(a, b), q);
}

/**
 * The larger of the two directed percentiles by area: the distance at which that share of the surface is reached (DeepMind); infinite
 * when a surface is missing. mm.
 */
export function hausdorffByArea(
  { referenceToPrediction: a, predictionToReference: b }: SurfaceDistances,
  q = 0.95,
): number {
  return Math.max(quantileByArea(a, q), quantileByArea(b, q));
}

/** Mean distance over the pieces of both surfaces together, mm (MONAI and MetricsReloaded assd); null when a surface is missing. */
export function meanDistancePooled({
  referenceToPrediction: a,
  predictionToReference: b,
}: SurfaceDistances): number | null {
  if (isMissing(a, b)) return null;
  return (weightedSum(a) + weightedSum(b)) / (areaOf(a) + areaOf(b));
}

/** Mean of the two directed means, mm (panoptica ASSD, MetricsReloaded masd); null when a surface is missing. */
export function meanDistanceOfSides({
  referenceToPrediction: a,
  predictionToReference: b,
}: SurfaceDistances): number | null {
  if (isMissing(a, b)) return null;
  return (weightedSum(a) / areaOf(a) + weightedSum(b) / areaOf(b)) / 2;
}

/** Mean distance from one surface to the other, mm (DeepMind gives the two apart); infinite without the other, null without the one. */
export function meanDistance(side: DirectedDistances): number | null {
  return side.distancesMm.length === 0 ? null : weightedSum(side) / areaOf(side);
}

/** Share of both surfaces together that lies within the tolerance of the other, 0..1 (MONAI, DeepMind); null without any surface. */
export function surfaceDicePooled(
  { referenceToPrediction: a, predictionToReference: b }: SurfaceDistances,
  toleranceMm: number,
): number | null {
  const whole = areaOf(a) + areaOf(b);
  return whole === 0 ? null : (areaWithin(a, toleranceMm) + areaWithin(b, toleranceMm)) / whole;
}

/** Mean of the two shares within the tolerance, 0..1 (panoptica); null when a surface is missing. */
export function surfaceDiceOfSides(
  { referenceToPrediction: a, predictionToReference: b }: SurfaceDistances,
  toleranceMm: number,
): number | null {
  if (isMissing(a, b)) return null;
  return (areaWithin(a, toleranceMm) / areaOf(a) + areaWithin(b, toleranceMm) / areaOf(b)) / 2;
}

function isMissing(a: DirectedDistances, b: DirectedDistances): boolean {
  return a.distancesMm.length === 0 || b.distancesMm.length === 0;
}

function quantile(sorted: Float64Array, q: number): number {
  const rank = q * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
}

function quantileByArea({ distancesMm, areas }: DirectedDistances, q: number): number {
  if (distancesMm.length === 0) return Number.POSITIVE_INFINITY;
  const whole = areas.reduce((sum, area) => sum + area, 0);
  let reached = 0;
  for (let k = 0; k < areas.length; k++) {
    reached += areas[k];
    if (reached / whole >= q) return distancesMm[k];
  }
  return distancesMm[distancesMm.length - 1];
}

function pooled(a: DirectedDistances, b: DirectedDistances): Float64Array {
  const all = new Float64Array(a.distancesMm.length + b.distancesMm.length);
  all.set(a.distancesMm);
  all.set(b.distancesMm, a.distancesMm.length);
  return all.sort();
}

function weightedSum({ distancesMm, areas }: DirectedDistances): number {
  let sum = 0;
  for (let k = 0; k < areas.length; k++) sum += distancesMm[k] * areas[k];
  return sum;
}

function areaOf({ areas }: DirectedDistances): number {
  let sum = 0;
  for (const area of areas) sum += area;
  return sum;
}

function areaWithin({ distancesMm, areas }: DirectedDistances, toleranceMm: number): number {
  let sum = 0;
  for (let k = 0; k < areas.length && distancesMm[k] <= toleranceMm; k++) sum += areas[k];
  return sum;
}
