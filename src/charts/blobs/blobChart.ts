import type { StepRecord } from '../../core/terms';
import { describeBlobTerms } from '../describe';
import { svgToPng } from '../export';
import { type PlotBox, plotBoxOf } from '../plotBox';
import { followPointer } from '../pointer';
import { createFrame, createStage } from '../stage';
import type { ChartTheme } from '../theme';
import { BlobRun, type BlobView } from './blobRun';
import type { BlobMark, RowFacts } from './rowOrder';

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

/** A chart of the blobs' own terms by step; the heat strip and the lines are used alike. */
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

/** What both charts of all blobs share: place, pointer, run, marks. The strip and the lines draw. */
export abstract class BlobChartBase implements BlobChart {
  protected readonly frame;
  protected readonly stage;
  protected readonly run = new BlobRun();
  protected theme: ChartTheme;
  protected highlight: number | null = null;
  protected hover: BlobHover | null = null;
  private hoverStep: number | null = null;
  private readonly options: BlobChartOptions;
  private readonly unfollow: () => void;

  constructor(host: HTMLElement, options: BlobChartOptions, layerCount: number) {
    this.options = options;
    this.theme = options.theme;
    this.frame = createFrame(host, options.theme);
    this.frame.area.role = 'img';
    this.stage = createStage(this.frame.area, layerCount, (isResized) => this.draw(isResized));
    this.unfollow = followPointer(this.frame.area, {
      move: (x, y) => this.setHover(this.blobAt(x, y)),
      leave: () => this.setHover(null),
      click: () => this.hover && options.onSelect?.(this.hover.blobId),
      pace: () => this.pace(),
    });
  }

  /** How many blobs fit. */
  protected abstract capacity(): number;
  /** Empties what is drawn; called when rows, scale or size are new. */
  protected abstract restart(): void;
  /** Draws what the run has more; false = not done, go on in the next frame. */
  protected abstract grow(): boolean;
  /** Draws marks and words over it. */
  protected abstract drawMarks(context: CanvasRenderingContext2D): void;
  protected abstract blobAt(x: number, y: number): BlobHover | null;
  protected abstract pace(): { readonly x: number; readonly y: number };
  protected abstract readonly title: string;
  abstract toSvg(): string;

  update(records: readonly StepRecord[], blobs: readonly BlobMark[], view: BlobView): void {
    this.run.update(records, blobs, view);
    this.stage.requestFrame();
  }

  setHighlight(blobId: number | null): void {
    this.highlight = blobId;
    this.stage.requestFrame();
  }

  setHoverStep(step: number | null): void {
    this.hoverStep = step;
    this.stage.requestFrame();
  }

  setTheme(theme: ChartTheme): void {
    this.theme = theme;
    this.frame.setTheme(theme);
    this.run.spoil();
    this.stage.requestFrame();
  }

  destroy(): void {
    this.unfollow();
    this.stage.destroy();
    this.frame.destroy();
  }

  toPng(): Promise<Blob> {
    return svgToPng(this.toSvg());
  }

  /** The plot inside the axes, in CSS pixels. */
  protected box(): PlotBox {
    return plotBoxOf(this.stage.size.width, this.stage.size.height);
  }

  /** The step that is pointed at, here or elsewhere; null where it is not on the axis. */
  protected get markedStep(): number | null {
    const step = this.hover?.step ?? this.hoverStep;
    return step !== null && step >= 1 && step <= this.run.steps ? step : null;
  }

  /** A layer, emptied, whose unit is the CSS pixel. */
  protected cleared(layer: number): CanvasRenderingContext2D {
    const { width, height, ratio } = this.stage.size;
    const context = this.stage.layers[layer];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  private draw(isResized: boolean): void {
    const { run } = this;
    const before = run.facts;
    if (isResized) run.spoil();
    if (run.settleRows(this.capacity(), this.hover !== null)) this.restart();
    if (!this.grow()) this.stage.requestFrame();
    this.drawMarks(this.cleared(this.stage.layers.length - 1));
    this.frame.area.ariaLabel = `${this.title}: ${describeBlobTerms(run.blobs, run.lastTerms, run.facts)}`;
    if (before.shown !== run.facts.shown) this.options.onRows?.(run.facts);
  }

  private setHover(next: BlobHover | null): void {
    if (next?.blobId === this.hover?.blobId && next?.step === this.hover?.step) return;
    this.hover = next;
    this.options.onHover?.(next);
    this.stage.requestFrame();
  }
}
