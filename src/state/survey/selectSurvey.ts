import { type MaskSizes, type MaskSummary, summariseMask, summariseTogether } from '../../core/maskSizes';
import type { SurveyedFile } from '../../core/surveyCsv';
import type { BlobsBy, SurveyRow } from './survey';

/** What can be shown in full: one measured mask, or all of them together. */
export interface SurveyEntry {
  readonly key: number | 'together';
  readonly name: string;
  readonly masks: readonly MaskSizes[];
  readonly summary: MaskSummary;
  readonly blobsBy: readonly BlobsBy[];
}

/** The measured mask of a row; null = not measured. The same object for the same mask. */
export function entryOf({ id, name, result }: SurveyRow): SurveyEntry | null {
  if (result.phase !== 'measured') return null;
  const known = entries.get(result);
  if (known) return known;
  const { mask, blobsBy } = result;
  const entry = { key: id, name, masks: [mask], summary: summariseMask(mask), blobsBy: [blobsBy] };
  entries.set(result, entry);
  return entry;
}

const entries = new WeakMap<object, SurveyEntry>();

/** All measured masks as one; null for fewer than two. */
export function togetherEntry(rows: readonly SurveyRow[]): SurveyEntry | null {
  const measured = rows.flatMap((row) => entryOf(row) ?? []);
  if (measured.length < 2) return null;
  const masks = measured.flatMap((entry) => entry.masks);
  const blobsBy = [...new Set(measured.flatMap((entry) => entry.blobsBy))];
  return { key: 'together', name: `${masks.length} masks together`, masks, summary: summariseTogether(masks), blobsBy };
}

/** The rows as they are saved: what waits is said to. */
export function surveyedFiles(rows: readonly SurveyRow[]): SurveyedFile[] {
  return rows.map(({ name, result }) => {
    switch (result.phase) {
      case 'measured':
        return { name, mask: result.mask, blobsBy: blobsByInWords(result.blobsBy), problem: '' };
      case 'refused':
        return { name, mask: null, blobsBy: '', problem: result.message };
      case 'waiting':
        return { name, mask: null, blobsBy: '', problem: 'not measured yet' };
      default:
        return result satisfies never;
    }
  });
}

/** "26-connected", or "each value one blob". */
export function blobsByInWords(blobsBy: BlobsBy): string {
  return blobsBy === 'values' ? 'each value one blob' : `${blobsBy}-connected`;
}
