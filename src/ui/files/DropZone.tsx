import { useEffect, useState } from 'react';
import type { AppState } from '../../state/model';
import { useActions, useApp, useWholeApp } from '../AppContext';
import styles from './files.module.css';

/** Takes files dropped anywhere on the page, and shows that it would while they hover: see `takerOf`. */
export function DropZone() {
  const { store } = useWholeApp();
  const { openFiles, openPrediction, addToSurvey } = useActions();
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
      const taker = takerOf(store.getState());
      if (taker === 'survey' && files.length > 0) addToSurvey(files);
      else if (taker === 'bench' && files.length === 1 && !files[0].name.endsWith('.blobrun')) openPrediction(files[0]);
      else if (files.length > 0) openFiles(files);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, [store, openFiles, openPrediction, addToSurvey]);
  const taker = useApp(takerOf);
  if (!isOver) return null;
  return <div className={styles.drop}>{wordsOf[taker]}</div>;
}

type Taker = 'survey' | 'bench' | 'case';

const wordsOf: Readonly<Record<Taker, string>> = {
  survey: 'Drop masks to add to the survey',
  bench: 'Drop one prediction of this case, or a scan and its mask together',
  case: 'Drop a scan, its mask, or both',
};

/** For whom dropped files are: the survey of masks while it is open; on the bench one file is a prediction of the open case. */
function takerOf({ survey, mode, openCase }: AppState): Taker {
  if (survey.isOpen) return 'survey';
  return mode === 'bench' && openCase !== null ? 'bench' : 'case';
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
