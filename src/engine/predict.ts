import type { WorkMonitor } from '../core/errors';
import type { NetworkSettings } from '../core/settings';
import { forward } from './network';
import { dispose, sigmoid, type Tensor5D, tensor5d, tidy } from './ops';
import type { RowHelper } from './predict/rowHelpers';
import { type LoneRow, slideRow } from './predict/slideRow';
import { type SlidingWindow, slideWindow } from './predict/slideWindow';

/** The network that predicts. */
interface Predictor {
  readonly network: NetworkSettings;
  /** One tensor per parameter, as `weightTensors` makes them. */
  readonly weights: readonly Tensor5D[];
  readonly tileSize: number;
}

/** What is predicted, and by which network. */
export interface PredictionInput extends SlidingWindow, Predictor {}

/** Probability of foreground at every voxel, by a sliding window (see `slideWindow`); helpers, which must have the same weights, do part of it. */
export function predictScan(
  input: PredictionInput,
  monitor: WorkMonitor,
  helpers: readonly RowHelper[] = [],
): Promise<Float32Array<ArrayBuffer>> {
  return slideWindow(input, monitor, (tile) => predictTile(input, tile), helpers);
}

/** What a helper is to do of it: a row of tiles. */
export function predictRow(
  input: LoneRow & Predictor,
  throwIfCancelled: () => void,
): Promise<Float32Array<ArrayBuffer>> {
  return slideRow(input, throwIfCancelled, (tile) => predictTile(input, tile));
}

/** Queues the work, and hands the voxels to the device, before it first waits. */
async function predictTile({ network, weights, tileSize }: Predictor, voxels: Float32Array): Promise<Float32Array> {
  const probability = tidy(() =>
    sigmoid(forward(network, weights, tensor5d(voxels, [1, tileSize, tileSize, tileSize, 1]))),
  );
  try {
    return (await probability.data()) as Float32Array;
  } finally {
    dispose(probability);
  }
}
