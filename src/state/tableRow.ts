import type { Blob } from '../core/case';
import type { BlobScore } from '../core/terms';

/** What the table shows of one blob; `score` after a prediction, `term` once the blob was in a patch. */
export interface TableRow {
  readonly id: number;
  readonly blob: Blob;
  readonly score: BlobScore | null;
  readonly term: number | null;
}
