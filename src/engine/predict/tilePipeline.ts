import type { RowRoom } from './rowRoom';
import { addTileInto, cutTile, type TileRow } from './rows';
import type { AxisTiles } from './tiles';

/** What a function makes of a tile's voxels [size^3], x fastest, which it reads before it first waits: the next tile is written to the same place. */
export type PredictTile = (voxels: Float32Array) => Promise<Float32Array>;

/** A row in work. */
export interface OpenRow {
  readonly row: TileRow;
  readonly voxels: Float32Array<ArrayBuffer>;
  /** Of its tiles, those that are done. */
  readonly sums: Float32Array<ArrayBuffer>;
  tilesLeft: number;
}

interface Begun {
  readonly to: OpenRow;
  readonly tile: number;
  readonly answer: Promise<Float32Array>;
}

/** While a device works on one tile, the next are queued, so that it does not wait for the reading of the first. */
export const tilesInFlight = 3;

/** Predicts rows tile by tile, the next tile begun before the first is answered, across the ends of rows. */
export class TilePipeline {
  private readonly open = new Set<OpenRow>();
  private readonly begun: Begun[] = [];
  private readonly voxels: Float32Array;

  constructor(
    private readonly along: AxisTiles,
    /** Voxels of a row along x. */
    private readonly length: number,
    private readonly room: RowRoom,
    private readonly predict: PredictTile,
    private readonly finish: (row: OpenRow) => void,
  ) {
    this.voxels = new Float32Array(along.weights[0].length ** 3);
  }

  /** Tiles that are done of open rows, leaving out the rows that are done elsewhere. */
  tilesDone(isDone: (row: TileRow) => boolean): number {
    let done = 0;
    for (const { row, tilesLeft } of this.open) if (!isDone(row)) done += this.along.starts.length - tilesLeft;
    return done;
  }

  /** Its voxels go back to where arrays are taken from when it is done. */
  openRow(row: TileRow, voxels: Float32Array<ArrayBuffer>): OpenRow {
    const opened = { row, voxels, sums: this.room.take().fill(0), tilesLeft: this.along.starts.length };
    this.open.add(opened);
    return opened;
  }

  /** The row is done by someone else: what is still under way of it goes nowhere. */
  abandon(row: OpenRow): void {
    this.open.delete(row);
  }

  /** Begins the next tile of a row, and waits for the first that was begun if enough are under way. A tile of one value counts as 0. */
  async begin(to: OpenRow, tile: number): Promise<void> {
    const { starts, weights } = this.along;
    cutTile(to.voxels, this.length, starts[tile], weights[tile].length, this.voxels);
    if (isFlat(this.voxels)) this.settle(to);
    else this.begun.push({ to, tile, answer: heardLater(this.predict(this.voxels)) });
    if (this.begun.length === tilesInFlight) await this.addFirst();
  }

  /** Waits for the tile that was begun first. */
  async addFirst(): Promise<void> {
    const [{ to, tile, answer }] = this.begun;
    addTileInto(to.sums, this.length, this.along.starts[tile], this.along.weights[tile], await answer);
    this.begun.shift();
    this.settle(to);
  }

  /** Resolves when nothing is under way any more, whatever became of it. */
  async allQuiet(): Promise<void> {
    await Promise.allSettled(this.begun.map(({ answer }) => answer));
  }

  private settle(to: OpenRow): void {
    to.tilesLeft--;
    if (to.tilesLeft > 0) return;
    this.open.delete(to);
    this.room.give(to.voxels);
    this.finish(to);
  }
}

function isFlat(voxels: Float32Array): boolean {
  return voxels.every((value) => value === voxels[0]);
}

/** A promise whose failure may come before anyone waits for it. */
function heardLater<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
