import type { Connectivity } from '../../core/case';
import type { MaskSizes } from '../../core/maskSizes';
import type { Dims } from '../../core/volume';

/** What a survey knows of a mask. */
export type SurveyResult =
  | { readonly phase: 'waiting' }
  | {
      readonly phase: 'measured';
      readonly mask: MaskSizes;
      readonly dims: Dims;
      readonly datatype: string;
      readonly blobsBy: BlobsBy;
      readonly remarks: readonly string[];
    }
  /** One sentence. */
  | { readonly phase: 'refused'; readonly message: string };

/** How blobs are told apart in a survey: as connected components of all values above 0, or each value one blob. */
export type BlobsBy = Connectivity | 'values';

export interface SurveyRow {
  readonly id: number;
  readonly name: string;
  /** Null = not a file that can be measured: the built-in case that was open, or a file that could not be read. */
  readonly fileId: number | null;
  readonly result: SurveyResult;
}

/** Masks measured one after the other, to be compared. */
export interface Survey {
  readonly isOpen: boolean;
  readonly rows: readonly SurveyRow[];
  readonly blobsBy: BlobsBy;
  /** The user has stopped the measuring; what waits goes on waiting. */
  readonly isHeld: boolean;
  /** The row that is being measured, and since when masks have been, one after the other; null = none. */
  readonly work: { readonly rowId: number; readonly fraction: number; readonly startedAtMs: number } | null;
}

export const emptySurvey: Survey = { isOpen: false, rows: [], blobsBy: 26, isHeld: false, work: null };

/** The rows with more below them, each with the next number. */
export function withRows(survey: Survey, more: readonly Omit<SurveyRow, 'id'>[]): Survey {
  const last = survey.rows.reduce((most, { id }) => Math.max(most, id), 0);
  return { ...survey, rows: [...survey.rows, ...more.map((row, index) => ({ ...row, id: last + 1 + index }))] };
}

/** The rows with that one's result in its place; a row that is gone stays gone. */
export function withResult(survey: Survey, rowId: number, result: SurveyResult): Survey {
  return { ...survey, rows: survey.rows.map((row) => (row.id === rowId ? { ...row, result } : row)) };
}
