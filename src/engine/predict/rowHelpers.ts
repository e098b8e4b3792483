import type { RowQueue } from './rowQueue';
import type { TileRow } from './rows';

/** Predicts one row of tiles elsewhere: voxels [nx, size, size], which are handed over → probabilities of the same; may fail, and may never answer. */
export type RowHelper = (voxels: Float32Array<ArrayBuffer>, signal: AbortSignal) => Promise<Float32Array<ArrayBuffer>>;

/** While a helper works on one row, the next is on its way to it; but before it has answered for the first time, it may not stand yet. */
export const rowsPerHelper = 2;

interface Helper {
  readonly ask: RowHelper;
  /** Rows that it has, and how many it may have. */
  rows: number;
  most: number;
}

/** Keeps helpers busy with rows of a queue. A row whose helper fails is left to whoever does not wait, and that helper is not asked again. */
export class RowHelpers {
  private readonly stopper = new AbortController();
  private readonly atWork: readonly Helper[];

  constructor(
    helpers: readonly RowHelper[],
    private readonly queue: RowQueue,
    private readonly cut: (row: TileRow) => Float32Array<ArrayBuffer>,
  ) {
    this.atWork = helpers.map((ask) => ({ ask, rows: 0, most: 1 }));
  }

  /** Gives out what is within reach. To be called whenever a row is done. */
  feed(): void {
    for (let turn = 0; turn < rowsPerHelper; turn++)
      for (const helper of this.atWork)
        if (helper.rows <= turn && turn < helper.most && !this.stopper.signal.aborted) {
          const row = this.queue.take();
          if (!row) return;
          helper.rows++;
          void this.askFor(helper, row);
        }
  }

  /** Answers that are still on their way do not count any more. */
  stop(): void {
    this.stopper.abort();
  }

  private async askFor(helper: Helper, row: TileRow): Promise<void> {
    try {
      const voxels = await helper.ask(this.cut(row), this.stopper.signal);
      if (this.stopper.signal.aborted) return;
      helper.rows--;
      helper.most = rowsPerHelper;
      this.queue.finish(row, voxels);
    } catch {
      helper.most = 0;
    }
    this.feed();
  }
}
