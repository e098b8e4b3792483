import type { AppState } from '../../state/model';
import { useApp } from '../AppContext';
import { formatMany, formatRatio, formatVolume, lengthUnitOf } from '../format';
import styles from './picture.module.css';

/** Names the blob under the pointer (anywhere on the page), else the selected one. */
export function BlobTip({ isOnFalsePositive }: { readonly isOnFalsePositive: boolean }) {
  const blob = useApp(pointedBlob);
  const unit = useApp(({ openCase }) => openCase && lengthUnitOf(openCase.grid.spacingMm));
  const score = useApp(({ prediction }) => (blob ? prediction?.scores.perBlob[blob.id - 1] : undefined));
  if (!blob && isOnFalsePositive)
    return <output className={styles.tip}>False positive: predicted, in no blob of the mask</output>;
  if (!blob || !unit) return null;
  return (
    <output className={styles.tip}>
      <i className={styles.swatch} style={{ background: blob.colour }} aria-hidden />
      {`Blob ${blob.id} · ${formatMany(blob.voxels, 'voxel')} · ${formatVolume(blob.volumeMm3, unit)} ${unit.name}³`}
      {score && ` · mean p ${formatRatio(score.meanProbability)} · `}
      {score && <Result isFound={score.isFound} />}
    </output>
  );
}

function Result({ isFound }: { readonly isFound: boolean }) {
  return <span className={isFound ? styles.found : styles.missed}>{isFound ? 'found' : 'missed'}</span>;
}

function pointedBlob({ hoveredBlob, selectedBlob, openCase }: AppState) {
  const id = hoveredBlob ?? selectedBlob;
  return id === null ? undefined : openCase?.blobs[id - 1];
}
