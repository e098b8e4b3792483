import { nextTask } from '../nextTask';
import { RowRoom } from './rowRoom';
import { rowsOn } from './rows';
import { type PredictTile, TilePipeline } from './tilePipeline';

/** A row of tiles by itself. */
export interface LoneRow {
  /** [nx, tileSize, tileSize], x fastest. */
  readonly voxels: Float32Array<ArrayBuffer>;
  readonly tileSize: number;
  readonly overlap: number;
}

/** A helper's part of `slideWindow`: the tiles of one row, blended in their order. Lets other tasks in after each tile. */
export async function slideRow(
  { voxels, tileSize, overlap }: LoneRow,
  throwIfCancelled: () => void,
  predict: PredictTile,
): Promise<Float32Array<ArrayBuffer>> {
  const length = voxels.length / tileSize ** 2;
  const { rows, along } = rowsOn([length, tileSize, tileSize], tileSize, overlap);
  const pipeline = new TilePipeline(along, length, new RowRoom(voxels.length), predict, () => {});
  const row = pipeline.openRow(rows[0], voxels);
  try {
    for (let tile = 0; tile < along.starts.length; tile++) {
      await pipeline.begin(row, tile);
      await nextTask();
      throwIfCancelled();
    }
    while (row.tilesLeft > 0) await pipeline.addFirst();
  } finally {
    await pipeline.allQuiet();
  }
  return row.sums;
}
