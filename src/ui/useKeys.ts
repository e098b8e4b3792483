import { useEffect } from 'react';
import type { App } from '../state/app';
import type { Overlay } from '../state/model';
import { useWholeApp } from './AppContext';

const overlays: readonly Overlay[] = ['blobs', 'probability', 'outcome', 'none'];
const opacityStep = 0.1;

/** The keys of the page (lessons/keys.ts names them), except those that move the crosshair. */
export function useKeys(): void {
  const app = useWholeApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
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

/** Does what the key stands for; false = nothing. */
function act({ store, actions }: App, { key, shiftKey }: KeyboardEvent): boolean {
  const { mode, picture, openCase } = store.getState();
  const canTrain = (mode === 'train' || mode === 'compare') && openCase !== null;
  if (key === ' ' && canTrain) actions.togglePlay();
  else if (key === 'ArrowRight' && canTrain && !shiftKey) actions.singleStep();
  else if (key === 'b' || key === 'B') actions.stepBlob(shiftKey ? -1 : 1);
  else if (key === '1') actions.showMode('blobs');
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

/** The overlay after the shown one; those of a prediction only once there is one. */
function nextOverlay({ picture, prediction }: ReturnType<App['store']['getState']>): Overlay {
  const possible = overlays.filter((overlay) => prediction || overlay === 'blobs' || overlay === 'none');
  return possible[(possible.indexOf(picture.overlay) + 1) % possible.length];
}
