import { useEffect, useRef } from 'react';

/** Left and right go through the stages, Page Up and Page Down through the slices, whatever has the focus but sliders and fields, which have their own use for them. */
export function useStageKeys(move: (by: 1 | -1) => void, slide: (by: 1 | -1) => void): void {
  const acts = useRef({ move, slide });
  acts.current = { move, slide };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (target instanceof HTMLElement && target.closest('[role="slider"], input')) return;
      if (key === 'ArrowRight') acts.current.move(1);
      else if (key === 'ArrowLeft') acts.current.move(-1);
      else if (key === 'PageUp') acts.current.slide(1);
      else if (key === 'PageDown') acts.current.slide(-1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the page's own keys, to which an arrow is a training step.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
