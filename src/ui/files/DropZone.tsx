import { useEffect, useState } from 'react';
import { useActions, useApp } from '../AppContext';
import styles from './files.module.css';

/** Takes files dropped anywhere on the page, for the survey of masks while that is open, and shows that it would while they hover. */
export function DropZone() {
  const { openFiles, addToSurvey } = useActions();
  const isSurvey = useApp((state) => state.survey.isOpen);
  const take = isSurvey ? addToSurvey : openFiles;
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
      if (files.length > 0) take(files);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, [take]);
  if (!isOver) return null;
  return (
    <div className={styles.drop}>{isSurvey ? 'Drop masks to add to the survey' : 'Drop a scan, its mask, or both'}</div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
