import { describeSizes } from '../describe';
import { svgToPng } from '../export';
import { type PlotBox, plotBoxOf } from '../plotBox';
import { followPointer } from '../pointer';
import { createFrame, createStage } from '../stage';
import type { ChartTheme } from '../theme';
import { describeBin, drawBars, histogramFacts } from './histogramBars';
import { histogramSvg } from './histogramSvg';
import { binOfBlob, binSizes, type SizeBin, type SizedBlob } from './sizeBins';

export interface SizeHistogramOptions {
  readonly theme: ChartTheme;
  /** Ids of the blobs in the bin that is pointed at; null = none. */
  readonly onHoverBin?: (ids: readonly number[] | null) => void;
  readonly onSelectBin?: (ids: readonly number[]) => void;
}

export interface SizeHistogram {
  /** Sizes above 0 and the word for their unit ("voxels", "mm³"). Drawn in the next animation frame. */
  update(blobs: readonly SizedBlob[], unit: string): void;
  /** Marks the bin of a blob. */
  setHighlight(blobId: number | null): void;
  setTheme(theme: ChartTheme): void;
  destroy(): void;
  toPng(): Promise<Blob>;
  toSvg(): string;
}

/** How many blobs have which size, on a log10 axis, in a box that fills `host`. */
export function createSizeHistogram(host: HTMLElement, options: SizeHistogramOptions): SizeHistogram {
  return new SizeHistogramOnCanvas(host, options);
}

class SizeHistogramOnCanvas implements SizeHistogram {
  private readonly frame;
  private readonly stage;
  private readonly unfollow: () => void;
  private readonly options: SizeHistogramOptions;
  private theme: ChartTheme;
  private blobs: readonly SizedBlob[] = [];
  private unit = 'voxels';
  private bins: readonly SizeBin[] = [];
  private highlight: number | null = null;
  /** Index of the bin under the pointer. */
  private hovered: number | null = null;

  constructor(host: HTMLElement, options: SizeHistogramOptions) {
    this.options = options;
    this.theme = options.theme;
    this.frame = createFrame(host, options.theme);
    this.frame.area.role = 'img';
    this.stage = createStage(this.frame.area, 1, () => this.draw());
    this.unfollow = followPointer(this.frame.area, {
      move: (x) => this.setHovered(this.binAt(x)),
      leave: () => this.setHovered(null),
      click: () => this.hovered !== null && options.onSelectBin?.(this.bins[this.hovered].ids),
      pace: () => ({ x: this.box().width / Math.max(1, this.bins.length), y: 0 }),
    });
  }

  update(blobs: readonly SizedBlob[], unit: string): void {
    [this.blobs, this.unit, this.bins, this.hovered] = [blobs, unit, binSizes(blobs), null];
    this.stage.requestFrame();
  }

  setHighlight(blobId: number | null): void {
    this.highlight = blobId;
    this.stage.requestFrame();
  }

  setTheme(theme: ChartTheme): void {
    this.theme = theme;
    this.frame.setTheme(theme);
    this.stage.requestFrame();
  }

  destroy(): void {
    this.unfollow();
    this.stage.destroy();
    this.frame.destroy();
  }

  toSvg(): string {
    return histogramSvg(this.bins, this.blobs, this.unit, this.theme);
  }

  toPng(): Promise<Blob> {
    return svgToPng(this.toSvg());
  }

  private draw(): void {
    const { width, height, ratio } = this.stage.size;
    const { bins, hovered, highlight, unit } = this;
    const context = this.stage.layers[0];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const marks = { hovered, marked: highlight === null ? -1 : binOfBlob(bins, highlight) };
    drawBars(context, this.box(), histogramFacts(bins, this.box()), marks, this.theme);
    const sizes = this.blobs.map(({ size }) => size);
    const said = describeSizes(sizes, unit);
    this.frame.readout.textContent = hovered === null ? said : describeBin(bins[hovered], unit);
    this.frame.area.ariaLabel = `Blob sizes: ${said}`;
  }

  private binAt(x: number): number | null {
    const index = Math.floor(((x - this.box().left) / this.box().width) * this.bins.length);
    return index >= 0 && index < this.bins.length ? index : null;
  }

  private setHovered(next: number | null): void {
    if (next === this.hovered) return;
    this.hovered = next;
    this.options.onHoverBin?.(next === null ? null : this.bins[next].ids);
    this.stage.requestFrame();
  }

  private box(): PlotBox {
    return plotBoxOf(this.stage.size.width, this.stage.size.height);
  }
}
