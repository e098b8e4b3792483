import type { PlotBox } from '../plotBox';
import { escapeXml, round, svgText } from '../svg';
import type { SvgPlot } from '../svgPlot';
import type { ChartTheme } from '../theme';
import { rowsOverSteps } from './rowsOverSteps';

/** Blobs of about one size, and what share of them each lane found at each of its validations, in the order of the lanes. */
export interface SizeRow {
  readonly name: string;
  readonly blobs: number;
  readonly shares: readonly (readonly { readonly step: number; readonly share: number }[])[];
}

export interface SizeStripView {
  readonly lanes: readonly string[];
  /** From the largest sizes to the smallest. */
  readonly rows: readonly SizeRow[];
  readonly steps: number;
  readonly cursor: number | null;
}

/** Sensitivity by size over the steps: a row a group of sizes, largest on top; a strip a lane, the fuller the more of them are found. */
export function sizeStrip(view: SizeStripView): SvgPlot {
  return rowsOverSteps({
    ...{ title: 'Sensitivity by size', said: describeSizes(view), yLabel: 'voxels of the blobs, largest on top' },
    ...{ rows: view.rows, steps: view.steps, cursor: view.cursor },
    drawRow: (row, index, box, placeX, theme) => rowOf(view, row, index, box, placeX, theme),
  });
}

/** The smallest and the largest sizes at the cursor or, without one, now. */
function describeSizes({ lanes, rows, cursor }: SizeStripView): string {
  const [largest, smallest] = [rows[0], rows[rows.length - 1]];
  if (!largest || !smallest) return 'no blob to be found';
  if (rows.every(({ shares }) => shares.every((points) => points.length === 0))) return 'nothing validated yet';
  const words = (row: SizeRow) =>
    lanes.map((lane, i) => `${lane} ${shareAt(row.shares[i] ?? [], cursor)?.toFixed(2) ?? '–'}`).join(' · ');
  const when = cursor === null ? 'found now' : `found at step ${Math.round(cursor)}`;
  if (rows.length === 1) return `${when}: ${words(largest)}`;
  return `${when}, ${smallest.name} voxels: ${words(smallest)}; ${largest.name}: ${words(largest)}`;
}

/** The share at the last validation that is not after a step; null step = the newest. */
function shareAt(points: SizeRow['shares'][number], step: number | null): number | null {
  return points.findLast((point) => step === null || point.step <= step)?.share ?? null;
}

function rowOf(
  { lanes, rows, steps }: SizeStripView,
  { name, blobs, shares }: SizeRow,
  index: number,
  box: PlotBox,
  placeX: SvgPlot['placeX'],
  theme: ChartTheme,
): string {
  const height = box.height / rows.length;
  const top = box.top + index * height;
  const thick = Math.max(1, (height - 3) / Math.max(1, lanes.length));
  const strips = shares.flatMap((points, lane) =>
    points.map(({ step, share }, k) => {
      const [left, right] = [placeX(box, step), placeX(box, points[k + 1]?.step ?? steps)];
      const isNewest = k === points.length - 1;
      // What lies after the newest validation is not known yet, and is drawn thin.
      const tall = Math.max(1, isNewest ? thick / 4 : thick - 1);
      const place = `x="${round(left)}" y="${round(top + lane * thick + (isNewest ? (thick - tall) / 2 : 0))}" width="${round(Math.max(1, right - left))}" height="${round(tall)}"`;
      const title = `<title>${escapeXml(`${name} voxels, lane ${lanes[lane]}, step ${step}: ${Math.round(share * blobs)} of ${blobs} found`)}</title>`;
      return `<rect ${place} shape-rendering="crispEdges" fill="${theme.text}" fill-opacity="${round(0.08 + 0.82 * share)}">${title}</rect>`;
    }),
  );
  const line = `<path d="M${box.left} ${round(top + height - 1)}h${box.width}" stroke="${theme.line}"/>`;
  const style = { size: 9, colour: theme.muted, anchor: 'end' } as const;
  const word = height >= 9 ? svgText(name, box.left - 6, top + height / 2 + 3, style) : '';
  return line + strips.join('') + word;
}
