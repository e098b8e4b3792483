import { keepExtremes } from '../decimate';
import { type ChartFlag, flagMarks } from '../flags';
import { type PlotBox, stepAxis, valueAxis } from '../plotBox';
import { round, svgPath, svgText } from '../svg';
import type { SvgPlot } from '../svgPlot';
import type { ChartTheme } from '../theme';
import { formatTerm, niceCeil } from '../ticks';
import { spreadLabels } from './spreadLabels';

/** One lane's line: x ascending; a null y is a gap. `low` and `high` make a band round it. */
export interface LaneLine {
  readonly lane: string;
  readonly xs: readonly number[];
  readonly ys: readonly (number | null)[];
  readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] };
}

export interface LaneLinesView {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Right end of the x axis, from 0. */
  readonly end: number;
  /** Upper end of the y axis, from 0; null = as the values need. */
  readonly top: number | null;
  readonly lines: readonly LaneLine[];
  /** Where the pointer is on the x axis, here or elsewhere; null = nowhere. */
  readonly cursor: number | null;
  /** What changed the course of a run, ascending by step. */
  readonly flags: readonly ChartFlag[];
}

/** Lanes differ by letter and dash, never by colour alone: colours have their meaning. */
export const laneDashes: Readonly<Record<string, string>> = { A: '', B: '6 4', C: '2 3', D: '8 3 2 3' };

/** The same quantity of every lane over one x axis. */
export function laneLines(view: LaneLinesView): SvgPlot {
  const top = view.top ?? niceCeil(Math.max(0, ...view.lines.flatMap(({ ys }) => ys.map((y) => y ?? 0))));
  const placeX = (box: PlotBox, x: number) => box.left + (x / Math.max(1e-9, view.end)) * box.width;
  const placeY = (box: PlotBox, y: number) => box.top + (1 - Math.min(1, Math.max(0, y / top))) * box.height;
  return {
    title: view.title,
    said: describeLanes(view),
    xLabel: view.xLabel,
    yLabel: view.yLabel,
    axes: (box) => ({ x: stepAxis(view.end, box.width), y: valueAxis(top, box.height) }),
    placeX,
    placeY,
    body: (box, theme) =>
      [
        ...view.lines.map((line) => bandOf(line, box, { placeX, placeY }, theme)),
        ...view.lines.map((line) => lineOf(line, box, { placeX, placeY }, view.end, theme)),
        ...lettersOf(view.lines, box, { placeX, placeY }, theme),
        ...flagMarks(view.flags, (step) => placeX(box, step), box, theme),
        view.cursor === null ? '' : cursorMark(box, placeX(box, view.cursor), theme),
      ].join(''),
  };
}

/** The newest value of each lane, or that under the cursor. */
function describeLanes({ lines, cursor, yLabel, xLabel }: LaneLinesView): string {
  const values = lines.map((line) => `${line.lane} ${formatTerm(valueAt(line, cursor))}`);
  if (lines.every(({ xs }) => xs.length === 0)) return `${yLabel}: nothing yet`;
  return `${yLabel}${cursor === null ? '' : ` at ${xLabel} ${Math.round(cursor * 100) / 100}`}: ${values.join(' · ')}`;
}

/** The value at the last x that is not after the cursor; null cursor = the newest. */
export function valueAt({ xs, ys }: LaneLine, cursor: number | null): number | null {
  const index = cursor === null ? xs.length - 1 : xs.findLastIndex((x) => x <= cursor);
  return ys[index] ?? null;
}

interface Places {
  readonly placeX: (box: PlotBox, value: number) => number;
  readonly placeY: (box: PlotBox, value: number) => number;
}

function lineOf({ lane, xs, ys }: LaneLine, box: PlotBox, { placeX, placeY }: Places, end: number, theme: ChartTheme) {
  if (xs.length === 0) return '';
  const filled = ys.map((y) => y ?? Number.NaN);
  const kept = keepExtremes(xs, filled, Math.max(1e-9, end / box.width));
  const points = kept.map((i) => {
    const y = ys[i];
    return y === null ? null : ([placeX(box, xs[i]), placeY(box, y)] as const);
  });
  const last = points.findLast((point) => point !== null);
  const dash = laneDashes[lane] ? ` stroke-dasharray="${laneDashes[lane]}"` : '';
  const path = `<path d="${svgPath(points)}" fill="none" stroke="${theme.text}" stroke-width="1.6" stroke-linejoin="round"${dash}><title>lane ${lane}</title></path>`;
  const dot =
    xs.length === 1 && last
      ? `<circle cx="${round(last[0])}" cy="${round(last[1])}" r="2.5" fill="${theme.text}"/>`
      : '';
  return path + dot;
}

/** The letter of each lane beside the end of its line. */
function lettersOf(lines: readonly LaneLine[], box: PlotBox, { placeX, placeY }: Places, theme: ChartTheme): string[] {
  const ends = lines.map(({ xs, ys }) => {
    const at = ys.findLastIndex((y) => y !== null);
    const y = ys[at] ?? null;
    return y === null ? null : ([placeX(box, xs[at]), placeY(box, y)] as const);
  });
  const heights = spreadLabels(ends, box.top + box.height);
  return lines.map(({ lane }, i) => {
    const [end, height] = [ends[i], heights[i]];
    if (!end || height === null) return '';
    return svgText(lane, end[0] + 4, height + 3.5, { size: 10, colour: theme.text, weight: 600 });
  });
}

/** The area between low and high; its edges have the dash of the lane, so that bands that lie over one another can be told apart. */
function bandOf({ lane, xs, band }: LaneLine, box: PlotBox, { placeX, placeY }: Places, theme: ChartTheme): string {
  if (!band) return '';
  const edge = (ys: readonly (number | null)[]) =>
    xs.flatMap((x, i) => {
      const y = ys[i];
      return y === null ? [] : [[placeX(box, x), placeY(box, y)] as const];
    });
  const [low, high] = [edge(band.low), edge(band.high)];
  if (low.length + high.length < 3) return '';
  const dash = laneDashes[lane] ? ` stroke-dasharray="${laneDashes[lane]}"` : '';
  const edges = `<path d="${svgPath(low)}${svgPath(high)}" fill="none" stroke="${theme.muted}" stroke-width="0.8"${dash}/>`;
  return `<path d="${svgPath([...low, ...[...high].reverse()])}Z" fill="${theme.muted}" fill-opacity="0.14"/>${edges}`;
}

export function cursorMark(box: PlotBox, x: number, theme: ChartTheme): string {
  return `<path d="M${round(x)} ${box.top}v${box.height}" stroke="${theme.muted}" stroke-dasharray="2 2"/>`;
}
