import type { Axis, PlotBox } from './plotBox';
import type { ChartTheme } from './theme';

/** Where on the axes things are, in CSS pixels. */
export interface AxisPlaces {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Draws the words below and beside the plot and a thin line at each value tick. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  axes: { readonly x: Axis; readonly y: Axis | null },
  places: AxisPlaces,
  theme: ChartTheme,
): void {
  context.font = `10px ${theme.fontFamily}`;
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  drawStepWords(context, box, axes.x, places);
  if (!axes.y) return;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  axes.y.ticks.forEach((tick, i) => {
    const y = Math.round(places.y(tick)) + 0.5;
    context.fillText(axes.y?.words[i] ?? '', box.left - 6, y);
    context.beginPath();
    context.moveTo(box.left, y);
    context.lineTo(box.left + box.width, y);
    context.stroke();
  });
}

/** Draws a dashed upright line over the plot: the place that is pointed at. */
export function drawCrosshair(context: CanvasRenderingContext2D, box: PlotBox, x: number, theme: ChartTheme): void {
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, box.top);
  context.lineTo(Math.round(x) + 0.5, box.top + box.height);
  context.stroke();
  context.setLineDash([]);
}

function drawStepWords(context: CanvasRenderingContext2D, box: PlotBox, axis: Axis, places: AxisPlaces): void {
  context.textBaseline = 'top';
  context.textAlign = 'center';
  axis.ticks.forEach((tick, i) => {
    context.fillText(axis.words[i], places.x(tick), box.top + box.height + 6);
  });
}
