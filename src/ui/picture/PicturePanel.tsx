import { useState } from 'react';
import { useApp } from '../AppContext';
import { BlobTip } from './BlobTip';
import { EmptyPicture } from './EmptyPicture';
import { NoticeStack } from './NoticeStack';
import { OpeningState } from './OpeningState';
import { OverlayLegend } from './OverlayLegend';
import { PictureTools } from './PictureTools';
import styles from './picture.module.css';
import { ViewerHost } from './ViewerHost';

/** The scan with its overlay, and everything that lies over it. */
export function PicturePanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const [isOnFalsePositive, setOnFalsePositive] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <section className={styles.picture} aria-label="Picture">
      <ViewerHost onFalsePositive={setOnFalsePositive} onTrouble={setTrouble} />
      {isOpen && (
        <div className={styles.over}>
          <PictureTools />
          <OverlayLegend />
          <BlobTip isOnFalsePositive={isOnFalsePositive} />
        </div>
      )}
      {!isOpen && <EmptyPicture />}
      <div className={styles.messages}>
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
