import type { ReactNode } from 'react';
import type { columnMeanings } from '../../lessons/glossary';
import type { SortKey } from '../../state/model';
import type { TableRow } from '../../state/selectBlobs';
import { formatCount, formatMm, formatPosition, formatRatio, formatShare, formatTerm } from '../format';
import styles from './blobs.module.css';

/** A column of the blob table: its words, its least width in px, and what it shows of a blob. */
export interface Column {
  readonly key: keyof typeof columnMeanings;
  readonly sortKey: SortKey | null;
  readonly width: number;
  readonly isNumber: boolean;
  readonly show: (row: TableRow) => ReactNode;
}

const id: Column = {
  key: 'id',
  sortKey: 'id',
  width: 46,
  isNumber: false,
  show: (row) => (
    <>
      <i className={styles.swatch} style={{ background: row.blob.colour }} aria-hidden />
      {row.id}
    </>
  ),
};

const measured: readonly Column[] = [
  number('voxels', 52, (row) => formatCount(row.blob.voxels)),
  number('volumeMm3', 52, (row) => formatMm(row.blob.volumeMm3)),
  number('equivalentDiameterMm', 42, (row) => formatMm(row.blob.equivalentDiameterMm)),
  number('share', 52, (row) => formatShare(row.blob.share)),
  number('centre', 100, (row) => formatPosition(row.blob.centreMm)),
];

const term = number('term', 52, (row) => formatTerm(row.term));

const predicted: readonly Column[] = [
  { key: 'found', sortKey: 'found', width: 58, isNumber: false, show: (row) => <Result row={row} /> },
  number('recall', 52, (row) => known(row.score?.recall)),
  { ...number('recall', 56, (row) => known(row.score?.meanProbability)), key: 'meanProbability', sortKey: null },
];

/** Everything that was measured; what a prediction and a run say of a blob comes after it once there is something. */
export function blobColumns(hasPrediction: boolean, hasRun: boolean): Column[] {
  return [id, ...measured, ...(hasPrediction ? predicted : []), ...(hasRun ? [term] : [])];
}

/** What matters while training; the columns stay, so that nothing moves when the first prediction comes. */
export const trainColumns: readonly Column[] = [id, measured[0], term, predicted[1], predicted[2], predicted[0]];

function number(key: Extract<SortKey, Column['key']>, width: number, show: (row: TableRow) => string): Column {
  return { key, sortKey: key, width, isNumber: true, show };
}

function known(ratio: number | undefined): string {
  return ratio === undefined ? '–' : formatRatio(ratio);
}

function Result({ row }: { readonly row: TableRow }) {
  if (!row.score) return '–';
  return (
    <span className={row.score.isFound ? styles.found : styles.missed}>{row.score.isFound ? 'found' : 'missed'}</span>
  );
}
