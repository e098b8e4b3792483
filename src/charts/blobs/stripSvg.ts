import { describeRowOrder } from '../describe';
import { stepAxis } from '../plotBox';
import { figureBox, round, svgFigure, svgText } from '../svg';
import { type ChartTheme, colourRamp } from '../theme';
import type { BlobRun } from './blobRun';
import type { BlobMark } from './rowOrder';
import { addToStripCells, cellTerm, createStripCells, type StripCells } from './stripCells';
import { heatLevel } from './stripPixels';

const levels = 24;
const mostColumns = 432;

/** The heat strip as a figure: one path for each of 24 colours, so that thousands of cells stay a small file. */
export function stripSvg({ records, rows, facts, order, steps, top }: BlobRun, theme: ChartTheme): string {
  const cells = createStripCells(rows.map(({ id }) => id), mostColumns, steps); // biome-ignore format: one line
  addToStripCells(cells, records, 0);
  const { left, width } = figureBox;
  return svgFigure({
    title: 'Each blob, each step',
    subtitle: `${describeRowOrder({ facts, order })}; colour: the blob's own term, 0 to ${top}; blank: not in the patch`,
    xLabel: 'step',
    yLabel: 'blob',
    x: stepAxis(steps, width),
    y: null,
    placeX: (step) => left + (step / steps) * width,
    placeY: () => 0,
    body: [...cellPaths(cells, top, theme), ...rowNames(rows, theme), ...scaleKey(top, theme)].join('\n'),
    theme,
  });
}

function cellPaths(cells: StripCells, top: number, theme: ChartTheme): string[] {
  const data = new Array<string>(levels).fill('');
  const [cellWidth, rowHeight] = [figureBox.width / cells.columns, rowHeightOf(cells.rows)];
  const height = round(rowHeight > 4 ? rowHeight - 1 : rowHeight);
  for (let row = 0; row < cells.rows; row++) {
    for (let column = 0; column < cells.columns; ) {
      const level = levelOf(cells, row, column, top);
      const start = column;
      while (column < cells.columns && levelOf(cells, row, column, top) === level) column++;
      if (level === null) continue;
      const x = round(figureBox.left + start * cellWidth);
      const run = round((column - start) * cellWidth);
      data[level] += `M${x} ${round(figureBox.top + row * rowHeight)}h${run}v${height}h-${run}z`;
    }
  }
  return colourRamp(theme.heatZero, theme.blob, levels).flatMap((rgb, level) =>
    data[level] ? [`<path d="${data[level]}" fill="rgb(${rgb.join(',')})" shape-rendering="crispEdges"/>`] : [],
  );
}

function levelOf(cells: StripCells, row: number, column: number, top: number): number | null {
  const term = cellTerm(cells, row, column);
  return term === null ? null : heatLevel(term, top, levels);
}

function rowNames(rows: readonly BlobMark[], theme: ChartTheme): string[] {
  const rowHeight = rowHeightOf(rows.length);
  const every = Math.max(1, Math.ceil(12 / rowHeight));
  return rows.map(({ id, colour }, row) => {
    const middle = figureBox.top + (row + 0.5) * rowHeight;
    const height = round(Math.min(8, rowHeight));
    const swatch = `<path d="M${figureBox.left - 13} ${round(middle - height / 2)}h8v${height}h-8z" fill="${colour}"/>`;
    if (row % every !== 0) return swatch;
    return (
      swatch + svgText(String(id), figureBox.left - 17, middle + 4, { size: 11, colour: theme.muted, anchor: 'end' })
    );
  });
}

function scaleKey(top: number, theme: ChartTheme): string[] {
  const right = figureBox.left + figureBox.width;
  const style = { size: 11, colour: theme.muted } as const;
  const stops = `<stop stop-color="${theme.heatZero}"/><stop offset="1" stop-color="${theme.blob}"/>`;
  return [
    `<defs><linearGradient id="heat">${stops}</linearGradient></defs>`,
    svgText('term 0', right - 124, 46, { ...style, anchor: 'end' }),
    `<rect x="${right - 118}" y="38" width="90" height="9" fill="url(#heat)"/>`,
    svgText(String(top), right - 22, 46, style),
  ];
}

function rowHeightOf(rows: number): number {
  return Math.min(24, figureBox.height / Math.max(1, rows));
}
