/** A place in the picture, 0..1 from its left and top. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What a hand can do with the picture; moves are in CSS pixels. */
export interface Gestures {
  /** The pointer is here, with no button down; null: it has left. */
  readonly hover: (place: Place | null) => void;
  /** The first button went down, or moved while down since `from`. */
  readonly drag: (place: Place, from: Place, dx: number, dy: number) => void;
  /** The first button went up, or was taken away, after `drag`. */
  readonly drop: () => void;
  /** The first button went down and up in one place; follows `drop`. */
  readonly click: (place: Place) => void;
  /** The second button moved while down; `isOver` when it went up. */
  readonly shade: (dx: number, dy: number, isOver: boolean) => void;
  /** The wheel turned by whole notches, away from the user = positive. */
  readonly scroll: (place: Place, notches: number) => void;
  /** The same with Ctrl held, or a pinch. */
  readonly zoom: (place: Place, notches: number) => void;
  readonly reset: (place: Place) => void;
}

/** A press that moves less than this is a click. */
const clickRadiusPx = 4;
const notchPx = 60;

/** Turns pointer and wheel events of an element into gestures until the signal aborts. Takes no keys. */
export function listenToGestures(element: HTMLElement, gestures: Gestures, signal: AbortSignal): void {
  const options = { signal };
  const press = new Press(element, gestures);
  element.addEventListener('pointerdown', (event) => press.down(event), options);
  element.addEventListener('pointermove', (event) => press.move(event), options);
  element.addEventListener('pointerup', (event) => press.up(event), options);
  element.addEventListener('pointercancel', () => press.cancel(), options);
  element.addEventListener('pointerleave', () => gestures.hover(null), options);
  element.addEventListener('dblclick', (event) => gestures.reset(placeOf(element, event)), options);
  element.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  listenToWheel(element, gestures, signal);
}

/** The button that is down, where it went down and where it was last. */
class Press {
  #down: PointerEvent | null = null;
  #last: PointerEvent | null = null;
  #hasMoved = false;

  constructor(
    readonly element: HTMLElement,
    readonly gestures: Gestures,
  ) {}

  down(event: PointerEvent): void {
    if (this.#down || event.button > 2 || event.button === 1) return;
    this.#down = this.#last = event;
    this.#hasMoved = false;
    this.element.setPointerCapture(event.pointerId);
    if (event.button === 0) this.#drag(event, 0, 0);
  }

  move(event: PointerEvent): void {
    if (!this.#down || !this.#last) {
      this.gestures.hover(placeOf(this.element, event));
      return;
    }
    if (event.pointerId !== this.#down.pointerId) return;
    if (Math.hypot(event.clientX - this.#down.clientX, event.clientY - this.#down.clientY) >= clickRadiusPx)
      this.#hasMoved = true;
    if (!this.#hasMoved) return;
    const [dx, dy] = [event.clientX - this.#last.clientX, event.clientY - this.#last.clientY];
    this.#last = event;
    if (this.#down.button === 0) this.#drag(event, dx, dy);
    else this.gestures.shade(dx, dy, false);
  }

  up(event: PointerEvent): void {
    const down = this.#down;
    if (!down || event.pointerId !== down.pointerId) return;
    this.#down = this.#last = null;
    if (down.button === 2) this.gestures.shade(0, 0, true);
    else this.gestures.drop();
    if (down.button !== 2 && !this.#hasMoved) this.gestures.click(placeOf(this.element, down));
  }

  cancel(): void {
    if (this.#down?.button === 2) this.gestures.shade(0, 0, true);
    else if (this.#down) this.gestures.drop();
    this.#down = this.#last = null;
  }

  #drag(event: PointerEvent, dx: number, dy: number): void {
    const from = placeOf(this.element, this.#down ?? event);
    this.gestures.drag(placeOf(this.element, event), from, dx, dy);
  }
}

/** Adds up the small steps of a touchpad until they make a notch; a mouse wheel makes one at once. */
function listenToWheel(element: HTMLElement, gestures: Gestures, signal: AbortSignal): void {
  let travelled = 0;
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 40;
      if (Math.sign(pixels) !== Math.sign(travelled)) travelled = 0;
      travelled += pixels;
      const notches = Math.trunc(travelled / notchPx);
      if (notches === 0) return;
      travelled -= notches * notchPx;
      const turn = event.ctrlKey || event.metaKey ? gestures.zoom : gestures.scroll;
      turn(placeOf(element, event), -Math.sign(notches));
    },
    { signal, passive: false },
  );
}

function placeOf(element: HTMLElement, event: MouseEvent): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: (event.clientX - left) / Math.max(1, width), y: (event.clientY - top) / Math.max(1, height) };
}
