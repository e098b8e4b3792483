import { useState } from 'react';
import { useApp } from '../AppContext';
import { ResumeOffer } from '../kept/ResumeOffer';
import { BlobTip } from './BlobTip';
import { EmptyPicture } from './EmptyPicture';
import { NoticeStack } from './NoticeStack';
import { OpeningState } from './OpeningState';
import { OverlayLegend } from './OverlayLegend';
import { PicturePanes } from './PicturePanes';
import { PictureTools } from './PictureTools';
import styles from './picture.module.css';

/** The scan with its overlay and everything that lies over it; where lanes are compared the tools stand above their pictures. */
export function PicturePanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const isComparing = useApp(({ mode, others }) => mode === 'compare' && others.length > 0);
  const [isOnFalsePositive, setOnFalsePositive] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <section className={styles.picture} aria-label="Picture" data-comparing={isComparing}>
      {isOpen && (
        <div className={styles.over}>
          <PictureTools isComparing={isComparing} />
          <OverlayLegend />
          <BlobTip isOnFalsePositive={isOnFalsePositive} />
        </div>
      )}
      <PicturePanes isComparing={isComparing} onFalsePositive={setOnFalsePositive} onTrouble={setTrouble} />
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
