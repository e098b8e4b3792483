import type { NetworkSettings } from '../../core/settings';
import { voxelCount } from '../../core/volume';
import { weightTensors } from '../../engine/network';
import { dispose } from '../../engine/ops';
import { predictRow } from '../../engine/predict';
import type { RowHelper } from '../../engine/predict/rowHelpers';
import type { SlidingWindow } from '../../engine/predict/slideWindow';
import type { LaneCalls, RowToPredict } from '../../protocol/laneCalls';
import { defaultSupervision, type SupervisedWorker, supervise, type WorkerLike } from '../../protocol/supervise';
import type { LaneBackend } from './laneBackend';

/** Workers that predict rows of tiles for a lane. Each is a lane without a model: it knows only what comes with a row. */
export interface LaneHelpers {
  /** So many helpers for predicting this window by these weights; none where they would take longer to start than they save. */
  readonly forWindow: (count: number, window: SlidingWindow, model: HelpedModel) => readonly RowHelper[];
  /** Ends them; the next row starts fresh ones. */
  readonly stop: () => void;
}

export interface HelpedModel {
  readonly network: NetworkSettings;
  /** As `RowToPredict` has them. */
  readonly weights: Float32Array;
}

/** A scan of so many tiles without overlap takes longer than a worker's start. */
const leastTiles = 16;

/** `spawn` starts a lane's worker; null = there are no helpers. They start with the first row that they are asked for, and stay. */
export function createHelpers(spawn: (() => WorkerLike) | null): LaneHelpers {
  const started: SupervisedWorker<LaneCalls>[] = [];
  return {
    forWindow: (count, { dims, tileSize, overlap }, { network, weights }) => {
      if (!spawn || voxelCount(dims) < leastTiles * tileSize ** 3) return [];
      while (started.length < count)
        started.push(supervise<LaneCalls>({ ...defaultSupervision, name: 'helper', spawn }));
      return started.slice(0, count).map(
        (worker): RowHelper =>
          (voxels, signal) =>
            worker.call(
              'predictRow',
              { network, weights, tileSize, overlap, voxels },
              { signal, transfer: [voxels.buffer] },
            ),
      );
    },
    stop: () => {
      for (const worker of started.splice(0)) worker.stop();
    },
  };
}

/** The probabilities of a row, on the running backend. */
export async function predictSentRow(
  row: RowToPredict,
  throwIfCancelled: () => void,
): Promise<Float32Array<ArrayBuffer>> {
  const weights = weightTensors(row.network, row.weights);
  try {
    return await predictRow({ ...row, weights }, throwIfCancelled);
  } finally {
    dispose(weights);
  }
}

/** Only wasm has one core to a worker; a GPU is shared by all of them. */
export function canBeHelped({ name }: Pick<LaneBackend, 'name'>): boolean {
  return name === 'wasm';
}
