import { formatTicks, niceTicks } from './ticks';

/** The rectangle inside the axes, in CSS pixels. */
export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Ticks of one axis: values and their words. */
export interface Axis {
  readonly ticks: readonly number[];
  readonly words: readonly string[];
}

/** Room for the words of the axes; the same in every chart, so that steps stand below one another. */
export const margins = { left: 40, right: 18, top: 6, bottom: 20 } as const;

export function plotBoxOf(width: number, height: number): PlotBox {
  return {
    left: margins.left,
    top: margins.top,
    width: Math.max(1, width - margins.left - margins.right),
    height: Math.max(1, height - margins.top - margins.bottom),
  };
}

/** The step axis, 0 to `steps`, with about one word every 70 px. */
export function stepAxis(steps: number, width: number): Axis {
  const ticks = niceTicks(steps, Math.max(2, Math.floor(width / 70)), true);
  return { ticks, words: formatTicks(ticks) };
}

/** A value axis, 0 to `top`, with about one word every 32 px and four steps at most. */
export function valueAxis(top: number, height: number, isWhole = false): Axis {
  const ticks = niceTicks(top, Math.min(4, Math.max(1, Math.floor(height / 32))), isWhole);
  return { ticks, words: formatTicks(ticks) };
}

/** Last step of the axis: the budget, or the run where it went further; at least 1. */
export function axisSteps(budget: number, lastStep: number): number {
  return Math.max(1, budget, lastStep);
}
