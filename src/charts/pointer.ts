/** What a chart does with a place in its box, in CSS pixels. */
export interface PointerUse {
  move(x: number, y: number): void;
  leave(): void;
  click(): void;
  /** How far one arrow key goes, in CSS pixels. */
  pace(): { readonly x: number; readonly y: number };
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lets mouse, touch and, once the box has the focus, the arrow keys (Enter = click, Escape = leave) point at a chart. Returns its undoing. */
export function followPointer(area: HTMLElement, use: PointerUse): () => void {
  const place = { x: area.clientWidth / 2, y: area.clientHeight / 2 };
  const moveTo = (x: number, y: number) => {
    place.x = Math.min(Math.max(x, 0), area.clientWidth - 1);
    place.y = Math.min(Math.max(y, 0), area.clientHeight - 1);
    use.move(place.x, place.y);
  };
  const onKey = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (arrow) moveTo(place.x + arrow[0] * use.pace().x, place.y + arrow[1] * use.pace().y);
    else if (event.key === 'Enter') use.click();
    else if (event.key === 'Escape') use.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const aborter = new AbortController();
  const on = { signal: aborter.signal };
  area.tabIndex = 0;
  area.addEventListener('pointermove', (event) => moveTo(event.offsetX, event.offsetY), on);
  area.addEventListener('pointerleave', use.leave, on);
  area.addEventListener('blur', use.leave, on);
  area.addEventListener('click', use.click, on);
  area.addEventListener('keydown', onKey, on);
  return () => aborter.abort();
}
