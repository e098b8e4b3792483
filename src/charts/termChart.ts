import type uPlot from 'uplot';
import type { StepRecord } from '../core/terms';
import { describeTerms } from './describe';
import { svgToPng } from './export';
import { axisSteps } from './plotBox';
import { createRunFollower } from './runFollower';
import { createFrame, createFrameLoop } from './stage';
import { findTermFlags } from './termFlags';
import { createTermLegend } from './termLegend';
import { createTermPlot, plotData } from './termPlot';
import { appendTerms, createTermSeries, type TermName, termNames } from './termSeries';
import { termSvg } from './termSvg';
import type { ChartTheme } from './theme';
import { niceCeil } from './ticks';

export interface TermView {
  /** Exponential smoothing 0..0.99, drawn over the values themselves; 0 = off. */
  readonly smoothing: number;
  /** The step budget: the step axis ends there, so that nothing jumps while the run grows. */
  readonly steps: number;
  /** Steps that have a whole-scan prediction. */
  readonly predictions?: readonly number[];
}

export interface TermChartOptions {
  readonly theme: ChartTheme;
  readonly onHoverStep?: (step: number | null) => void;
}

export interface TermChart {
  /** The run so far; the list may be the same one, grown. Drawn in the next animation frame. */
  update(records: readonly StepRecord[], view: TermView): void;
  /** Puts the cursor on a step that is pointed at elsewhere. */
  setHoverStep(step: number | null): void;
  setTheme(theme: ChartTheme): void;
  destroy(): void;
  toPng(): Promise<Blob>;
  toSvg(): string;
}

/** The total, the global and the blob term by step, in a box that fills `host`; arrow keys move the cursor once it has the focus. */
export function createTermChart(host: HTMLElement, options: TermChartOptions): TermChart {
  const frame = createFrame(host, options.theme);
  const follow = createRunFollower();
  const visible = new Set<TermName>(termNames);
  let theme = options.theme;
  let records: readonly StepRecord[] = [];
  let view: TermView = { smoothing: 0, steps: 1 };
  let series = createTermSeries(0);
  let plot: uPlot | null = null;
  let hovered: number | null = null;

  const lastStep = () => records[records.length - 1]?.step ?? 0;
  const steps = () => axisSteps(view.steps, lastStep());
  const top = () => niceCeil(Math.max(...[...visible].map((name) => series.largest[name])));
  const flags = () => findTermFlags(records, steps() / 50);
  const facts = {
    theme: () => theme,
    steps,
    top,
    flags,
    isSmoothed: () => view.smoothing > 0,
    predictions: () => view.predictions ?? [],
  };

  const legend = createTermLegend(frame.readout, theme, (name) => {
    if (!visible.delete(name)) visible.add(name);
    loop.request();
    return visible.has(name);
  });
  const showLegend = () => legend.show(records[hovered ?? records.length - 1], view.steps);
  const hover = (index: number | null) => {
    if (index === hovered) return;
    hovered = index;
    showLegend();
    options.onHoverStep?.(index === null ? null : (records[index]?.step ?? null));
  };
  const draw = () => {
    const [width, height] = [frame.area.clientWidth, frame.area.clientHeight];
    if (width === 0 || height === 0) return;
    plot ??= createTermPlot(frame.area, { width, height }, facts, hover);
    if (plot.width !== width || plot.height !== height) plot.setSize({ width, height });
    plot.batch(() => {
      termNames.forEach((name, i) => {
        plot?.setSeries(1 + i, { show: visible.has(name) }, false);
        plot?.setSeries(4 + i, { show: visible.has(name) }, false);
      });
      plot?.setData(plotData(series, view.smoothing > 0));
    });
    frame.area.ariaLabel = `Loss terms, ${describeTerms(records, view.steps)}`;
    showLegend();
  };
  const loop = createFrameLoop(draw);
  const observer = new ResizeObserver(loop.request);
  observer.observe(frame.area);
  const pointAt = (index: number | null) => {
    const step = index === null ? undefined : records[index]?.step;
    hovered = step === undefined ? null : index;
    plot?.setCursor(step === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(step, 'x'), top: 1 }, false);
    showLegend();
  };
  listenKeys(frame.area, (by) => {
    const next = by === null ? null : Math.min(Math.max((hovered ?? records.length - 1) + by, 0), records.length - 1);
    pointAt(next);
    options.onHoverStep?.(next === null ? null : (records[next]?.step ?? null));
  });
  const toSvg = () => termSvg(records, series, { ...facts, visible });

  return {
    update(nextRecords, nextView) {
      const news = follow(nextRecords);
      const isAnew = news.isAnew || nextView.smoothing !== view.smoothing;
      if (isAnew) series = createTermSeries(nextView.smoothing);
      [records, view] = [nextRecords, nextView];
      appendTerms(series, records, isAnew ? 0 : news.from);
      loop.request();
    },
    setHoverStep(step) {
      const index = step === null ? -1 : records.findIndex((record) => record.step === step);
      pointAt(index < 0 ? null : index);
    },
    setTheme(next) {
      theme = next;
      frame.setTheme(next);
      legend.setTheme(next);
      plot?.redraw(false);
    },
    destroy() {
      loop.cancel();
      observer.disconnect();
      plot?.destroy();
      frame.destroy();
    },
    toSvg,
    toPng: () => svgToPng(toSvg()),
  };
}

/** Left and right move the cursor by one record (null = away) while the plot has the focus. */
function listenKeys(area: HTMLElement, move: (by: 1 | -1 | null) => void): void {
  area.tabIndex = 0;
  area.role = 'img';
  area.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') move(-1);
    else if (event.key === 'ArrowRight') move(1);
    else if (event.key === 'Escape') move(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  area.addEventListener('blur', () => move(null));
}
