import { type ChartTheme, colourRamp, rgbOf } from '../theme';
import { cellTerm, type StripCells } from './stripCells';

/** Pixels of the strip as ABGR words (canvas order on little-endian machines), index = x + width * y. */
export interface StripPixels {
  readonly width: number;
  readonly height: number;
  readonly words: Uint32Array;
}

/** Colours of the strip as ABGR words: `ground` for gaps, `levels` from a term of 0 to the top of the scale. */
export interface StripPalette {
  readonly ground: number;
  readonly levels: Uint32Array;
}

export function stripPalette(theme: ChartTheme): StripPalette {
  const word = ([r, g, b]: readonly [number, number, number]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  return {
    ground: word(rgbOf(theme.ground)),
    levels: Uint32Array.from(colourRamp(theme.heatZero, theme.blob, 256), word),
  };
}

/** Where a row begins and ends, in whole pixels; a thin gap parts rows that are tall enough for it. */
export function rowEdges(
  rows: number,
  row: number,
  height: number,
  gap: number,
): readonly [top: number, bottom: number] {
  const top = Math.round((row * height) / rows);
  const next = Math.round(((row + 1) * height) / rows);
  return [top, next - top >= 4 * gap ? next - gap : next];
}

/** Paints the cells of columns `first..last` into `pixels`; `top` = the term that has the full colour. */
export function paintStrip(
  pixels: StripPixels,
  cells: StripCells,
  [first, last]: readonly [number, number],
  look: { readonly palette: StripPalette; readonly top: number; readonly gap: number },
): void {
  const edge = (column: number) => Math.round((column * pixels.width) / cells.columns);
  for (let row = 0; row < cells.rows; row++) {
    const [y0, y1] = rowEdges(cells.rows, row, pixels.height, look.gap);
    for (let column = first; column <= last; column++) {
      const word = wordOf(cellTerm(cells, row, column), look);
      for (let y = y0; y < y1; y++) {
        const line = y * pixels.width;
        pixels.words.fill(word, line + edge(column), line + edge(column + 1));
      }
    }
  }
}

/** Which of `levels` steps of the scale 0..top a term has. */
export function heatLevel(term: number, top: number, levels: number): number {
  return Math.min(levels - 1, Math.max(0, Math.round((term / top) * (levels - 1))));
}

function wordOf(
  term: number | null,
  { palette, top }: { readonly palette: StripPalette; readonly top: number },
): number {
  return term === null ? palette.ground : palette.levels[heatLevel(term, top, palette.levels.length)];
}
