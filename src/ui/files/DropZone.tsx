import { useEffect, useState } from 'react';
import type { AppState } from '../../state/model';
import { useActions, useApp, useWholeApp } from '../AppContext';
import styles from './files.module.css';

/** Takes files dropped anywhere on the page, and shows that it would while they hover: see `takerOf`. */
export function DropZone() {
  const { store } = useWholeApp();
  const { openFiles, openPrediction, addToSurvey, addCaseFiles } = useActions();
  const [isOver, setOver] = useState(false);
  const [isListNear, setListNear] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setListNear(isOnList(event));
    };
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
      if (files.length === 0) return;
      if (hasList(store.getState()) && isOnList(event) && !files.some(isRecording)) return addCaseFiles(files);
      const taker = takerOf(store.getState());
      if (taker === 'survey') addToSurvey(files);
      else if (taker === 'bench' && files.length === 1 && !isRecording(files[0])) openPrediction(files[0]);
      else openFiles(files);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, [store, openFiles, openPrediction, addToSurvey, addCaseFiles]);
  const taker = useApp(takerOf);
  const isChoice = useApp(hasList);
  if (!isOver) return null;
  if (!isChoice) return <div className={styles.drop}>{wordsOf[taker]}</div>;
  return (
    <div className={styles.dropChoice}>
      <div data-near={!isListNear}>
        <span>{wordsOf[taker]}</span>
        <small>A new case takes the place of the open ones</small>
      </div>
      <div data-near={isListNear}>
        <span>Add to the list of cases</span>
        <small>Scans with their masks, to train or validate on</small>
      </div>
    </div>
  );
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

/** While training, files may also be a further case: the right half of the page takes them for the list. */
function hasList({ survey, mode, openCase }: AppState): boolean {
  return !survey.isOpen && openCase !== null && (mode === 'train' || mode === 'compare');
}

function isOnList({ clientX }: DragEvent): boolean {
  return clientX > window.innerWidth / 2;
}

function isRecording({ name }: File): boolean {
  return name.endsWith('.blobrun');
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
