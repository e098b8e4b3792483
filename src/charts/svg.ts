import type { Axis, PlotBox } from './plotBox';
import type { ChartTheme } from './theme';

/** A figure for print: its words, its axes, and what is drawn inside, as SVG text in user units of one CSS pixel. */
export interface SvgFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly x: Axis;
  readonly y: Axis | null;
  readonly placeX: (value: number) => number;
  readonly placeY: (value: number) => number;
  readonly body: string;
  readonly theme: ChartTheme;
}

/** Size of every exported figure, and the plot inside it. */
export const figureSize = { width: 960, height: 440 } as const;
export const figureBox: PlotBox = { left: 72, top: 62, width: 864, height: 322 };

/** A whole SVG document with title, axes, units and ground. */
export function svgFigure(figure: SvgFigure): string {
  const { theme, title, subtitle } = figure;
  const { width, height } = figureSize;
  const font = `font-family="${escapeXml(theme.fontFamily)}"`;
  const label = escapeXml(subtitle ? `${title}: ${subtitle}` : title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${font} role="img" aria-label="${label}">`,
    `<rect width="${width}" height="${height}" fill="${theme.ground}"/>`,
    svgText(title, 16, 26, { size: 16, colour: theme.text, weight: 600 }),
    svgText(subtitle, 16, 46, { size: 12, colour: theme.muted }),
    svgAxes(figure),
    figure.body,
    '</svg>',
  ].join('\n');
}

/** How a word is set. */
export interface SvgTextStyle {
  readonly size: number;
  readonly colour: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
}

export function svgText(words: string, x: number, y: number, style: SvgTextStyle): string {
  const weight = style.weight ? ` font-weight="${style.weight}"` : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${style.size}" fill="${style.colour}" text-anchor="${style.anchor ?? 'start'}"${weight}>${escapeXml(words)}</text>`;
}

/** Path data through those points; a null begins a new part. */
export function svgPath(points: readonly (readonly [number, number] | null)[]): string {
  let data = '';
  let isPenDown = false;
  for (const point of points) {
    if (point) data += `${isPenDown ? 'L' : 'M'}${round(point[0])} ${round(point[1])}`;
    isPenDown = point !== null;
  }
  return data;
}

/** The text as XML content or attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function svgAxes({ theme, x, y, xLabel, yLabel, placeX, placeY }: SvgFigure): string {
  const { left, top, width, height } = figureBox;
  const bottom = top + height;
  const words = { size: 11, colour: theme.muted } as const;
  const xWords = x.ticks.map((tick, i) =>
    svgText(x.words[i], placeX(tick), bottom + 18, { ...words, anchor: 'middle' }),
  );
  const yWords = y?.ticks.flatMap((tick, i) => [
    `<path d="M${left} ${round(placeY(tick))}h${width}" stroke="${theme.line}"/>`,
    svgText(y.words[i], left - 8, placeY(tick) + 4, { ...words, anchor: 'end' }),
  ]);
  const middle = top + height / 2;
  return [
    ...(yWords ?? []),
    ...xWords,
    svgText(xLabel, left + width / 2, bottom + 42, { size: 12, colour: theme.text, anchor: 'middle' }),
    `<g transform="rotate(-90 20 ${middle})">${svgText(yLabel, 20, middle, { size: 12, colour: theme.text, anchor: 'middle' })}</g>`,
  ].join('\n');
}
