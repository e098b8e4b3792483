import { valueAxis } from '../plotBox';
import type { SvgPlot } from '../svgPlot';
import { formatTerm } from '../ticks';
import { type LaneLine, type LaneLinesView, laneLines, valueAt } from './laneLines';

/** Curves of lanes over seeds: the line is the median, the band the range. */
export interface BandView {
  readonly lines: readonly LaneLine[];
  /** Where the pointer is on the x axis; null = nowhere. */
  readonly cursor: number | null;
  /** Marks on the x axis with a word each. */
  readonly flags?: LaneLinesView['flags'];
}

const common = { top: 1, flags: [] } as const;

/** Sensitivity over the false positives a case that it costs, 0..`end`. */
export function frocBands({ lines, cursor }: BandView, end: number): SvgPlot {
  const view = { ...common, title: 'FROC of each lane', xLabel: 'false positives a case', yLabel: 'sensitivity' };
  return withWholeAxis({ ...view, lines, cursor, end });
}

/** F1 over the threshold; `best` = for each lane the threshold of its highest median. */
export function f1Bands({ lines, cursor, flags = [] }: BandView): SvgPlot {
  const view = {
    ...common,
    flags,
    title: 'F1 at each threshold',
    xLabel: 'threshold',
    yLabel: 'F1',
    lines,
    cursor,
    end: 1,
  };
  const plot = laneLines(view);
  return {
    ...plot,
    said: cursor === null ? `Best F1: ${lines.map(bestWords).join(' · ')}` : plot.said,
    axes: (box) => ({ x: valueAxis(1, 200), y: valueAxis(1, box.height) }),
  };
}

function withWholeAxis(view: LaneLinesView): SvgPlot {
  const plot = laneLines(view);
  const said = `Sensitivity at 1: ${view.lines.map((line) => `${line.lane} ${formatTerm(valueAt(line, 1))}`).join(' · ')}`;
  return { ...plot, said: view.cursor === null ? said : plot.said };
}

function bestWords({ lane, xs, ys }: LaneLine): string {
  const best = ys.reduce<number | null>((top, y, k) => {
    if (y === null) return top;
    return top === null || y > (ys[top] ?? 0) ? k : top;
  }, null);
  return best === null ? `${lane} –` : `${lane} ${formatTerm(ys[best])} at ${xs[best]}`;
}
