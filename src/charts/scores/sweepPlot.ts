import { fixed } from '../../core/fixed';
import { type PlotBox, valueAxis } from '../plotBox';
import { round, svgPath, svgText } from '../svg';
import type { SvgPlot } from '../svgPlot';
import type { ChartTheme } from '../theme';
import { cursorMark } from './laneLines';

/** What a threshold makes of a prediction; null = undefined. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly f1: number | null;
}

export interface SweepView {
  /** Ascending by threshold. */
  readonly points: readonly ThresholdPoint[];
  /** The threshold of the highest F1; null = none is defined. */
  readonly best: number | null;
  /** The threshold that is set. */
  readonly current: number;
  /** Where the pointer is, 0..1; null = nowhere. */
  readonly cursor: number | null;
}

/** F1 at every threshold 0..1, the best and the current threshold marked. */
export function sweepPlot(view: SweepView): SvgPlot {
  const placeX = (box: PlotBox, threshold: number) => box.left + threshold * box.width;
  const placeY = (box: PlotBox, f1: number) => box.top + (1 - f1) * box.height;
  return {
    title: 'F1 at every threshold',
    said: describeSweep(view),
    xLabel: 'threshold',
    yLabel: 'F1',
    axes: (box) => ({ x: valueAxis(1, 200), y: valueAxis(1, box.height) }),
    placeX,
    placeY,
    body: (box, theme) => {
      const points = view.points.map(({ threshold, f1 }) =>
        f1 === null ? null : ([placeX(box, threshold), placeY(box, f1)] as const),
      );
      const line = `<path d="${svgPath(points)}" fill="none" stroke="${theme.text}" stroke-width="1.6" stroke-linejoin="round"/>`;
      const dots = points.map((at) => at && dot(at[0], at[1], 1.8, theme.text));
      const cursor = view.cursor === null ? '' : cursorMark(box, placeX(box, view.cursor), theme);
      return [currentMark(view, box, theme), cursor, line, ...dots, bestMark(view, box, placeX, placeY, theme)].join(
        '',
      );
    },
  };
}

/** The point that is nearest to a threshold; null = there is none. */
export function nearestPoint<Point extends { readonly threshold: number }>(
  points: readonly Point[],
  threshold: number,
): Point | null {
  let nearest: Point | null = null;
  for (const point of points)
    if (!nearest || Math.abs(point.threshold - threshold) < Math.abs(nearest.threshold - threshold)) nearest = point;
  return nearest;
}

function describeSweep({ points, best, current, cursor }: SweepView): string {
  if (points.length === 0) return 'not swept yet';
  const at = nearestPoint(points, cursor ?? current);
  const shown = at ? `F1 ${words(at.f1)} at ${at.threshold}` : '';
  const bestPoint = points.find(({ threshold }) => threshold === best);
  return bestPoint ? `${shown} · best ${words(bestPoint.f1)} at ${bestPoint.threshold}` : `${shown} · none is best`;
}

function words(f1: number | null): string {
  return f1 === null ? 'undefined' : fixed(f1, 3);
}

function currentMark({ current }: SweepView, box: PlotBox, theme: ChartTheme): string {
  const x = box.left + current * box.width;
  const isLeft = current > 0.8;
  const line = `<path d="M${round(x)} ${box.top}v${box.height}" stroke="${theme.global}" stroke-width="1.5"/>`;
  return (
    line +
    svgText('now', x + (isLeft ? -4 : 4), box.top + box.height - 5, {
      size: 10,
      colour: theme.global,
      anchor: isLeft ? 'end' : 'start',
    })
  );
}

function bestMark(
  { points, best }: SweepView,
  box: PlotBox,
  placeX: (box: PlotBox, threshold: number) => number,
  placeY: (box: PlotBox, f1: number) => number,
  theme: ChartTheme,
): string {
  const point = points.find(({ threshold }) => threshold === best);
  if (!point || point.f1 === null) return '';
  const [x, y] = [placeX(box, point.threshold), placeY(box, point.f1)];
  const isLow = y < box.top + 14;
  const word = svgText('best', x, isLow ? y + 16 : y - 8, {
    size: 10,
    colour: theme.text,
    anchor: 'middle',
    weight: 600,
  });
  return `<circle cx="${round(x)}" cy="${round(y)}" r="4.5" fill="${theme.ground}" stroke="${theme.text}" stroke-width="1.8"/>${word}`;
}

export function dot(x: number, y: number, r: number, colour: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${r}" fill="${colour}"/>`;
}
