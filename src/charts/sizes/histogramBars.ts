import { drawAxes } from '../axes';
import { type Axis, type PlotBox, valueAxis } from '../plotBox';
import { type ChartTheme, withOpacity } from '../theme';
import { formatCount, formatTicks, logTicks, niceCeil } from '../ticks';
import type { SizeBin } from './sizeBins';

/** What a histogram shows; `top` = upper end of the count axis. */
export interface HistogramFacts {
  readonly bins: readonly SizeBin[];
  readonly top: number;
  readonly x: Axis;
  readonly y: Axis;
}

/** The axes that the bins need in that box. */
export function histogramFacts(bins: readonly SizeBin[], box: PlotBox): HistogramFacts {
  const top = Math.max(1, Math.ceil(niceCeil(Math.max(1, ...bins.map(({ ids }) => ids.length)))));
  const ticks = bins.length ? logTicks(bins[0].from, bins[bins.length - 1].to, box.width / 56) : [];
  return { bins, top, x: { ticks, words: formatTicks(ticks) }, y: valueAxis(top, box.height, true) };
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

/** Draws axes and bars; the bin pointed at and the marked one stand out. */
export function drawBars(
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
