import { drawAxes } from './axes';
import { describeSizes } from './describe';
import { svgToPng } from './export';
import { histogramSvg } from './histogramSvg';
import { type Axis, type PlotBox, plotBoxOf, valueAxis } from './plotBox';
import { followPointer } from './pointer';
import { binOfBlob, binSizes, type SizeBin, type SizedBlob } from './sizeBins';
import { createFrame, createStage } from './stage';
import { type ChartTheme, withOpacity } from './theme';
import { formatCount, formatTicks, logTicks, niceCeil } from './ticks';

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

/** What a histogram shows; `top` = upper end of the count axis. */
export interface HistogramFacts {
  readonly bins: readonly SizeBin[];
  readonly blobCount: number;
  readonly unit: string;
  readonly top: number;
  readonly x: Axis;
  readonly y: Axis;
}

/** How many blobs have which size, on a log10 axis, in a box that fills `host`. */
export function createSizeHistogram(host: HTMLElement, options: SizeHistogramOptions): SizeHistogram {
  const frame = createFrame(host, options.theme);
  let theme = options.theme;
  let blobs: readonly SizedBlob[] = [];
  let unit = 'voxels';
  let bins: readonly SizeBin[] = [];
  let highlight: number | null = null;
  let hovered: number | null = null;

  const box = () => plotBoxOf(stage.size.width, stage.size.height);
  const stage = createStage(frame.area, 1, () => {
    const { width, height, ratio } = stage.size;
    const context = stage.layers[0];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const facts = histogramFacts(bins, blobs.length, unit, box());
    const marks = { hovered, marked: highlight === null ? -1 : binOfBlob(bins, highlight) };
    drawHistogram(context, box(), facts, marks, theme);
    const said = describeSizes(blobs.map(({ size }) => size), unit); // biome-ignore format: one line
    frame.readout.textContent = hovered === null ? said : describeBin(bins[hovered], unit);
    frame.area.ariaLabel = `Blob sizes: ${said}`;
  });
  const setHovered = (next: number | null) => {
    if (next === hovered) return;
    hovered = next;
    options.onHoverBin?.(next === null ? null : bins[next].ids);
    stage.requestFrame();
  };
  const unfollow = followPointer(frame.area, {
    move(x) {
      const index = Math.floor(((x - box().left) / box().width) * bins.length);
      setHovered(index >= 0 && index < bins.length ? index : null);
    },
    leave: () => setHovered(null),
    click: () => hovered !== null && options.onSelectBin?.(bins[hovered].ids),
    pace: () => ({ x: box().width / Math.max(1, bins.length), y: 0 }),
  });
  frame.area.role = 'img';
  const toSvg = () => histogramSvg(bins, blobs, unit, theme);

  return {
    update(nextBlobs, nextUnit) {
      [blobs, unit, bins] = [nextBlobs, nextUnit, binSizes(nextBlobs)];
      hovered = null;
      stage.requestFrame();
    },
    setHighlight(blobId) {
      highlight = blobId;
      stage.requestFrame();
    },
    setTheme(next) {
      theme = next;
      frame.setTheme(next);
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

export function histogramFacts(
  bins: readonly SizeBin[],
  blobCount: number,
  unit: string,
  box: PlotBox,
): HistogramFacts {
  const top = Math.max(1, Math.ceil(niceCeil(Math.max(1, ...bins.map(({ ids }) => ids.length)))));
  const ticks = bins.length ? logTicks(bins[0].from, bins[bins.length - 1].to, box.width / 56) : [];
  return { bins, blobCount, unit, top, x: { ticks, words: formatTicks(ticks) }, y: valueAxis(top, box.height, true) };
}

/** Where a size lies along the plot. */
export function placeSize(bins: readonly SizeBin[], box: PlotBox, size: number): number {
  const [low, high] = [Math.log10(bins[0].from), Math.log10(bins[bins.length - 1].to)];
  return box.left + ((Math.log10(size) - low) / (high - low)) * box.width;
}

/** "16 to 25 voxels: 14 blobs, 3.1 % of the mask". */
export function describeBin({ from, to, ids, share }: SizeBin, unit: string): string {
  const noun = ids.length === 1 ? 'blob' : 'blobs';
  const percent = (100 * share).toLocaleString('en-US', { maximumSignificantDigits: 2 });
  return `${formatCount(Math.ceil(from - 1e-6))} to ${formatCount(Math.ceil(to - 1e-6) - 1)} ${unit}: ${formatCount(ids.length)} ${noun}, ${percent} % of the mask`;
}

function drawHistogram(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  { bins, top, x, y }: HistogramFacts,
  { hovered, marked }: { readonly hovered: number | null; readonly marked: number },
  theme: ChartTheme,
): void {
  const places = {
    x: (size: number) => placeSize(bins, box, size),
    y: (count: number) => box.top + box.height - (count / top) * box.height,
  };
  drawAxes(context, box, { x, y }, places, theme);
  const width = box.width / Math.max(1, bins.length);
  bins.forEach(({ ids }, i) => {
    if (ids.length === 0) return;
    const middle = box.left + ((i + 0.5) * box.width) / bins.length;
    const height = Math.max(2, (ids.length / top) * box.height);
    context.fillStyle = i === marked ? theme.text : withOpacity(theme.global, i === hovered ? 1 : 0.7);
    context.fillRect(middle - width / 2 + 1, box.top + box.height - height, Math.max(1, width - 2), height);
  });
}
