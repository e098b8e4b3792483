import type uPlot from 'uplot';
import type { StepRecord } from '../../core/terms';
import { describeTerms } from '../describe';
import { svgToPng } from '../export';
import type { ChartFlag } from '../flags';
import { axisSteps } from '../plotBox';
import { createRunFollower } from '../runFollower';
import { createFrame, createFrameLoop } from '../stage';
import type { ChartTheme } from '../theme';
import { niceCeil } from '../ticks';
import { createTermLegend } from './termLegend';
import { createTermPlot, plotData, showTerm, type TermPlotFacts } from './termPlot';
import { appendTerms, createTermSeries, type TermName, termNames } from './termSeries';
import { termSvg } from './termSvg';

export interface TermView {
  /** Exponential smoothing 0..0.99, drawn over the values themselves; 0 = off. */
  readonly smoothing: number;
  /** The step budget: the step axis ends there, so that nothing jumps while the run grows. */
  readonly steps: number;
  /** Steps that have a whole-scan prediction. */
  readonly predictions?: readonly number[];
  /** What changed the course of the run, ascending by step. */
  readonly flags?: readonly ChartFlag[];
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
  return new TermChartOnPage(host, options);
}

class TermChartOnPage implements TermChart {
  private readonly frame;
  private readonly legend;
  private readonly loop;
  private readonly observer;
  private readonly facts: TermPlotFacts;
  private readonly follow = createRunFollower();
  private readonly visible = new Set<TermName>(termNames);
  private readonly onHoverStep: (step: number | null) => void;
  private theme: ChartTheme;
  private records: readonly StepRecord[] = [];
  private view: TermView = { smoothing: 0, steps: 1 };
  private series = createTermSeries(0);
  private plot: uPlot | null = null;
  /** Index of the record under the cursor. */
  private hovered: number | null = null;

  constructor(host: HTMLElement, options: TermChartOptions) {
    this.theme = options.theme;
    this.onHoverStep = options.onHoverStep ?? (() => {});
    this.frame = createFrame(host, options.theme);
    this.legend = createTermLegend(this.frame.readout, options.theme, (name) => this.toggle(name));
    this.loop = createFrameLoop(() => this.draw());
    this.observer = new ResizeObserver(this.loop.request);
    this.observer.observe(this.frame.area);
    this.facts = this.plotFacts();
    listenKeys(this.frame.area, (by) => this.moveCursor(by));
  }

  update(records: readonly StepRecord[], view: TermView): void {
    const news = this.follow(records);
    const isAnew = news.isAnew || view.smoothing !== this.view.smoothing;
    if (isAnew) this.series = createTermSeries(view.smoothing);
    if (news.isAnew) this.hovered = null;
    [this.records, this.view] = [records, view];
    appendTerms(this.series, records, isAnew ? 0 : news.from);
    this.loop.request();
  }

  setHoverStep(step: number | null): void {
    const index = step === null ? -1 : step - (this.records[0]?.step ?? 1);
    this.pointAt(index >= 0 && index < this.records.length ? index : null);
  }

  setTheme(theme: ChartTheme): void {
    this.theme = theme;
    this.frame.setTheme(theme);
    this.legend.setTheme(theme);
    this.plot?.redraw(false);
  }

  destroy(): void {
    this.loop.cancel();
    this.observer.disconnect();
    this.plot?.destroy();
    this.frame.destroy();
  }

  toSvg(): string {
    return termSvg(this.records, this.series, { ...this.facts, visible: this.visible });
  }

  toPng(): Promise<Blob> {
    return svgToPng(this.toSvg());
  }

  private plotFacts(): TermPlotFacts {
    const steps = () => axisSteps(this.view.steps, this.records[this.records.length - 1]?.step ?? 0);
    return {
      theme: () => this.theme,
      steps,
      top: () => niceCeil(Math.max(...[...this.visible].map((name) => this.series.largest[name]))),
      isSmoothed: () => this.view.smoothing > 0,
      flags: () => this.view.flags ?? [],
      predictions: () => this.view.predictions ?? [],
    };
  }

  private draw(): void {
    const { area } = this.frame;
    const size = { width: area.clientWidth, height: area.clientHeight };
    if (size.width === 0 || size.height === 0) return;
    this.plot ??= createTermPlot(area, size, this.facts, (index) => this.hover(index));
    const isResized = this.plot.width !== size.width || this.plot.height !== size.height;
    if (isResized) this.plot.setSize(size);
    this.plot.setData(plotData(this.series, this.view.smoothing > 0));
    area.ariaLabel = `Loss terms, ${describeTerms(this.records, this.view.steps)}`;
    if (isResized) this.pointAt(this.hovered);
    else this.showLegend();
  }

  private toggle(name: TermName): boolean {
    if (!this.visible.delete(name)) this.visible.add(name);
    const isVisible = this.visible.has(name);
    if (this.plot) showTerm(this.plot, name, isVisible);
    this.loop.request();
    return isVisible;
  }

  private hover(index: number | null): void {
    if (index === this.hovered) return;
    this.hovered = index;
    this.showLegend();
    this.onHoverStep(index === null ? null : (this.records[index]?.step ?? null));
  }

  private pointAt(index: number | null): void {
    const step = index === null ? undefined : this.records[index]?.step;
    const away = { left: -10, top: -10 };
    this.hovered = step === undefined ? null : index;
    const place = this.plot && step !== undefined ? { left: this.plot.valToPos(step, 'x'), top: 1 } : away;
    this.plot?.setCursor(place, false);
    this.showLegend();
  }

  private moveCursor(by: 1 | -1 | null): void {
    const last = this.records.length - 1;
    this.pointAt(by === null || last < 0 ? null : Math.min(Math.max((this.hovered ?? last) + by, 0), last));
    this.onHoverStep(this.hovered === null ? null : (this.records[this.hovered]?.step ?? null));
  }

  private showLegend(): void {
    this.legend.show(this.records[this.hovered ?? this.records.length - 1], this.view.steps);
  }
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
