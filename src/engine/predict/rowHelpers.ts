import type { RowQueue } from './rowQueue';
import type { TileRow } from './rows';

/** Predicts one row of tiles elsewhere: voxels [nx, size, size] → probabilities of the same; may fail, and may never answer. */
export type RowHelper = (voxels: Float32Array<ArrayBuffer>, signal: AbortSignal) => Promise<Float32Array>;

/** While a helper works on one row, the next is on its way to it. */
export const rowsPerHelper = 2;

/** Keeps helpers busy with rows of a queue. A row whose helper fails is left to whoever does not wait, and that helper is not asked again. */
export class RowHelpers {
  private readonly stopper = new AbortController();
  private readonly atWork: { readonly ask: RowHelper; rows: number }[];

  constructor(
    helpers: readonly RowHelper[],
    private readonly queue: RowQueue,
    private readonly cut: (row: TileRow) => Float32Array<ArrayBuffer>,
  ) {
    this.atWork = helpers.map((ask) => ({ ask, rows: 0 }));
  }

  /** Gives out what is within reach. To be called whenever a row is done. */
  feed(): void {
    for (let turn = 0; turn < rowsPerHelper; turn++)
      for (const helper of this.atWork)
        if (helper.rows <= turn && !this.stopper.signal.aborted) {
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

  private async askFor(helper: { readonly ask: RowHelper; rows: number }, row: TileRow): Promise<void> {
    try {
      const voxels = await helper.ask(this.cut(row), this.stopper.signal);
      if (this.stopper.signal.aborted) return;
      helper.rows--;
      this.queue.finish(row, voxels);
    } catch {
      // It stays full, and so gets nothing more.
      helper.rows = rowsPerHelper;
    }
    this.feed();
  }
}
