import type { FoundBar } from '../../core/firstFound';
import type { PlotBox } from '../plotBox';
import { escapeXml, round, svgText } from '../svg';
import type { SvgPlot } from '../svgPlot';
import type { ChartTheme } from '../theme';
import { rowsOverSteps } from './rowsOverSteps';

/** One row: a blob, and its bar in each lane, in the order of the lanes. */
export interface FoundRow {
  readonly name: string;
  /** Stands beside the row, where there is room. */
  readonly word: string;
  readonly colour: string;
  readonly bars: readonly FoundBar[];
}

export interface FoundView {
  readonly lanes: readonly string[];
  /** From the largest blob to the smallest. */
  readonly rows: readonly FoundRow[];
  readonly steps: number;
  readonly cursor: number | null;
  /** Index of the row that stands out; null = none. */
  readonly marked: number | null;
}

/** When each blob was first found, and lost again: a row a blob, largest on top, a bar a lane. */
export function foundBars(view: FoundView): SvgPlot {
  return rowsOverSteps({
    ...{ title: 'First found', said: describeFound(view), yLabel: 'blobs, largest on top' },
    ...{ rows: view.rows, steps: view.steps, cursor: view.cursor },
    drawRow: (row, index, box, placeX, theme) => rowOf(view, row, index, box, placeX, theme),
  });
}

/** The row under a share 0..1 of the plot's height; null where there is none. */
export function rowAt({ rows }: FoundView, y: number): number | null {
  const row = Math.floor(y * rows.length);
  return row >= 0 && row < rows.length ? row : null;
}

function describeFound({ lanes, rows, marked }: FoundView): string {
  if (rows.length === 0) return 'no blob to be found';
  const row = marked === null ? undefined : rows[marked];
  if (row) return `${row.name}: ${lanes.map((lane, i) => `${lane} ${whenFound(row.bars[i])}`).join(' · ')}`;
  const held = lanes.map((lane, i) => `${lane} ${rows.filter(({ bars }) => bars[i]?.isHeld).length}`);
  return `found now, of ${rows.length}: ${held.join(' · ')}`;
}

function whenFound(bar: FoundBar | undefined): string {
  if (!bar || bar.firstStep === null) return 'not found yet';
  if (bar.isHeld) return `found since step ${bar.stretches[bar.stretches.length - 1].from}`;
  return `first found at step ${bar.firstStep}, lost again`;
}

function rowOf(
  { lanes, rows, steps, marked }: FoundView,
  row: FoundRow,
  index: number,
  box: PlotBox,
  placeX: (box: PlotBox, step: number) => number,
  theme: ChartTheme,
): string {
  const height = box.height / rows.length;
  const top = box.top + index * height;
  const gap = height > 6 ? 1 : 0;
  const thick = Math.max(0.5, (height - gap) / Math.max(1, lanes.length));
  const bars = row.bars.flatMap((bar, lane) =>
    bar.stretches.map(({ from, to }, i) => {
      const isOpen = bar.isHeld && i === bar.stretches.length - 1;
      const [left, right] = [placeX(box, from), placeX(box, isOpen ? Math.max(to, steps) : to)];
      const place = `x="${round(left)}" y="${round(top + lane * thick)}" width="${round(Math.max(1.5, right - left))}" height="${round(Math.max(0.5, thick - (thick > 3 ? 1 : 0)))}"`;
      // Held to the newest validation: what lies after it is not known yet, and is drawn faint.
      const known = isOpen ? round(placeX(box, to) - left) : null;
      const title = `<title>${escapeXml(`${row.name}, lane ${lanes[lane]}: ${whenFound(bar)}`)}</title>`;
      const faint = isOpen ? ` fill-opacity="0.25"` : '';
      const whole = `<rect ${place} fill="${row.colour}"${faint}>${title}</rect>`;
      return known === null
        ? whole
        : `${whole}<rect ${place.replace(/ width="[^"]*"/, ` width="${Math.max(1.5, known)}"`)} fill="${row.colour}">${title}</rect>`;
    }),
  );
  const ground =
    marked === index
      ? `<rect x="${box.left}" y="${round(top)}" width="${box.width}" height="${round(height)}" fill="${theme.line}"/>`
      : '';
  const word =
    height >= 9
      ? svgText(row.word, box.left - 6, top + height / 2 + 3.5, {
          size: 9,
          colour: theme.muted,
          anchor: 'end',
        })
      : '';
  return ground + bars.join('') + word;
}
