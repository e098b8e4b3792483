import type { PlotBox } from './plotBox';
import { escapeXml, round, svgText } from './svg';
import type { SvgPlot } from './svgPlot';
import type { ChartTheme } from './theme';
import { formatCount, logTicks } from './ticks';

/** A blob in the tide: its voxels, and the false-positive mass over it in soft voxels. */
export interface TideBlob {
  readonly id: number;
  readonly colour: string;
  readonly voxels: number;
  readonly mass: number;
}

export interface TideView {
  /** From left to right. */
  readonly blobs: readonly TideBlob[];
  /** Index of the blob that stands out; null = none. */
  readonly marked: number | null;
  /** What is seen, in words. */
  readonly said: string;
}

/** Upright bars of the blobs' sizes on a log axis, and the false-positive mass over each as water: what does not rise out of it is hardly heard. */
export function tidePlot(view: TideView): SvgPlot {
  const range = rangeOf(view.blobs);
  const placeX = (box: PlotBox, index: number) => box.left + (index * box.width) / Math.max(1, view.blobs.length);
  const placeY = (box: PlotBox, value: number) =>
    box.top +
    box.height *
      (1 -
        (Math.log10(clamp(value, range)) - Math.log10(range.low)) / (Math.log10(range.high) - Math.log10(range.low)));
  return {
    title: 'The tide',
    said: view.said,
    xLabel: 'Blobs, the largest first',
    yLabel: 'Voxels (log)',
    axes: (box) => {
      const ticks = logTicks(range.low, range.high, Math.max(2, Math.floor(box.height / 24)));
      return { x: { ticks: [], words: [] }, y: { ticks, words: ticks.map(shortCount) } };
    },
    placeX,
    placeY,
    body: (box, theme) => bodyOf(view, box, placeX, placeY, theme),
  };
}

/** Which blob stands at a share 0..1 of the plot's width; null = none. */
export function tideBlobAt({ blobs }: Pick<TideView, 'blobs'>, x: number): TideBlob | null {
  return blobs[Math.min(blobs.length - 1, Math.floor(x * blobs.length))] ?? null;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** From below one voxel, so that the smallest blob still has a height, to above all there is; whole powers of ten. */
function rangeOf(blobs: readonly TideBlob[]): Range {
  const largest = Math.max(10, ...blobs.map(({ voxels, mass }) => Math.max(voxels, mass)));
  return { low: 0.5, high: 10 ** Math.ceil(Math.log10(largest) - 1e-9) };
}

function clamp(value: number, { low, high }: Range): number {
  return Math.min(high, Math.max(low, value));
}

function bodyOf(
  { blobs, marked }: TideView,
  box: PlotBox,
  placeX: SvgPlot['placeX'],
  placeY: SvgPlot['placeY'],
  theme: ChartTheme,
): string {
  const bottom = box.top + box.height;
  const slot = box.width / Math.max(1, blobs.length);
  const bar = slot < 3 ? slot : Math.min(16, slot * 0.7);
  const bars = blobs.map(({ id, colour, voxels, mass }, index) => {
    const [x, y] = [placeX(box, index) + (slot - bar) / 2, placeY(box, voxels)];
    const isUnder = voxels < mass;
    const words = `Blob ${id}: ${formatCount(voxels)} voxels${isUnder ? ', under water' : ''}`;
    const outline = marked === index ? ` stroke="${theme.text}" stroke-width="1.5"` : '';
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(bar)}" height="${round(bottom - y)}" fill="${colour}" fill-opacity="${isUnder ? 0.45 : 1}"${outline}><title>${escapeXml(words)}</title></rect>`;
  });
  return bars.join('') + waterOf(blobs, box, placeX, placeY, theme);
}

/** One level over all blobs is one line with its words; levels of their own are a line each. */
function waterOf(
  blobs: readonly TideBlob[],
  box: PlotBox,
  placeX: SvgPlot['placeX'],
  placeY: SvgPlot['placeY'],
  theme: ChartTheme,
): string {
  const bottom = box.top + box.height;
  let [fill, line] = ['', ''];
  blobs.forEach(({ mass }, index) => {
    const y = round(placeY(box, mass));
    const [left, right] = [round(placeX(box, index)), round(placeX(box, index + 1))];
    fill += `M${left} ${bottom}V${y}H${right}V${bottom}Z`;
    line += `${index === 0 ? 'M' : 'L'}${left} ${y}H${right}`;
  });
  if (blobs.length === 0) return '';
  const isLevel = blobs.every(({ mass }) => mass === blobs[0].mass);
  const y = placeY(box, blobs[0].mass);
  const words =
    isLevel && blobs[0].mass >= 1 ? levelWords(`F = ${formatCount(Math.round(blobs[0].mass))}`, box, y, theme) : '';
  return `<path d="${fill}" fill="${water}" fill-opacity="0.28"/><path d="${line}" fill="none" stroke="${water}" stroke-width="1.5"/>${words}`;
}

/** False positives are pink everywhere on the page. */
const water = '#ff5d8f';

function levelWords(words: string, box: PlotBox, y: number, theme: ChartTheme): string {
  const above = y - 4 > box.top + 8 ? y - 4 : y + 12;
  return svgText(words, box.left + box.width - 2, above, { size: 10, colour: theme.text, anchor: 'end', weight: 600 });
}

function shortCount(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  if (value >= 1e4) return `${value / 1e3}k`;
  return formatCount(value);
}
