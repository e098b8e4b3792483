import { useEffect, useRef } from 'react';
import type { LaneId } from '../../state/laneId';
import { createViewer } from '../../viewer/createViewer';
import type { View, ViewerPort } from '../../viewer/port';
import { useWholeApp } from '../AppContext';
import { isTaken } from '../useKeys';
import { axisStep } from './axisStep';
import { feedViewer, type Pointing, viewerEvents } from './feedViewer';
import styles from './picture.module.css';
import type { ViewLink } from './viewLink';

interface Props {
  /** Whose predictions are shown. */
  readonly lane: LaneId;
  readonly link: ViewLink;
  /** Keys that move the crosshair act on this one. */
  readonly hasKeys: boolean;
  readonly onFalsePositive: (is: boolean) => void;
  readonly onTrouble: (message: string) => void;
}

/** The element the picture lives in: created once, fed from the store, destroyed with it. */
export function ViewerHost({ lane, link, hasKeys, onFalsePositive, onTrouble }: Props) {
  const app = useWholeApp();
  const host = useRef<HTMLDivElement>(null);
  const port = useRef<ViewerPort | null>(null);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const pointing: Pointing = { hoveredHere: null, clickedHere: null, voxelHere: null };
    const events = viewerEvents(app, lane, pointing, { onFalsePositive, onTrouble });
    const onView = (view: View) => link.tell(viewer, view);
    const viewer = createViewer(element, { ...events, onView }, app.store.getState().theme);
    port.current = viewer;
    const stopFeeding = feedViewer(app, lane, viewer, pointing, onTrouble);
    const leave = link.join(viewer);
    return () => {
      leave();
      stopFeeding();
      port.current = null;
      viewer.destroy();
    };
  }, [app, lane, link, onFalsePositive, onTrouble]);

  useEffect(() => {
    if (!hasKeys) return;
    const onKey = (event: KeyboardEvent) => {
      const { openCase, mode } = app.store.getState();
      if (!openCase || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event))
        return;
      const move = moves[event.key];
      if (!move || (event.key.startsWith('Arrow') && (mode === 'train' || mode === 'compare') && !event.shiftKey))
        return;
      event.preventDefault();
      port.current?.nudge(axisStep(openCase.grid.affine, move[0], move[1]));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [app, hasKeys]);

  const lead = () => port.current && link.lead(port.current);
  return <div ref={host} className={styles.host} onPointerEnter={lead} />;
}

/** World axis and direction of each key as the screen shows them: the views are radiological, the patient's right is on the left. */
const moves: Record<string, readonly [0 | 1 | 2, 1 | -1]> = {
  ArrowLeft: [0, 1],
  ArrowRight: [0, -1],
  ArrowDown: [1, -1],
  ArrowUp: [1, 1],
  PageDown: [2, -1],
  PageUp: [2, 1],
};
