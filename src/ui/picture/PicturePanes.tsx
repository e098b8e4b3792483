import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { shownPanes } from '../../state/shownPanes';
import { useApp } from '../AppContext';
import { LaneCaption } from '../compare/LaneCaption';
import { Curtain } from './Curtain';
import { curtainClip } from './curtainShape';
import styles from './picture.module.css';
import { ViewerHost } from './ViewerHost';
import { createViewLink } from './viewLink';

interface Props {
  readonly isComparing: boolean;
  readonly onFalsePositive: (is: boolean) => void;
  readonly onTrouble: (message: string) => void;
}

/** The scan with its overlay; for two lanes twice: beside one another, or over one another with a curtain between them. */
export function PicturePanes({ isComparing, onFalsePositive, onTrouble }: Props) {
  const [left, right] = useApp(useShallow(shownPanes));
  const hasCurtain = useApp((state) => isComparing && state.compare.arrangement === 'curtain');
  const clip = useApp(({ picture, compare }) =>
    hasCurtain ? curtainClip(picture.layout, compare.curtain) : undefined,
  );
  const [link] = useState(createViewLink);
  const shared = { link, onFalsePositive, onTrouble };
  return (
    <div className={styles.panes}>
      <div className={styles.views} data-arrangement={hasCurtain ? 'curtain' : 'sides'}>
        <div className={styles.view} style={clip ? { clipPath: clip, zIndex: 1 } : undefined}>
          <ViewerHost lane={isComparing ? left : 'A'} hasKeys {...shared} />
        </div>
        {isComparing && (
          <div className={styles.view}>
            <ViewerHost lane={right} hasKeys={false} {...shared} />
          </div>
        )}
        {hasCurtain && <Curtain />}
      </div>
      {isComparing && (
        <div className={styles.captions}>
          <LaneCaption lane={left} side={0} />
          <LaneCaption lane={right} side={1} />
        </div>
      )}
    </div>
  );
}
