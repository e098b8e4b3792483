import { useApp } from '../AppContext';
import blobStyles from '../blobs/blobs.module.css';
import { CaseSection } from '../cases/CaseSection';
import { PredictionSection } from '../train/PredictionSection';
import { RunSection } from '../train/RunSection';
import styles from './compare.module.css';
import { LaneList } from './LaneList';
import { LaneScores } from './LaneScores';
import { RecordingSection } from './RecordingSection';
import { RepeatSection } from './RepeatSection';
import { StudySection } from './StudySection';

/** The panel of the mode Compare: the lanes and what they differ in, their common run, how they score beside one another. */
export function ComparePanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  if (!isOpen)
    return <p className={blobStyles.nothing}>Open a scan and its mask, or a built-in case, to compare losses on it.</p>;
  return (
    <div className={styles.panel}>
      <LaneList />
      <RunSection />
      <CaseSection />
      <LaneScores />
      <PredictionSection hasScores={false} />
      <RepeatSection />
      <StudySection />
      <RecordingSection />
    </div>
  );
}
