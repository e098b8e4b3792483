import { useEffect, useState } from 'react';
import type { AppState } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import styles from './files.module.css';

/** Takes files dropped anywhere on the page, and shows that it would while they hover; on the bench one file is a prediction. */
export function DropZone() {
  const { openFiles, openPrediction } = useActions();
  const isOnBench = useApp(takesPrediction);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (isOnBench && files.length === 1 && !files[0].name.endsWith('.blobrun')) openPrediction(files[0]);
      else if (files.length > 0) openFiles(files);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, [openFiles, openPrediction, isOnBench]);
  if (!isOver) return null;
  return (
    <div className={styles.drop}>
      {isOnBench
        ? 'Drop one prediction of this case, or a scan and its mask together'
        : 'Drop a scan, its mask, or both'}
    </div>
  );
}

/** On the bench of an open case one file is a prediction of it. */
function takesPrediction({ mode, openCase }: AppState): boolean {
  return mode === 'bench' && openCase !== null;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
