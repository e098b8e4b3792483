import type { PlotBox } from '../plotBox';
import type { ChartTheme } from '../theme';
import { type BlobChart, BlobChartBase, type BlobChartOptions, type BlobHover } from './blobChart';
import type { BlobRun } from './blobRun';
import { termOf } from './rowOrder';
import { drawStripMarks } from './stripMarks';
import { createStripPicture } from './stripPicture';
import { createStripReadout } from './stripReadout';
import { stripSvg } from './stripSvg';

export type { BlobChart, BlobHover };

/** CSS pixels. */
const leastRowHeight = 2;
const mostRowHeight = 22;

/** The heat strip: a row a blob, a column a step, orange = the blob's own term, ground = not in the patch. Fills `host`. */
export function createBlobStrip(host: HTMLElement, options: BlobChartOptions): BlobChart {
  return new BlobStrip(host, options);
}

class BlobStrip extends BlobChartBase {
  protected readonly title = 'Each blob, each step';
  private readonly picture;
  private readonly readout;

  constructor(host: HTMLElement, options: BlobChartOptions) {
    super(host, options, 2);
    this.picture = createStripPicture(this.stage.layers[0]);
    this.readout = createStripReadout(this.frame.readout, options.theme);
  }

  override setTheme(theme: ChartTheme): void {
    super.setTheme(theme);
    this.readout.setTheme(theme);
  }

  toSvg(): string {
    return stripSvg(this.run, this.theme);
  }

  protected capacity(): number {
    return Math.floor(this.box().height / leastRowHeight);
  }

  protected restart(): void {
    this.picture.restart(this.run, this.rowBox(), this.stage.size.ratio);
  }

  protected grow(): boolean {
    this.picture.grow(this.run, this.theme);
    return true;
  }

  protected drawMarks(context: CanvasRenderingContext2D): void {
    const { run, highlight, markedStep } = this;
    const crosshairX = markedStep === null ? null : this.picture.xOfStep(markedStep);
    const marks = { box: this.box(), rowBox: this.rowBox(), rows: run.rows, steps: run.steps, highlight, crosshairX };
    drawStripMarks(context, marks, this.theme);
    this.readout.show(this.hover, highlight, run);
  }

  protected blobAt(x: number, y: number): BlobHover | null {
    const { top, height } = this.rowBox();
    const mark = this.run.rows[Math.floor(((y - top) / height) * this.run.rows.length)];
    const steps = this.picture.stepsAt(x);
    return mark && steps ? hoverAmong(this.run, mark.id, steps) : null;
  }

  protected pace() {
    const { width, height } = this.rowBox();
    return { x: width / this.picture.cells.columns, y: height / Math.max(1, this.run.rows.length) };
  }

  /** Where the rows are: few rows do not fill the plot. */
  private rowBox(): PlotBox {
    const box = this.box();
    return { ...box, height: Math.min(box.height, Math.max(1, this.run.rows.length) * mostRowHeight) };
  }
}

/** Of several steps in a column, the last one that holds the blob. */
function hoverAmong(run: BlobRun, blobId: number, [first, last]: readonly [number, number]): BlobHover {
  for (let step = last; step >= first; step--) {
    const term = termOf(run.recordAt(step), blobId);
    if (term !== null) return { blobId, step, term };
  }
  return { blobId, step: first, term: null };
}
