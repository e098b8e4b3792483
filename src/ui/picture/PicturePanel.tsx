import { useState } from 'react';
import { useApp } from '../AppContext';
import { ResumeOffer } from '../kept/ResumeOffer';
import { BlobTip } from './BlobTip';
import { EmptyPicture } from './EmptyPicture';
import messages from './messages.module.css';
import { NoticeStack } from './NoticeStack';
import { OpeningState } from './OpeningState';
import { OverlayLegend } from './OverlayLegend';
import { PicturePanes } from './PicturePanes';
import { PictureTools } from './PictureTools';
import styles from './picture.module.css';

/** The scan with its overlay, the tools above it, and everything that lies over it. */
export function PicturePanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const isComparing = useApp(({ mode, others }) => mode === 'compare' && others.length > 0);
  const [isOnFalsePositive, setOnFalsePositive] = useState(false);
  const layout = useApp(({ picture }) => picture.layout);
  const [trouble, setTrouble] = useState<string | null>(null);
  const words = (
    <>
      <OverlayLegend />
      <BlobTip isOnFalsePositive={isOnFalsePositive} />
    </>
  );
  return (
    <section className={styles.picture} aria-label="Picture">
      {isOpen && (
        <div className={styles.bar}>
          <PictureTools isComparing={isComparing} />
          {isComparing && words}
        </div>
      )}
      <div className={styles.stage}>
        <PicturePanes isComparing={isComparing} onFalsePositive={setOnFalsePositive} onTrouble={setTrouble} />
        {isOpen && !isComparing && (
          <div className={styles.corner} data-layout={layout}>
            {words}
          </div>
        )}
      </div>
      {!isOpen && <EmptyPicture />}
      <div className={messages.messages}>
        <ResumeOffer />
        <NoticeStack />
        {trouble && (
          <p className={messages.message} data-tone="error" role="alert">
            {trouble}
          </p>
        )}
        <OpeningState />
      </div>
    </section>
  );
}
