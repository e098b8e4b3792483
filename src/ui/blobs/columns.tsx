import type { ReactNode } from 'react';
import type { columnMeanings } from '../../lessons/glossary';
import type { TableRow } from '../../state/tableRow';
import type { SortKey } from '../../state/viewModel';
import {
  formatCount,
  formatLength,
  formatPosition,
  formatRatio,
  formatShare,
  formatTerm,
  formatVolume,
  type LengthUnit,
} from '../format';
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
  width: 44,
  isNumber: false,
  show: (row) => (
    <>
      <i className={styles.swatch} style={{ background: row.blob.colour }} aria-hidden />
      {row.id}
    </>
  ),
};

const voxels = number('voxels', 52, (row) => formatCount(row.blob.voxels));

function measured(unit: LengthUnit): Column[] {
  return [
    voxels,
    number('volumeMm3', 54, (row) => formatVolume(row.blob.volumeMm3, unit)),
    number('equivalentDiameterMm', 40, (row) => formatLength(row.blob.equivalentDiameterMm, unit)),
    number('share', 46, (row) => formatShare(row.blob.share)),
    number('centre', 104, (row) => formatPosition(row.blob.centreMm, unit)),
  ];
}

const term = number('term', 52, (row) => formatTerm(row.term));

const result: Column = {
  key: 'found',
  sortKey: 'found',
  width: 50,
  isNumber: false,
  show: (row) => <Result row={row} />,
};

const predicted: readonly Column[] = [
  number('recall', 52, (row) => known(row.score?.recall)),
  { ...number('recall', 56, (row) => known(row.score?.meanProbability)), key: 'meanProbability', sortKey: null },
];

/** What was measured; the panel has room for six columns, so the result of a prediction takes the place of the diameter. */
export function blobColumns(hasPrediction: boolean, unit: LengthUnit): Column[] {
  if (!hasPrediction) return [id, ...measured(unit)];
  return [id, ...measured(unit).filter(({ key }) => key !== 'equivalentDiameterMm'), result];
}

/** What matters while training; the columns stay, so that nothing moves when the first prediction comes. */
export const trainColumns: readonly Column[] = [id, voxels, term, ...predicted, { ...result, width: 58 }];

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
