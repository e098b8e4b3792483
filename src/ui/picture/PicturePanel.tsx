import { useState } from 'react';
import type { LaneId } from '../../state/model';
import { useApp } from '../AppContext';
import { LaneCaption } from '../compare/LaneCaption';
import { ResumeOffer } from '../kept/ResumeOffer';
import { BlobTip } from './BlobTip';
import { EmptyPicture } from './EmptyPicture';
import { NoticeStack } from './NoticeStack';
import { OpeningState } from './OpeningState';
import { OverlayLegend } from './OverlayLegend';
import { PictureTools } from './PictureTools';
import styles from './picture.module.css';
import { ViewerHost } from './ViewerHost';
import { createViewLink } from './viewLink';

/** The scan with its overlay, for the lanes that are compared twice side by side, and everything that lies over it. */
export function PicturePanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const isComparing = useApp(({ mode, others }) => mode === 'compare' && others.length > 0);
  const [left, right] = useApp((state) => state.compare.panes);
  const [link] = useState(createViewLink);
  const [isOnFalsePositive, setOnFalsePositive] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const pane = (lane: LaneId, hasKeys: boolean) => (
    <div className={styles.pane}>
      <div className={styles.view}>
        <ViewerHost {...{ lane, link, hasKeys }} onFalsePositive={setOnFalsePositive} onTrouble={setTrouble} />
      </div>
      {isComparing && <LaneCaption lane={lane} />}
    </div>
  );
  return (
    <section className={styles.picture} aria-label="Picture">
      <div className={styles.panes}>
        {pane(isComparing ? left : 'A', true)}
        {isComparing && pane(right, false)}
      </div>
      {isOpen && (
        <div className={styles.over}>
          <PictureTools />
          <OverlayLegend />
          <BlobTip isOnFalsePositive={isOnFalsePositive} />
        </div>
      )}
      {!isOpen && <EmptyPicture />}
      <div className={styles.messages}>
        <ResumeOffer />
        <NoticeStack />
        {trouble && (
          <p className={styles.message} data-tone="error" role="alert">
            {trouble}
          </p>
        )}
        <OpeningState />
      </div>
    </section>
  );
}
