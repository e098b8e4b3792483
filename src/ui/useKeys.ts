import { useEffect } from 'react';
import type { App } from '../state/app';
import { useWholeApp } from './AppContext';
import { missedBelow } from './bench/controls/missedBelow';
import { nextOverlay } from './picture/overlayChoices';

const opacityStep = 0.1;

/** The keys of the page (lessons/keys.ts names them), except those that move the crosshair. */
export function useKeys(): void {
  const app = useWholeApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (takeBack(app, event)) return event.preventDefault();
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      if (act(app, event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('click', releaseFocus);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('click', releaseFocus);
    };
  }, [app]);
}

const pressable = 'button, input[type="radio"], input[type="checkbox"], [role="slider"]';

/** What was pressed with the pointer gives the focus back, so that Space and the arrows keep their meaning for the page. */
function releaseFocus({ detail }: MouseEvent): void {
  const { activeElement } = document;
  const isPointer = detail > 0;
  if (!isPointer || !(activeElement instanceof HTMLElement) || !activeElement.matches(pressable)) return;
  if (
    activeElement.matches(':focus-visible, [aria-haspopup]') ||
    activeElement.closest('[role="dialog"], [role="menu"]')
  )
    return;
  activeElement.blur();
}

/** Whether the focused element has its own use for this key: text fields for all, buttons and sliders for theirs. */
export function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="dialog"]') && key !== '?') return true;
  if (target.matches('input[type="radio"], input[type="checkbox"]')) return key === ' ' || key.startsWith('Arrow');
  if (target.matches('input, textarea, select, [contenteditable="true"]')) return true;
  if (target.closest('[role="slider"], [role="separator"], [role="grid"], [role="menu"]'))
    return key.startsWith('Arrow') || key.startsWith('Page');
  return key === ' ' && target.matches('button, a, [role="button"], summary');
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) on the bench, except in text fields, which have their own; false = something else. */
function takeBack({ store, actions }: App, event: KeyboardEvent): boolean {
  const { mode, bench } = store.getState();
  const isHere = mode === 'bench' && bench.phase === 'open' && !event.defaultPrevented;
  if (!isHere || event.altKey || !(event.ctrlKey || event.metaKey) || isTaken(event)) return false;
  const key = event.key.toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) actions.redoBench();
  else if (key === 'z') actions.undoBench();
  else return false;
  return true;
}

/** Does what the key stands for on the bench; false = nothing. */
function actOnBench({ store, actions }: App, key: string, shiftKey: boolean): boolean {
  const { mode, bench, brush, selectedBlob } = store.getState();
  if (mode !== 'bench' || bench.phase !== 'open') return false;
  if (key === 'p' || key === 'P') actions.setBrush({ mode: brush.mode === 'paint' ? 'off' : 'paint' });
  else if (key === 'e' || key === 'E') actions.setBrush({ mode: brush.mode === 'erase' ? 'off' : 'erase' });
  else if (key === 'Escape' && brush.mode !== 'off') actions.setBrush({ mode: 'off' });
  else if (key === 'f' || key === 'F') actions.stepFalse(shiftKey ? -1 : 1);
  else if (selectedBlob === null) return false;
  else if (key === 'm' || key === 'M') {
    const isMissed = bench.answer.rows[selectedBlob - 1]?.meanProbability < missedBelow;
    actions.editBench({ kind: isMissed ? 'unmiss' : 'miss', blob: selectedBlob });
  } else if (key === '+' || key === '-')
    actions.editBench({ kind: key === '+' ? 'grow' : 'shrink', blob: selectedBlob, by: 1 });
  else return false;
  return true;
}

/** Does what the key stands for; false = nothing. */
function act(app: App, { key, shiftKey }: KeyboardEvent): boolean {
  const { store, actions } = app;
  if (actOnBench(app, key, shiftKey)) return true;
  const { mode, picture, openCase, slowMotion } = store.getState();
  // It stands over the page and has keys of its own.
  if (slowMotion.phase !== 'closed') return false;
  const canTrain = (mode === 'train' || mode === 'compare') && openCase !== null;
  if (key === ' ' && canTrain) actions.togglePlay();
  else if (key === 'ArrowRight' && canTrain && !shiftKey) actions.singleStep();
  else if ((key === 'm' || key === 'M') && canTrain) actions.openSlowMotion();
  else if (key === 'b' || key === 'B') actions.stepBlob(shiftKey ? -1 : 1);
  else if (key === '1') actions.showMode('blobs');
  else if (key === '2') actions.showMode('bench');
  else if (key === '3') actions.showMode('train');
  else if (key === '4') actions.showMode('compare');
  else if (key === 'o' || key === 'O') actions.setPicture({ overlay: nextOverlay(store.getState()) });
  else if (key === 'c' || key === 'C') actions.openRoom();
  else if (key === '[') actions.setPicture({ opacity: Math.max(0, picture.opacity - opacityStep) });
  else if (key === ']') actions.setPicture({ opacity: Math.min(1, picture.opacity + opacityStep) });
  else if (key === 'Escape') actions.selectBlob(null);
  else if (key === '?') actions.toggleHelp();
  else return false;
  return true;
}
