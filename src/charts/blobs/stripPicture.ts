import type { PlotBox } from '../plotBox';
import type { ChartTheme } from '../theme';
import type { BlobRun } from './blobRun';
import { addToStripCells, columnOfStep, createStripCells, type StripCells, stepsOfColumn } from './stripCells';
import { paintStrip, type StripPalette, type StripPixels, stripPalette } from './stripPixels';

/** The coloured cells on their canvas: begun anew or grown by the new steps alone. */
export interface StripPicture {
  readonly cells: StripCells;
  /** Begins anew for the run's rows; the next `grow` fills it from the first record on. */
  restart(run: BlobRun, box: PlotBox, ratio: number): void;
  /** Adds and paints what the run has more since the last time. */
  grow(run: BlobRun, theme: ChartTheme): void;
  /** Middle of a step's column, in CSS pixels. */
  xOfStep(step: number): number;
  /** The steps under a place, first and last; null outside the plot. */
  stepsAt(x: number): readonly [first: number, last: number] | null;
}

/** Works on a canvas without transform, in device pixels. */
export function createStripPicture(context: CanvasRenderingContext2D): StripPicture {
  let cells = createStripCells([], 1, 1);
  let pixels: StripPixels = { width: 1, height: 1, words: new Uint32Array(1) };
  let image = new ImageData(1, 1);
  let box: PlotBox = { left: 0, top: 0, width: 1, height: 1 };
  let ratio = 1;
  let gathered = 0;
  let palette: { readonly theme: ChartTheme; readonly colours: StripPalette } | null = null;
  return {
    get cells() {
      return cells;
    },
    restart(run, nextBox, nextRatio) {
      [box, ratio, gathered] = [nextBox, nextRatio, 0];
      const width = Math.max(1, Math.round(box.width * ratio));
      const height = Math.max(1, Math.round(box.height * ratio));
      const buffer = new ArrayBuffer(4 * width * height);
      pixels = { width, height, words: new Uint32Array(buffer) };
      image = new ImageData(new Uint8ClampedArray(buffer), width, height);
      const ids = run.rows.map(({ id }) => id);
      cells = createStripCells(ids, width, run.steps);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    },
    grow(run, theme) {
      const touched = addToStripCells(cells, run.records, gathered);
      gathered = run.records.length;
      if (!touched || cells.rows === 0) return;
      if (palette?.theme !== theme) palette = { theme, colours: stripPalette(theme) };
      paintStrip(pixels, cells, touched, { palette: palette.colours, top: run.top, gap: ratio });
      const edge = (column: number) => Math.round((column * pixels.width) / cells.columns);
      const [left, right] = [edge(touched[0]), edge(touched[1] + 1)];
      const [x, y] = [Math.round(box.left * ratio), Math.round(box.top * ratio)];
      context.putImageData(image, x, y, left, 0, right - left, pixels.height);
    },
    xOfStep: (step) => box.left + ((columnOfStep(cells, step) + 0.5) * box.width) / cells.columns,
    stepsAt(x) {
      const column = Math.floor(((x - box.left) / box.width) * cells.columns);
      return column < 0 || column >= cells.columns ? null : stepsOfColumn(cells, column);
    },
  };
}
