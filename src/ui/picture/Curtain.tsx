import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { shownPanes } from '../../state/shownPanes';
import { useActions, useApp } from '../AppContext';
import styles from './curtain.module.css';
import { curtainsAt, shareAt } from './curtainShape';

/** One press of an arrow moves it so far, as a share of a view. */
const arrowShare = 0.02;

/** The line between two pictures, in each column of views: left of it one lane, right of it the other. Dragged, or moved by arrows; a double click puts it in the middle. */
export function Curtain() {
  const share = useApp((state) => state.compare.curtain);
  const layout = useApp((state) => state.picture.layout);
  const [left, right] = useApp(useShallow(shownPanes));
  const { setCompare } = useActions();
  const ground = useRef<HTMLDivElement>(null);
  const put = (curtain: number) => setCompare({ curtain: Math.min(1, Math.max(0, curtain)) });
  const drag = (column: number, { clientX, currentTarget, pointerId }: PointerEvent) => {
    const box = ground.current?.getBoundingClientRect();
    if (box && currentTarget.hasPointerCapture(pointerId))
      put(shareAt(layout, column, (clientX - box.left) / Math.max(1, box.width)));
  };
  const words = `${Math.round(100 * share)} % lane ${left}, the rest lane ${right}`;
  return (
    <div ref={ground} className={styles.curtains} data-layout={layout}>
      {curtainsAt(layout, share).map((place, column) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place only
          key={column}
          className={styles.curtain}
          style={{ left: `${100 * place}%` }}
          title={`Left: lane ${left}. Right: lane ${right}. Drag, or ← →; double click: the middle.`}
          role="slider"
          // The others hang in the same place of their views: for the keyboard there is one.
          tabIndex={column === 0 ? 0 : -1}
          aria-hidden={column > 0}
          aria-label="Curtain between the lanes"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(100 * share)}
          aria-valuetext={words}
          onKeyDown={(event) => moveByKey(event, share, put)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            drag(column, event);
          }}
          onPointerMove={(event) => drag(column, event)}
          onDoubleClick={() => put(0.5)}
        >
          <span className={styles.knob} aria-hidden>
            <b>{left}</b>
            <b>{right}</b>
          </span>
        </div>
      ))}
    </div>
  );
}

function moveByKey(event: KeyboardEvent, share: number, put: (share: number) => void): void {
  const { key } = event;
  if (key === 'ArrowLeft' || key === 'ArrowDown') put(share - arrowShare);
  else if (key === 'ArrowRight' || key === 'ArrowUp') put(share + arrowShare);
  else if (key === 'PageDown') put(share - 5 * arrowShare);
  else if (key === 'PageUp') put(share + 5 * arrowShare);
  else if (key === 'Home') put(0);
  else if (key === 'End') put(1);
  else return;
  event.preventDefault();
}
