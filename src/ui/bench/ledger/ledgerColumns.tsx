import type { ReactNode } from 'react';
import { explainMatch } from '../../../core/metrics/matching/explain';
import type { LedgerRow } from '../../../state/ledgerRows';
import type { LedgerSortKey } from '../../../state/model';
import {
  formatCount,
  formatProbability,
  formatRatio,
  formatShare,
  formatSum,
  formatTerm,
  formatVolume,
  type LengthUnit,
} from '../../format';
import styles from './ledger.module.css';
import { PredictedTick } from './PredictedTick';

/** A column of the ledger: its least width in px, and what it shows of a blob. */
export interface LedgerColumn {
  readonly key: LedgerSortKey;
  readonly width: number;
  readonly isNumber: boolean;
  readonly show: (row: LedgerRow) => ReactNode;
}

/** The ledger, what matters most first. */
export function ledgerColumns(unit: LengthUnit): readonly LedgerColumn[] {
  return [
    { key: 'id', width: 60, isNumber: false, show: (row) => <Name row={row} /> },
    number('voxels', 46, (row) => formatCount(row.voxels)),
    { key: 'match', width: 60, isNumber: false, show: (row) => <Result row={row} /> },
    number('ignored', 62, (row) => signedShare(row.ignored)),
    number('shareOfGlobal', 65, (row) => <Share share={row.shareOfGlobal} term="global" />),
    number('shareOfInstance', 62, (row) => <Share share={row.shareOfInstance} term="instance" />),
    number('shareOfMixed', 62, (row) => <Share share={row.shareOfMixed} term="mixed" />),
    number('ownTerm', 59, (row) => formatTerm(row.ownTerm)),
    number('meanProbability', 54, (row) => formatProbability(row.meanProbability)),
    number('falsePositiveMass', 52, (row) => formatSum(row.falsePositiveMass)),
    number('recall', 52, (row) => formatRatio(row.recall)),
    number('shareOfNumerator', 62, (row) => knownShare(row.shareOfNumerator)),
    number('shareOfDenominator', 62, (row) => knownShare(row.shareOfDenominator)),
    number('volumeMm3', 58, (row) => formatVolume(row.volumeMm3, unit)),
    { key: 'why', width: 144, isNumber: false, show: (row) => <Why row={row} /> },
  ];
}

/** The keys of all columns, in their order. */
export const columnOrder: readonly LedgerSortKey[] = ledgerColumns({ name: 'mm', perMm: 1 }).map(({ key }) => key);

function number(key: LedgerSortKey, width: number, show: (row: LedgerRow) => ReactNode): LedgerColumn {
  return { key, width, isNumber: true, show };
}

function Name({ row }: { readonly row: LedgerRow }) {
  return (
    <span className={styles.name}>
      <PredictedTick row={row} />
      <i className={styles.swatch} style={{ background: row.blob.colour }} aria-hidden />
      {row.id}
    </span>
  );
}

/** A share with a bar of its length under it, in the colour of its term. */
function Share({ share, term }: { readonly share: number | null; readonly term: 'global' | 'instance' | 'mixed' }) {
  return (
    <span className={styles.share} data-term={term}>
      {knownShare(share)}
      <i style={{ width: `${100 * (share ?? 0)}%` }} aria-hidden />
    </span>
  );
}

function knownShare(share: number | null): string {
  return share === null ? '–' : formatShare(share);
}

function signedShare(share: number | null): string {
  if (share === null) return '–';
  const words = formatShare(Math.abs(share));
  if (share === 0 || words.startsWith('<')) return '0 %';
  return `${share < 0 ? '−' : '+'}${words}`;
}

function Result({ row }: { readonly row: LedgerRow }) {
  return (
    <b className={styles.verdict} data-match={row.match} title={reasonOf(row)}>
      {row.match === 'leftOut' ? 'left out' : row.match}
    </b>
  );
}

/** "missed: no predicted voxel in it": the result in its colour. */
function Why({ row }: { readonly row: LedgerRow }) {
  const words = reasonOf(row);
  const end = words.indexOf(':');
  return (
    <span title={words}>
      <b className={styles.verdict} data-match={row.match}>
        {words.slice(0, end)}
      </b>
      {words.slice(end)}
    </span>
  );
}

function reasonOf({ reason }: LedgerRow): string {
  return reason ? explainMatch(reason) : 'left out: below the minimum size';
}
