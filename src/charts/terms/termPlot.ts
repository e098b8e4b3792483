import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type ChartFlag, flagRowHeight, placeFlags } from '../flags';
import { margins, stepAxis, valueAxis } from '../plotBox';
import { withSoftCanvases } from '../softCanvas';
import { type ChartTheme, withOpacity } from '../theme';
import { formatTicks } from '../ticks';
import { termColour } from './termLegend';
import { type TermName, type TermSeries, termNames } from './termSeries';

/** What the plot asks for whenever it draws, so that nothing has to be rebuilt when it changes. */
export interface TermPlotFacts {
  theme(): ChartTheme;
  /** Last step of the axis. */
  steps(): number;
  /** Upper end of the value axis. */
  top(): number;
  isSmoothed(): boolean;
  flags(): readonly ChartFlag[];
  predictions(): readonly number[];
}

/** A uPlot of six lines: total, global and blob as they are, then the same smoothed. `onCursor(index)`: the record pointed at. */
export function createTermPlot(
  area: HTMLElement,
  size: { readonly width: number; readonly height: number },
  facts: TermPlotFacts,
  onCursor: (index: number | null) => void,
): uPlot {
  const lines = (isSmooth: boolean) => termNames.map((name) => lineOf(name, isSmooth, facts));
  const options: uPlot.Options = {
    ...size,
    padding: [margins.top, margins.right, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: { size: 7 },
      dataIdx: (_, line, index) => (line > termNames.length ? null : index),
    },
    scales: {
      x: { time: false, range: () => [0, facts.steps()] },
      y: { range: () => [0, facts.top()] },
    },
    axes: [stepAxisOf(facts), valueAxisOf(facts)],
    series: [{}, ...lines(false), ...lines(true)],
    hooks: {
      draw: [(plot) => drawMarks(plot, facts)],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
    },
  };
  return withSoftCanvases(() => new uPlot(options, [[], [], [], [], [], [], []], area));
}

/** The columns in the order of the plot's lines; nothing smoothed where smoothing is off. */
export function plotData({ steps, raw, smooth }: TermSeries, isSmoothed: boolean): uPlot.AlignedData {
  const none = new Array<null>(steps.length).fill(null);
  const columns = (of: TermSeries['raw']) => termNames.map((name) => of[name]);
  return [steps, ...columns(raw), ...(isSmoothed ? columns(smooth) : termNames.map(() => none))];
}

/** Shows or hides a term, its values and its smoothed line alike. */
export function showTerm(plot: uPlot, name: TermName, isVisible: boolean): void {
  const index = termNames.indexOf(name);
  for (const line of [1 + index, 1 + termNames.length + index]) plot.setSeries(line, { show: isVisible }, false);
}

function lineOf(name: TermName, isSmooth: boolean, facts: TermPlotFacts): uPlot.Series {
  const colour = () => termColour(name, facts.theme());
  return {
    label: name,
    scale: 'y',
    width: isSmooth ? 2 : 1.5,
    stroke: () => withOpacity(colour(), !isSmooth && facts.isSmoothed() ? 0.25 : 1),
    // A line goes on over a patch without blobs: it joins neighbouring values and never falls to 0.
    spanGaps: true,
    points: { show: (plot) => !isSmooth && plot.data[0].length === 1, size: 5, fill: colour, stroke: colour },
  };
}

function stepAxisOf(facts: TermPlotFacts): uPlot.Axis {
  return {
    ...wordsOf(facts),
    size: margins.bottom,
    splits: (plot) => [...stepAxis(facts.steps(), plot.width - margins.left - margins.right).ticks],
    values: (_, ticks) => formatTicks(ticks),
    grid: { show: false },
  };
}

function valueAxisOf(facts: TermPlotFacts): uPlot.Axis {
  return {
    ...wordsOf(facts),
    size: margins.left,
    splits: (plot) => [...valueAxis(facts.top(), plot.height - margins.top - margins.bottom).ticks],
    values: (_, ticks) => formatTicks(ticks),
    grid: { stroke: () => facts.theme().line, width: 1 },
  };
}

function wordsOf(facts: TermPlotFacts): uPlot.Axis {
  return {
    font: `10px ${facts.theme().fontFamily}`,
    stroke: () => facts.theme().muted,
    gap: 6,
    ticks: { show: false, size: 0 },
  };
}

/** Flags where the course of the run changed, and small triangles under the steps that have a prediction; in canvas pixels. */
function drawMarks(plot: uPlot, facts: TermPlotFacts): void {
  const { ctx: context, bbox } = plot;
  const ratio = uPlot.pxRatio;
  context.save();
  context.fillStyle = facts.theme().muted;
  context.strokeStyle = withOpacity(facts.theme().muted, 0.7);
  for (const step of facts.predictions()) {
    const [x, y] = [plot.valToPos(step, 'x', true), bbox.top + bbox.height];
    context.beginPath();
    context.moveTo(x, y - 5 * ratio);
    context.lineTo(x + 3.5 * ratio, y);
    context.lineTo(x - 3.5 * ratio, y);
    context.fill();
  }
  drawFlags(plot, facts.flags(), facts.theme());
  context.restore();
}

/** A dotted line and words on a ground of their own, over the curves. */
function drawFlags({ ctx: context, bbox, valToPos }: uPlot, flags: readonly ChartFlag[], theme: ChartTheme): void {
  const ratio = uPlot.pxRatio;
  context.font = `${10 * ratio}px ${theme.fontFamily}`;
  context.textBaseline = 'top';
  context.setLineDash([2 * ratio, 3 * ratio]);
  const placed = placeFlags(flags, {
    placeX: (step) => (Math.round(valToPos(step, 'x', true)) + 0.5) / ratio,
    widthOf: (words) => context.measureText(words).width / ratio,
    from: bbox.left / ratio,
    to: (bbox.left + bbox.width) / ratio,
  });
  for (const { x, left, row, words } of placed) {
    context.beginPath();
    context.moveTo(x * ratio, bbox.top);
    context.lineTo(x * ratio, bbox.top + bbox.height);
    context.stroke();
    if (left === null) continue;
    const [width, top] = [context.measureText(words).width, bbox.top + row * flagRowHeight * ratio];
    context.textAlign = 'left';
    context.fillStyle = withOpacity(theme.ground, 0.85);
    context.fillRect((left - 2) * ratio, top, width + 4 * ratio, flagRowHeight * ratio);
    context.fillStyle = theme.text;
    context.fillText(words, left * ratio, top + ratio);
  }
}
