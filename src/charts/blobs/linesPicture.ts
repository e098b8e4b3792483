import type { AxisPlaces } from '../axes';
import type { PlotBox } from '../plotBox';
import type { BlobRun } from './blobRun';
import { appendBlobSeries, type BlobSeries, type BlobSeriesById } from './blobSeries';
import { type LineLook, paintLine } from './linePaint';

/** Milliseconds of drawing in one frame; what is left goes on in the next, so that no frame is late. */
const frameBudgetMs = 8;

/** The lines of all rows on their canvas: each frame draws what is new, or what is left of a redraw. */
export interface LinesPicture {
  /** Forgets what is drawn. */
  restart(): void;
  /** Draws until all is drawn (true) or the frame's time is over (false). */
  grow(run: BlobRun, context: CanvasRenderingContext2D, box: PlotBox): boolean;
  seriesOf(blobId: number): BlobSeries;
}

const empty: BlobSeries = { steps: [], terms: [] };

export function createLinesPicture(): LinesPicture {
  const all: BlobSeriesById = new Map();
  /** Samples drawn, by blob. */
  const drawn = new Map<number, number>();
  let runNumber = 0;
  let gathered = 0;
  const gather = (run: BlobRun) => {
    if (run.runNumber !== runNumber) {
      all.clear();
      [runNumber, gathered] = [run.runNumber, 0];
    }
    appendBlobSeries(all, run.records, gathered);
    gathered = run.records.length;
  };
  return {
    restart: () => drawn.clear(),
    grow(run, context, box) {
      gather(run);
      const places = placesOf(run, box);
      const start = performance.now();
      for (const { id, colour } of run.rows) {
        const series = all.get(id) ?? empty;
        const from = drawn.get(id) ?? 0;
        if (from === series.steps.length) continue;
        if (performance.now() - start > frameBudgetMs) return false;
        paintLine(context, series, from, places, lookOf(colour, run.rows.length));
        drawn.set(id, series.steps.length);
      }
      return true;
    },
    seriesOf: (blobId) => all.get(blobId) ?? empty,
  };
}

/** Many lines are fainter than few. */
export function lookOf(colour: string, lineCount: number): LineLook {
  const crowd = Math.min(1, Math.sqrt(12 / Math.max(1, lineCount)));
  return { colour, width: 1, opacity: 0.2 + 0.75 * crowd, bridgeOpacity: 0.04 + 0.26 * crowd };
}

export function placesOf(run: BlobRun, box: PlotBox): AxisPlaces & { readonly stepsPerPixel: number } {
  const [steps, top] = [run.steps, run.top];
  return {
    x: (step) => box.left + (step / steps) * box.width,
    y: (term) => box.top + box.height - (term / top) * box.height,
    stepsPerPixel: steps / box.width,
  };
}
