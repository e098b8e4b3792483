import type { TrainSettings } from '../settings';
import type { Dims } from '../volume';

/** What decides how long a trial takes. */
export interface TrialSizes {
  readonly settings: Pick<TrainSettings, 'steps' | 'patch' | 'network'>;
  /** Of all cases that it is judged on. */
  readonly judged: readonly Dims[];
}

/** A forward pass alone is about a third of a step. */
const forwardShare = 1 / 3;
/** What a step costs however small it is, as a share of one of 32^3 at width 8 (measured: 16^3 at width 4 takes a seventh to a ninth, not a 27th). */
const leastShare = 0.08;
/** Thresholds are swept and components matched: as much as so many steps for each 32^3 voxels (measured). */
const sweepSteps = 1.2;

/**
 * Roughly how many seconds a trial takes where a step on one patch of 32^3 at width 8 takes `msPerStep`: work rises with the voxels, and with
 * the width to the power 1.75 (measured: 3.4 times the voxels and twice the width are 10 to 14 times the work).
 */
export function roughTrialSeconds({ settings, judged }: TrialSizes, msPerStep: number): number {
  const { steps, patch, network } = settings;
  const perPatch = (patch.size / 32) ** 3 * (network.baseWidth / 8) ** 1.75;
  const tiles = sumOf(judged, (dims) => tileCount(dims, patch.size));
  const voxels = sumOf(judged, ([nx, ny, nz]) => nx * ny * nz);
  const training = steps * (leastShare + perPatch * patch.batchSize);
  const judging = tiles * perPatch * forwardShare + (sweepSteps * voxels) / 32 ** 3;
  return (msPerStep * (training + judging)) / 1000;
}

/** Tiles of the patch's size that overlap by half. */
function tileCount(dims: Dims, size: number): number {
  return dims.reduce((product, side) => product * (1 + Math.ceil(Math.max(0, side - size) / (size / 2))), 1);
}

function sumOf(judged: readonly Dims[], of: (dims: Dims) => number): number {
  return judged.reduce((sum, dims) => sum + of(dims), 0);
}
