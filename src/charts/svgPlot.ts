import { svgToPng } from './export';
import { type Axis, margins, type PlotBox, plotBoxOf } from './plotBox';
import { followPointer } from './pointer';
import { createFrame, createFrameLoop } from './stage';
import { figureBox, figureSizeWith, round, svgFigure, svgText } from './svg';
import type { ChartTheme } from './theme';
import { wrapWords } from './wrapWords';

/** A plot as a function of its box: drawn as SVG on the page and, larger and with its titles, for print. */
export interface SvgPlot {
  readonly title: string;
  /** What is seen, in words; said above the plot and to screen readers. */
  readonly said: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly axes: (box: PlotBox) => { readonly x: Axis; readonly y: Axis | null };
  readonly placeX: (box: PlotBox, value: number) => number;
  readonly placeY: (box: PlotBox, value: number) => number;
  readonly body: (box: PlotBox, theme: ChartTheme) => string;
}

/** A place on the page in which a plot is drawn, and drawn again. */
export interface SvgPlotHost {
  update(plot: SvgPlot): void;
  setTheme(theme: ChartTheme): void;
  destroy(): void;
  /** `note` = what the picture belongs to, written small below it. */
  toSvg(note?: string): string;
  toPng(note?: string): Promise<Blob>;
}

export interface SvgPlotOptions {
  readonly theme: ChartTheme;
  /** The place under the pointer, as a share 0..1 of the plot's width and height from its top left; null = none. */
  readonly onPoint?: (place: { readonly x: number; readonly y: number } | null) => void;
  readonly onPick?: (place: { readonly x: number; readonly y: number }) => void;
}

/** Fills `host` with a line of words and the plot below it. */
export function createSvgPlot(host: HTMLElement, first: SvgPlot, options: SvgPlotOptions): SvgPlotHost {
  let plot = first;
  let { theme } = options;
  const frame = createFrame(host, theme);
  frame.area.role = 'img';
  // Where the words do not fit into a line they take a second one.
  Object.assign(frame.readout.style, { display: 'block', height: 'auto', lineHeight: '18px', whiteSpace: 'normal' });
  const loop = createFrameLoop(() => drawLive(frame.area, frame.readout, plot, theme));
  const observer = new ResizeObserver(loop.request);
  observer.observe(frame.area);
  let last = { x: 0, y: 0 };
  const unfollow = followPointer(frame.area, {
    move: (x, y) => {
      last = shareOf(frame.area, x, y);
      options.onPoint?.(last);
    },
    leave: () => options.onPoint?.(null),
    click: () => options.onPick?.(last),
    pace: () => ({ x: 1, y: 1 }),
  });
  return {
    update(next) {
      plot = next;
      loop.request();
    },
    setTheme(next) {
      theme = next;
      frame.setTheme(next);
      loop.request();
    },
    destroy() {
      unfollow();
      observer.disconnect();
      loop.cancel();
      frame.destroy();
    },
    toSvg: (note) => printSvg(plot, theme, note),
    toPng: (note = '') => svgToPng(printSvg(plot, theme, note), figureSizeWith(wrapWords(note, noteLetters))),
  };
}

/** The plot as a whole document, with title, units and ground; a note stands small at its foot. */
export function printSvg(plot: SvgPlot, theme: ChartTheme, note = ''): string {
  const { title, said, xLabel, yLabel } = plot;
  return svgFigure({
    ...{ title, subtitle: said, xLabel, yLabel, theme },
    ...plot.axes(figureBox),
    placeX: (value) => plot.placeX(figureBox, value),
    placeY: (value) => plot.placeY(figureBox, value),
    body: plot.body(figureBox, theme),
    foot: wrapWords(note, noteLetters),
  });
}

/** So many letters of the note fit into a line. */
const noteLetters = 180;

function drawLive(area: HTMLElement, readout: HTMLElement, plot: SvgPlot, theme: ChartTheme): void {
  const [width, height] = [area.clientWidth, area.clientHeight];
  if (width === 0 || height === 0) return;
  const box = plotBoxOf(width, height);
  area.ariaLabel = `${plot.title}: ${plot.said}`;
  if (readout.textContent !== plot.said) {
    readout.textContent = plot.said;
    // It may be cut off where the chart is narrow.
    readout.title = plot.said;
  }
  const font = `font-family="${theme.fontFamily.replaceAll('"', "'")}"`;
  area.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${font} aria-hidden="true" style="display:block;pointer-events:none">${liveAxes(plot, box, theme)}${plot.body(box, theme)}</svg>`;
}

function liveAxes(plot: SvgPlot, box: PlotBox, theme: ChartTheme): string {
  const { x, y } = plot.axes(box);
  const bottom = box.top + box.height;
  const words = { size: 10, colour: theme.muted } as const;
  const xWords = x.ticks.map((tick, i) =>
    svgText(x.words[i], plot.placeX(box, tick), bottom + 14, { ...words, anchor: 'middle' }),
  );
  const yWords = y?.ticks.flatMap((tick, i) => [
    `<path d="M${box.left} ${round(plot.placeY(box, tick))}h${box.width}" stroke="${theme.line}"/>`,
    svgText(y.words[i], margins.left - 6, plot.placeY(box, tick) + 3.5, { ...words, anchor: 'end' }),
  ]);
  return [...(yWords ?? []), ...xWords].join('');
}

function shareOf(area: HTMLElement, x: number, y: number) {
  const box = plotBoxOf(area.clientWidth, area.clientHeight);
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return { x: clamp((x - box.left) / box.width), y: clamp((y - box.top) / box.height) };
}
