import type { WorkMonitor } from '../core/errors';
import type { NetworkSettings } from '../core/settings';
import { forward } from './network';
import { dispose, sigmoid, type Tensor5D, tensor5d, tidy } from './ops';
import type { RowHelper } from './predict/rowHelpers';
import { type SlidingWindow, slideWindow } from './predict/slideWindow';

/** What is predicted, and by which network. */
export interface PredictionInput extends SlidingWindow {
  readonly network: NetworkSettings;
  /** One tensor per parameter, as `weightTensors` makes them. */
  readonly weights: readonly Tensor5D[];
}

/** Probability of foreground at every voxel, by a sliding window (see `slideWindow`); helpers, which must have the same weights, do part of it. */
export function predictScan(
  input: PredictionInput,
  monitor: WorkMonitor,
  helpers: readonly RowHelper[] = [],
): Promise<Float32Array<ArrayBuffer>> {
  return slideWindow(input, monitor, (tile) => predictTile(input, tile), helpers);
}

/** Queues the work before it first waits. */
async function predictTile(
  { network, weights, tileSize }: PredictionInput,
  voxels: Float32Array,
): Promise<Float32Array> {
  const probability = tidy(() =>
    sigmoid(forward(network, weights, tensor5d(voxels, [1, tileSize, tileSize, tileSize, 1]))),
  );
  try {
    return (await probability.data()) as Float32Array;
  } finally {
    dispose(probability);
  }
}
