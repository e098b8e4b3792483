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

/**
 * Roughly how many seconds a trial takes where a step on one patch of 32^3 at width 8 takes `msPerStep`: work rises with the voxels, and with
 * the width to the power 1.75 (measured: 3.4 times the voxels and twice the width are 10 to 14 times the work).
 */
export function roughTrialSeconds({ settings, judged }: TrialSizes, msPerStep: number): number {
  const { steps, patch, network } = settings;
  const msPerPatch = msPerStep * (patch.size / 32) ** 3 * (network.baseWidth / 8) ** 1.75;
  const tiles = judged.reduce((sum, dims) => sum + tileCount(dims, patch.size), 0);
  return (msPerPatch * (steps * patch.batchSize + tiles * forwardShare)) / 1000;
}

/** Tiles of the patch's size that overlap by half. */
function tileCount(dims: Dims, size: number): number {
  return dims.reduce((product, side) => product * (1 + Math.ceil(Math.max(0, side - size) / (size / 2))), 1);
}
