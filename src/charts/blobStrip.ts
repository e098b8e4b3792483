import type { StepRecord } from '../core/terms';
import { BlobRun, type BlobView } from './blobRun';
import { describeBlobTerms } from './describe';
import { svgToPng } from './export';
import { type PlotBox, plotBoxOf } from './plotBox';
import { followPointer } from './pointer';
import { type BlobMark, type RowFacts, termOf } from './rowOrder';
import { createFrame, createStage } from './stage';
import { drawStripOverlay } from './stripOverlay';
import { createStripPicture } from './stripPicture';
import { createStripReadout } from './stripReadout';
import { stripSvg } from './stripSvg';
import type { ChartTheme } from './theme';

/** A blob's own term at a step; `term` null = the blob was not in the patch of that step. */
export interface BlobHover {
  readonly blobId: number;
  readonly step: number;
  readonly term: number | null;
}

export interface BlobChartOptions {
  readonly theme: ChartTheme;
  readonly onHover?: (hover: BlobHover | null) => void;
  readonly onSelect?: (blobId: number) => void;
  /** How many blobs are shown, of how many; said whenever it changes. */
  readonly onRows?: (facts: RowFacts) => void;
}

/** A chart of the blobs' own terms: the heat strip and the lines are used alike. */
export interface BlobChart {
  /** The run so far; the list may be the same one, grown. Drawn in the next animation frame. */
  update(records: readonly StepRecord[], blobs: readonly BlobMark[], view: BlobView): void;
  /** Marks a blob that is selected or pointed at anywhere. */
  setHighlight(blobId: number | null): void;
  /** Puts the cursor on a step that is pointed at elsewhere. */
  setHoverStep(step: number | null): void;
  setTheme(theme: ChartTheme): void;
  destroy(): void;
  toPng(): Promise<Blob>;
  toSvg(): string;
}

/** CSS pixels. */
const leastRowHeight = 2;
const mostRowHeight = 22;

/** The heat strip: a row a blob, a column a step, orange = the blob's own term, ground = not in the patch. Fills `host`. */
export function createBlobStrip(host: HTMLElement, options: BlobChartOptions): BlobChart {
  const frame = createFrame(host, options.theme);
  const readout = createStripReadout(frame.readout, options.theme);
  const run = new BlobRun();
  let theme = options.theme;
  let highlight: number | null = null;
  let hover: BlobHover | null = null;
  let hoverStep: number | null = null;

  const stage = createStage(frame.area, 2, (isResized) => {
    if (isResized) run.spoil();
    const before = run.facts.shown;
    const capacity = Math.floor(plotBoxOf(stage.size.width, stage.size.height).height / leastRowHeight);
    if (run.settleRows(capacity, hover !== null)) picture.restart(run, box(), stage.size.ratio);
    picture.grow(run, theme);
    drawOverlay();
    if (before !== run.facts.shown) options.onRows?.(run.facts);
  });
  const picture = createStripPicture(stage.layers[0]);

  const box = (): PlotBox => {
    const whole = plotBoxOf(stage.size.width, stage.size.height);
    return { ...whole, height: Math.min(whole.height, Math.max(1, run.rows.length) * mostRowHeight) };
  };
  const drawOverlay = () => {
    const { width, height, ratio } = stage.size;
    const context = stage.layers[1];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const step = hover?.step ?? hoverStep;
    const crosshairX = step !== null && step >= 1 && step <= run.steps ? picture.xOfStep(step) : null;
    drawStripOverlay(context, { box: box(), rows: run.rows, steps: run.steps, highlight, crosshairX }, theme);
    readout.show(hover, run);
    frame.area.ariaLabel = `Each blob, each step: ${describeBlobTerms(run.blobs, run.lastTerms, run.facts)}`;
  };
  const setHover = (next: BlobHover | null) => {
    if (next?.blobId === hover?.blobId && next?.step === hover?.step) return;
    hover = next;
    options.onHover?.(next);
    stage.requestFrame();
  };
  const unfollow = followPointer(frame.area, {
    move(x, y) {
      const { top, height } = box();
      const mark = run.rows[Math.floor(((y - top) / height) * run.rows.length)];
      const steps = picture.stepsAt(x);
      setHover(mark && steps ? hoverAmong(run, mark.id, steps) : null);
    },
    leave: () => setHover(null),
    click: () => hover && options.onSelect?.(hover.blobId),
    pace: () => ({ x: box().width / picture.cells.columns, y: box().height / Math.max(1, run.rows.length) }),
  });
  const toSvg = () => stripSvg(run, theme);

  return {
    update(records, blobs, view) {
      run.update(records, blobs, view);
      stage.requestFrame();
    },
    setHighlight(blobId) {
      highlight = blobId;
      stage.requestFrame();
    },
    setHoverStep(step) {
      hoverStep = step;
      stage.requestFrame();
    },
    setTheme(next) {
      theme = next;
      frame.setTheme(next);
      readout.setTheme(next);
      run.spoil();
      stage.requestFrame();
    },
    destroy() {
      unfollow();
      stage.destroy();
      frame.destroy();
    },
    toSvg,
    toPng: () => svgToPng(toSvg()),
  };
}

/** Of several steps in a column, the last one that holds the blob. */
function hoverAmong(run: BlobRun, blobId: number, [first, last]: readonly [number, number]): BlobHover {
  for (let step = last; step >= first; step--) {
    const term = termOf(run.recordAt(step), blobId);
    if (term !== null) return { blobId, step, term };
  }
  return { blobId, step: first, term: null };
}
