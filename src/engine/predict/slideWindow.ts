import type { WorkMonitor } from '../../core/errors';
import { type Dims, voxelCount } from '../../core/volume';
import { breathe } from '../breathe';
import { type RowHelper, RowHelpers, rowsPerHelper } from './rowHelpers';
import { RowQueue } from './rowQueue';
import { RowRoom } from './rowRoom';
import { addRowInto, cutRow, rowsOn, type TileRow } from './rows';
import { type PredictTile, TilePipeline, tilesInFlight } from './tilePipeline';

/** A scan, and how tiles are laid on it. */
export interface SlidingWindow {
  readonly dims: Dims;
  /** Normalised intensities, x fastest. */
  readonly scan: Float32Array;
  /** Voxels per side of a tile: the patch size of the training, because instance norm sees a whole tile. */
  readonly tileSize: number;
  /** Least share of a tile's side that it has in common with the next, 0..1. */
  readonly overlap: number;
}

/**
 * Blends with Gaussian weights what a function makes of each tile: the tiles of a row first, then the rows, each in order, so that the sums are
 * the same bit for bit however many helpers predict rows besides. Up to three of the function's answers are waited for at once. Lets other tasks in after
 * each tile, and ends, also when cancelled, with none of them under way; helpers are not waited for. A tile of one value is not asked about: it
 * counts as 0, because there is nothing in it to tell apart and instance norm would magnify what rounding and padding leave there.
 */
export async function slideWindow(
  { dims, scan, tileSize, overlap }: SlidingWindow,
  monitor: WorkMonitor,
  predict: PredictTile,
  helpers: readonly RowHelper[] = [],
): Promise<Float32Array<ArrayBuffer>> {
  const { rows, along } = rowsOn(dims, tileSize, overlap);
  const result = new Float32Array(voxelCount(dims));
  const room = new RowRoom(dims[0] * tileSize ** 2);
  const cut = (row: TileRow) => {
    const voxels = room.take();
    cutRow(scan, dims, row, tileSize, voxels);
    return voxels;
  };
  const reach = 1 + tilesInFlight + 2 * rowsPerHelper * helpers.length;
  const queue = new RowQueue(rows, reach, (row, voxels) => {
    addRowInto(result, dims, row, tileSize, voxels);
    room.give(voxels);
  });
  const others = new RowHelpers(helpers, queue, cut);
  const pipeline = new TilePipeline(along, dims[0], room, predict, ({ row, sums }) => {
    queue.finish(row, sums);
    others.feed();
  });
  const perRow = along.starts.length;
  const pause = () => {
    const [done, all] = [queue.done * perRow + pipeline.tilesDone((row) => queue.isDone(row)), rows.length * perRow];
    return breathe(monitor, done / all, `tile ${done} of ${all}`);
  };
  try {
    others.feed();
    while (queue.done < rows.length) {
      const row = queue.takeHere();
      if (row) await predictRow(row);
      else {
        await pipeline.addFirst();
        await pause();
      }
    }
  } finally {
    others.stop();
    await pipeline.allQuiet();
  }
  return result;

  async function predictRow(row: TileRow): Promise<void> {
    const open = pipeline.openRow(row, cut(row));
    for (let tile = 0; tile < perRow && !queue.isDone(row); tile++) {
      await pipeline.begin(open, tile);
      await pause();
    }
    if (queue.isDone(row)) pipeline.abandon(open);
  }
}
