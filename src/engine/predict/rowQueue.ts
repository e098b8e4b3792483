import type { TileRow } from './rows';

/**
 * Who predicts which row, and the adding up of what comes back: always in the order of the rows, so that the sums are the same bit for bit
 * whoever did what, and when. Rows are given out only so far ahead of the one that is added next (`reach`), so that few have to be kept.
 */
export class RowQueue {
  private given = 0;
  private added = 0;
  /** Rows that came before their turn. */
  private readonly early = new Map<number, Float32Array<ArrayBuffer>>();
  private readonly takenHere = new Set<number>();

  constructor(
    private readonly rows: readonly TileRow[],
    private readonly reach: number,
    private readonly add: (row: TileRow, voxels: Float32Array<ArrayBuffer>) => void,
  ) {}

  /** Rows that are done, added up or not. */
  get done(): number {
    return this.added + this.early.size;
  }

  isDone({ index }: TileRow): boolean {
    return index < this.added || this.early.has(index);
  }

  /** A row that nobody has; null = none is within reach. */
  take(): TileRow | null {
    return this.given < Math.min(this.rows.length, this.added + this.reach) ? this.rows[this.given++] : null;
  }

  /**
   * The same for whoever does not wait: else a row that only helpers have, be they slow or dead. At the end of all rows it is the last one,
   * which is the least likely to be in work; before, it is the one that all that are kept wait for. Null = there is none.
   */
  takeHere(): TileRow | null {
    const row = this.take() ?? this.rowOfHelpers();
    if (row) this.takenHere.add(row.index);
    return row;
  }

  /** The row's numbers have come; those that come a second time are let go. */
  finish(row: TileRow, voxels: Float32Array<ArrayBuffer>): void {
    if (this.isDone(row)) return;
    this.early.set(row.index, voxels);
    for (let next = this.early.get(this.added); next; next = this.early.get(this.added)) {
      this.early.delete(this.added);
      this.add(this.rows[this.added], next);
      this.added++;
    }
  }

  private rowOfHelpers(): TileRow | null {
    const isWithHelper = (row: TileRow) => !this.isDone(row) && !this.takenHere.has(row.index);
    const theirs = this.rows.slice(this.added, this.given).filter(isWithHelper);
    return (this.given === this.rows.length ? theirs.at(-1) : theirs[0]) ?? null;
  }
}
