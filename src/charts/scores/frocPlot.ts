import { fixed } from '../../core/fixed';
import { type PlotBox, valueAxis } from '../plotBox';
import { round, svgPath } from '../svg';
import type { SvgPlot } from '../svgPlot';
import { niceCeil } from '../ticks';
import { dot, nearestPoint } from './sweepPlot';

/** One threshold of the curve; sensitivity null = there is no blob. */
export interface FrocPlace {
  readonly threshold: number;
  readonly meanFalsePositives: number;
  readonly sensitivity: number | null;
}

export interface FrocView {
  /** Ascending by threshold. */
  readonly points: readonly FrocPlace[];
  readonly current: number;
  /** Index of the point under the pointer; null = none. */
  readonly pointed: number | null;
}

/** Sensitivity over the false positives it costs, a point a threshold (free-response ROC). */
export function frocPlot({ points, current, pointed }: FrocView): SvgPlot {
  const right = rightEnd(points);
  const placeX = (box: PlotBox, falsePositives: number) => box.left + (falsePositives / right) * box.width;
  const placeY = (box: PlotBox, sensitivity: number) => box.top + (1 - sensitivity) * box.height;
  const marked = (pointed === null ? null : points[pointed]) ?? nearestPoint(points, current);
  return {
    title: 'FROC',
    said: marked ? describe(marked) : 'not swept yet',
    xLabel: 'false positives in this case',
    yLabel: 'sensitivity',
    axes: (box) => ({ x: valueAxis(right, 160, true), y: valueAxis(1, box.height) }),
    placeX,
    placeY,
    body: (box, theme) => {
      const places = points.map(({ meanFalsePositives, sensitivity }) =>
        sensitivity === null ? null : ([placeX(box, meanFalsePositives), placeY(box, sensitivity)] as const),
      );
      const line = `<path d="${svgPath(places)}" fill="none" stroke="${theme.text}" stroke-width="1.4" stroke-linejoin="round"/>`;
      const dots = places.map((at) => at && dot(at[0], at[1], 2, theme.text));
      const now = marked && places[points.indexOf(marked)];
      const ring = now
        ? `<circle cx="${round(now[0])}" cy="${round(now[1])}" r="4.5" fill="${theme.ground}" stroke="${theme.global}" stroke-width="2"/>`
        : '';
      return [line, ...dots, ring].join('');
    },
  };
}

/** The point nearest to a place, given as shares 0..1 of the plot's width and height from its left top; null = there is none. */
export function frocPointAt(
  points: readonly FrocPlace[],
  place: { readonly x: number; readonly y: number },
): number | null {
  const right = rightEnd(points);
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  points.forEach(({ meanFalsePositives, sensitivity }, n) => {
    if (sensitivity === null) return;
    const distance = Math.hypot(meanFalsePositives / right - place.x, 1 - sensitivity - place.y);
    if (distance < least) [nearest, least] = [n, distance];
  });
  return nearest;
}

function rightEnd(points: readonly FrocPlace[]): number {
  return niceCeil(Math.max(1, ...points.map(({ meanFalsePositives }) => meanFalsePositives)));
}

function describe({ threshold, sensitivity, meanFalsePositives }: FrocPlace): string {
  const found = sensitivity === null ? 'undefined' : fixed(sensitivity, 3);
  return `sensitivity ${found} with ${meanFalsePositives} false, threshold ${threshold}`;
}
