import type { Triple } from '../core/volume';
import { type BrushOutline, buildBrushElement } from './brush';
import { BusySign } from './busySign';
import { captionOf, sidesOf, type Tile } from './layout';
import type { WordColours } from './theme';

/** What stands in words on the picture. */
export interface Caption {
  readonly text: string;
  /** Where, 0..1 from left and top of the picture. */
  readonly x: number;
  readonly y: number;
  /** Which point of the text stands there: `start`, `middle`, `end` across and down. */
  readonly across: Anchor;
  readonly down: Anchor;
}

type Anchor = 'start' | 'middle' | 'end';

/** The words of a layout: the name of each view with its slice, the sides of the body, and the convention once. */
export function captionsOf(
  tiles: readonly Tile[],
  voxel: Triple | null,
  axisOf: (displayAxis: number) => number,
): Caption[] {
  const isConventionStated = tiles.findIndex(({ view }) => view === 'axial' || view === 'coronal');
  return tiles.flatMap(({ view, position: [left, top, width, height] }, i) => {
    const [right, bottom, midX, midY] = [left + width, top + height, left + width / 2, top + height / 2];
    const captions: Caption[] = [
      { text: captionOf(view, voxel, axisOf), x: left, y: bottom, across: 'start', down: 'end' },
    ];
    if (view === 'render') return captions;
    const [leftSide, rightSide, topSide, bottomSide] = sidesOf(view);
    captions.push(
      { text: leftSide, x: left, y: midY, across: 'start', down: 'middle' },
      { text: rightSide, x: right, y: midY, across: 'end', down: 'middle' },
      { text: topSide, x: midX, y: top, across: 'middle', down: 'start' },
      { text: bottomSide, x: midX, y: bottom, across: 'middle', down: 'end' },
    );
    if (i === isConventionStated)
      captions.push({ text: 'radiological: right is left', x: right, y: bottom, across: 'end', down: 'end' });
    return captions;
  });
}

/** The elements of the picture in its host: a place for the canvas, lines between the views, words above them. */
export interface Stage {
  readonly root: HTMLElement;
  /** On the root. */
  readonly busy: BusySign;
  /** Puts a fresh canvas in place of the one before. */
  newCanvas(): HTMLCanvasElement;
  removeCanvas(): void;
  setCaptions(captions: readonly Caption[], tiles: readonly Tile[], colours: WordColours): void;
  /** Shows where the brush is; null = nowhere. */
  showBrush(outline: BrushOutline | null): void;
  remove(): void;
}

const insetPx = 8;
/** A host whose top is covered by tools says with this CSS variable how far below it words may stand. */
const topInsetVariable = '--picture-top-inset';
/** A layer of its own for each word and line: one that held them all would be blended over the whole picture in every frame of the page. */
const ownLayer = 'will-change:transform';
const captionStyle = `position:absolute;padding:0 3px;border-radius:3px;white-space:nowrap;font-variant-numeric:tabular-nums;${ownLayer}`;

/** Builds the stage inside a host, which needs a size but no style of its own. */
export function buildStage(host: HTMLElement): Stage {
  const root = host.appendChild(
    box('position:absolute;inset:0;overflow:hidden;touch-action:none;user-select:none;cursor:crosshair'),
  );
  if (getComputedStyle(host).position === 'static') host.style.position = 'relative';
  const holder = root.appendChild(box('position:absolute;inset:0'));
  const words = root.appendChild(box('position:absolute;inset:0;pointer-events:none;font-size:12px;line-height:16px'));
  const brush = buildBrushElement(root);
  let said = '';
  return {
    root,
    busy: new BusySign(root),
    newCanvas() {
      const canvas = document.createElement('canvas');
      canvas.style.cssText = 'display:block;width:100%;height:100%';
      holder.replaceChildren(canvas);
      return canvas;
    },
    removeCanvas: () => holder.replaceChildren(),
    setCaptions(captions, tiles, colours) {
      // Most frames say the same; what is made anew has to be laid out and painted anew.
      const next = JSON.stringify([captions, tiles, colours]);
      if (next === said) return;
      said = next;
      words.replaceChildren(
        ...dividers(tiles, colours),
        ...captions.map((caption) => captionElement(caption, colours)),
      );
    },
    showBrush: (outline) => brush.show(outline),
    remove: () => root.remove(),
  };
}

function captionElement({ text, x, y, across, down }: Caption, colours: WordColours): HTMLElement {
  const element = box(`${captionStyle};left:${100 * x}%;top:${100 * y}%`);
  element.style.color = captionColour(text, colours);
  element.style.backgroundColor = colours.chip;
  element.style.transform = `translate(${shift(across)}, ${y === 0 ? `var(${topInsetVariable}, ${insetPx}px)` : shift(down)})`;
  if (across === 'end' && text.length > 1) wrapConvention(element, text);
  else element.textContent = text;
  return element;
}

/** The convention keeps to its half of the narrowest view, in two lines where it must, each with a ground of its own. */
function wrapConvention(element: HTMLElement, text: string): void {
  const words = document.createElement('span');
  words.style.cssText = `padding:0 3px;border-radius:3px;background:${element.style.backgroundColor};box-decoration-break:clone;-webkit-box-decoration-break:clone`;
  words.textContent = text;
  Object.assign(element.style, {
    maxWidth: 'calc(25% - 22px)',
    padding: '0',
    background: 'none',
    whiteSpace: 'normal',
  });
  Object.assign(element.style, { textAlign: 'right', textWrap: 'balance' });
  element.append(words);
}

/** The letters of the sides stand back behind the names. */
export function captionColour(text: string, { text: strong, muted }: WordColours): string {
  return text.length === 1 ? muted : strong;
}

/** Moves the text so that its anchor, less an inset, stands at its place. */
function shift(anchor: Anchor): string {
  if (anchor === 'middle') return '-50%';
  return anchor === 'start' ? `${insetPx}px` : `calc(-100% - ${insetPx}px)`;
}

function dividers(tiles: readonly Tile[], colours: WordColours): HTMLElement[] {
  const line = `position:absolute;background:${colours.line};${ownLayer}`;
  return tiles.flatMap(({ position: [left, top, width, height] }) => [
    ...(left > 0 ? [box(`${line};left:${100 * left}%;top:${100 * top}%;width:1px;height:${100 * height}%`)] : []),
    ...(top > 0 ? [box(`${line};left:${100 * left}%;top:${100 * top}%;width:${100 * width}%;height:1px`)] : []),
  ]);
}

function box(css: string): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = css;
  return element;
}
