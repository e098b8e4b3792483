import { drawAxes, drawCrosshair } from '../axes';
import { type PlotBox, stepAxis } from '../plotBox';
import type { ChartTheme } from '../theme';
import type { BlobMark } from './rowOrder';

/** What lies over the heat strip: names of the rows, the step axis, the row that is marked and the place pointed at. */
export interface StripMarks {
  readonly box: PlotBox;
  /** The part of the plot that the rows fill. */
  readonly rowBox: PlotBox;
  readonly rows: readonly BlobMark[];
  readonly steps: number;
  readonly highlight: number | null;
  /** CSS pixels of the place pointed at, along x; null = none. */
  readonly crosshairX: number | null;
}

const labelHeight = 11;

export function drawStripMarks(context: CanvasRenderingContext2D, marks: StripMarks, theme: ChartTheme): void {
  const { box, rowBox, rows, steps } = marks;
  const places = { x: (step: number) => box.left + (step / steps) * box.width, y: () => 0 };
  drawAxes(context, box, { x: stepAxis(steps, box.width), y: null }, places, theme);
  const rowHeight = rowBox.height / Math.max(1, rows.length);
  rows.forEach(({ colour }, row) => {
    context.fillStyle = colour;
    const height = Math.max(1, Math.min(7, rowHeight - 1));
    context.fillRect(box.left - 11, box.top + (row + 0.5) * rowHeight - height / 2, 7, height);
  });
  drawRowNames(context, marks, rowHeight, theme);
  if (marks.crosshairX !== null) drawCrosshair(context, rowBox, marks.crosshairX, theme);
}

/** Names as many rows as have room, the marked one always. */
function drawRowNames(
  context: CanvasRenderingContext2D,
  { box, rows, highlight }: StripMarks,
  rowHeight: number,
  theme: ChartTheme,
): void {
  const marked = rows.findIndex(({ id }) => id === highlight);
  const every = Math.max(1, Math.ceil(labelHeight / rowHeight));
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  rows.forEach(({ id }, row) => {
    const isCrowded = marked >= 0 && row !== marked && Math.abs(row - marked) * rowHeight < labelHeight;
    if ((row % every !== 0 && row !== marked) || isCrowded) return;
    context.fillStyle = row === marked ? theme.text : theme.muted;
    context.font = `${row === marked ? '600 ' : ''}${Math.min(10, Math.max(9, rowHeight))}px ${theme.fontFamily}`;
    context.fillText(String(id), box.left - 14, box.top + (row + 0.5) * rowHeight);
  });
  if (marked >= 0) outlineRow(context, box, box.top + marked * rowHeight, rowHeight, theme);
}

function outlineRow(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  top: number,
  rowHeight: number,
  theme: ChartTheme,
): void {
  context.strokeStyle = theme.text;
  context.lineWidth = 1;
  context.strokeRect(box.left - 0.5, Math.round(top) - 0.5, box.width + 1, Math.max(3, Math.round(rowHeight) + 1));
}
