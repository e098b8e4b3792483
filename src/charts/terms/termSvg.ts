import type { StepRecord } from '../../core/terms';
import { keepExtremes } from '../decimate';
import { describeTerms } from '../describe';
import { flagMarks } from '../flags';
import { stepAxis, valueAxis } from '../plotBox';
import { figureBox, round, svgFigure, svgPath, svgText } from '../svg';
import { termColour, termWords } from './termLegend';
import type { TermPlotFacts } from './termPlot';
import { type TermName, type TermSeries, termNames } from './termSeries';

/** The term chart as a figure: the values, the smoothed lines over them, flags, predictions and a legend. */
export function termSvg(
  records: readonly StepRecord[],
  series: TermSeries,
  facts: TermPlotFacts & { readonly visible: ReadonlySet<TermName> },
): string {
  const { left, top, width, height } = figureBox;
  const theme = facts.theme();
  const [steps, ceiling] = [facts.steps(), facts.top()];
  const placeX = (step: number) => left + (step / steps) * width;
  const placeY = (value: number) => top + height - (value / ceiling) * height;
  const place = { placeX, placeY };
  const names = termNames.filter((name) => facts.visible.has(name));
  const line = (name: TermName, isSmooth: boolean) =>
    linePath(series.steps, (isSmooth ? series.smooth : series.raw)[name], place, {
      colour: termColour(name, theme),
      width: isSmooth ? 2 : 1,
      opacity: !isSmooth && facts.isSmoothed() ? 0.4 : 1,
    });
  const body = [
    ...names.map((name) => line(name, false)),
    ...(facts.isSmoothed() ? names.map((name) => line(name, true)) : []),
    ...markPaths(facts, placeX),
    ...names.map((name, i) => {
      const x = left + width - 70 * (names.length - i);
      const swatch = `<path d="M${x} 42h14" stroke="${termColour(name, theme)}" stroke-width="3"/>`;
      return swatch + svgText(termWords[name], x + 20, 46, { size: 12, colour: theme.text });
    }),
  ].join('\n');
  return svgFigure({
    title: 'Loss terms',
    subtitle: describeTerms(records, steps),
    xLabel: 'step',
    yLabel: 'loss term (no unit)',
    x: stepAxis(steps, width),
    y: valueAxis(ceiling, height),
    ...place,
    body,
    theme,
  });
}

interface Places {
  readonly placeX: (step: number) => number;
  readonly placeY: (value: number) => number;
}

function linePath(
  steps: readonly number[],
  values: readonly (number | null)[],
  { placeX, placeY }: Places,
  style: { readonly colour: string; readonly width: number; readonly opacity: number },
): string {
  const points = steps.flatMap((step, i) => {
    const value = values[i];
    return value === null ? [] : [[placeX(step), placeY(value)] as const];
  });
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const kept = keepExtremes(xs, ys, 1).map((i) => points[i]);
  return `<path d="${svgPath(kept)}" fill="none" stroke="${style.colour}" stroke-width="${style.width}" stroke-opacity="${style.opacity}" stroke-linejoin="round"/>`;
}

function markPaths(facts: TermPlotFacts, placeX: (step: number) => number): string[] {
  const { top, height } = figureBox;
  const { muted } = facts.theme();
  const flags = flagMarks(facts.flags(), placeX, figureBox, facts.theme());
  const predictions = facts.predictions().map((step) => {
    return `<path d="M${round(placeX(step))} ${top + height - 6}l4 6h-8z" fill="${muted}"><title>prediction</title></path>`;
  });
  return [...flags, ...predictions];
}
