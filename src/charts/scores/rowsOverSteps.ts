import { type PlotBox, stepAxis } from '../plotBox';
import type { SvgPlot } from '../svgPlot';
import type { ChartTheme } from '../theme';
import { cursorMark } from './laneLines';

interface RowsView<Row> {
  readonly title: string;
  readonly said: string;
  readonly yLabel: string;
  /** From the top down, all of one height. */
  readonly rows: readonly Row[];
  /** Where the step axis ends. */
  readonly steps: number;
  /** The step under the pointer; null = none. */
  readonly cursor: number | null;
  readonly drawRow: (row: Row, index: number, box: PlotBox, placeX: SvgPlot['placeX'], theme: ChartTheme) => string;
}

/** Rows over an axis of steps. */
export function rowsOverSteps<Row>({ title, said, yLabel, rows, steps, cursor, drawRow }: RowsView<Row>): SvgPlot {
  const placeX = (box: PlotBox, step: number) => box.left + (step / Math.max(1, steps)) * box.width;
  return {
    ...{ title, said, xLabel: 'step', yLabel },
    axes: (box) => ({ x: stepAxis(steps, box.width), y: null }),
    placeX,
    placeY: (box, row) => box.top + (row / Math.max(1, rows.length)) * box.height,
    body: (box, theme) =>
      [
        ...rows.map((row, index) => drawRow(row, index, box, placeX, theme)),
        cursor === null ? '' : cursorMark(box, placeX(box, cursor), theme),
      ].join(''),
  };
}
