import { useApp } from '../AppContext';
import { BlobList } from '../blobs/BlobList';
import blobStyles from '../blobs/blobs.module.css';
import { trainColumns } from '../blobs/columns';
import { CaseSection } from '../cases/CaseSection';
import { LossSection } from './LossSection';
import { NetworkSection } from './NetworkSection';
import { OptimiserSection } from './OptimiserSection';
import { PredictionSection } from './PredictionSection';
import { RunSection } from './RunSection';
import styles from './train.module.css';

/** The panel of the mode Train: the loss, the run, what it predicts, and each blob. */
export function TrainPanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  if (!isOpen)
    return <p className={blobStyles.nothing}>Open a scan and its mask, or a built-in case, to train on it.</p>;
  return (
    <>
      <div className={styles.settings}>
        <LossSection />
        <RunSection />
        <PredictionSection />
        <CaseSection />
        <NetworkSection />
        <OptimiserSection />
      </div>
      <BlobList title="Blobs" columns={trainColumns} />
    </>
  );
}
