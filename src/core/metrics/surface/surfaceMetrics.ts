import type { DirectedDistances, SurfaceDistances } from './distances';

/** The larger of the two directed percentiles, linear between ranks (MONAI, MetricsReloaded); null when a surface is missing. mm. */
export function hausdorffOfSides(
  { referenceToPrediction: a, predictionToReference: b }: SurfaceDistances,
  q = 0.95,
): number | null {
  if (isMissing(a, b)) return null;
  return Math.max(quantile(a, q), quantile(b, q));
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

/** Linear between ranks: of the pieces in order of their distance, each counted once. */
function quantile({ distancesMm, counts }: Ranked, q: number): number {
  const last = sum(counts) - 1;
  const rank = q * last;
  const below = Math.floor(rank);
  const [lower, upper] = [atRank(distancesMm, counts, below), atRank(distancesMm, counts, Math.min(below + 1, last))];
  return lower + (rank - below) * (upper - lower);
}

type Ranked = Pick<DirectedDistances, 'distancesMm' | 'counts'>;

function atRank(distancesMm: Float64Array, counts: Float64Array, rank: number): number {
  let reached = 0;
  for (let k = 0; k < counts.length; k++) {
    reached += counts[k];
    if (reached > rank) return distancesMm[k];
  }
  return distancesMm[distancesMm.length - 1];
}

function quantileByArea(side: DirectedDistances, q: number): number {
  const { distancesMm, areas } = side;
  if (distancesMm.length === 0) return Number.POSITIVE_INFINITY;
  const whole = areaOf(side);
  let reached = 0;
  for (let k = 0; k < areas.length; k++) {
    reached += areas[k];
    if (reached / whole >= q) return distancesMm[k];
  }
  return distancesMm[distancesMm.length - 1];
}

/** The distances of both, in order; one that both have may stand twice. */
function pooled(a: DirectedDistances, b: DirectedDistances): Ranked {
  const all = [a, b].flatMap(({ distancesMm, counts }) =>
    Array.from(distancesMm, (mm, k) => ({ mm, count: counts[k] })),
  );
  all.sort((one, other) => one.mm - other.mm);
  return {
    distancesMm: Float64Array.from(all, ({ mm }) => mm),
    counts: Float64Array.from(all, ({ count }) => count),
  };
}

function weightedSum({ distancesMm, areas }: DirectedDistances): number {
  let total = 0;
  for (let k = 0; k < areas.length; k++) total += distancesMm[k] * areas[k];
  return total;
}

function areaOf({ areas }: DirectedDistances): number {
  return sum(areas);
}

function areaWithin({ distancesMm, areas }: DirectedDistances, toleranceMm: number): number {
  let total = 0;
  for (let k = 0; k < areas.length && distancesMm[k] <= toleranceMm; k++) total += areas[k];
  return total;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
