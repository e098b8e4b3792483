import type { LedgerRow } from '../../../state/ledgerRows';
import { useActions } from '../../AppContext';
import styles from './ledger.module.css';

/** Ticked while any voxel of the blob is predicted; taking the tick away misses the blob, setting it predicts the whole of it. */
export function PredictedTick({ row: { id, recall } }: { readonly row: LedgerRow }) {
  const { editBench } = useActions();
  const isPredicted = recall > 0;
  return (
    <input
      type="checkbox"
      className={styles.tick}
      tabIndex={-1}
      aria-label={`Blob ${id} is predicted`}
      title={
        isPredicted
          ? 'Untick to miss this blob (Space on the selected row)'
          : 'Tick to predict this blob (Space on the selected row)'
      }
      checked={isPredicted}
      onClick={(event) => event.stopPropagation()}
      onChange={() => editBench({ kind: isPredicted ? 'miss' : 'unmiss', blob: id })}
    />
  );
}
