import { useApp } from '../AppContext';
import { BlobList } from './BlobList';
import styles from './blobs.module.css';
import { blobColumns } from './columns';
import { ImbalanceCard } from './ImbalanceCard';
import { SizeCard } from './SizeCard';

/** The panel of the mode Blobs: how unequal the blobs are, their sizes, and each of them. */
export function BlobsPanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const hasPrediction = useApp((state) => state.prediction !== null);
  const hasRun = useApp((state) => state.run.step > 0);
  if (!isOpen) return <p className={styles.nothing}>Blobs are counted and measured here once a mask is open.</p>;
  return (
    <>
      <ImbalanceCard />
      <SizeCard />
      <BlobList title="Blobs" columns={blobColumns(hasPrediction, hasRun)} />
    </>
  );
}
