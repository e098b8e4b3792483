import { useApp } from '../AppContext';
import { lengthUnitOf } from '../format';
import { BlobList } from './BlobList';
import styles from './blobs.module.css';
import { blobColumns } from './columns';
import { ImbalanceCard } from './ImbalanceCard';
import { SizeCard } from './SizeCard';

/** The panel of the mode Blobs: how unequal the blobs are, their sizes, and each of them. */
export function BlobsPanel() {
  const hasPrediction = useApp((state) => state.prediction !== null);
  const spacingMm = useApp((state) => state.openCase?.grid.spacingMm);
  if (!spacingMm) return <p className={styles.nothing}>Blobs are counted and measured here once a mask is open.</p>;
  return (
    <>
      <ImbalanceCard />
      <SizeCard />
      <BlobList title="Blobs" columns={blobColumns(hasPrediction, lengthUnitOf(spacingMm))} />
    </>
  );
}
