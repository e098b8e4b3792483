import type { Axis, PlotBox } from './plotBox';
import type { ChartTheme } from './theme';

/** Two axes with their names; `gap` = how far these are from the plot, in CSS pixels. */
export interface SvgAxes {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly x: Axis;
  readonly y: Axis | null;
  readonly placeX: (value: number) => number;
  readonly placeY: (value: number) => number;
  readonly theme: ChartTheme;
  readonly gap?: { readonly x: number; readonly y: number };
}

/** A figure for print: its words, its axes, and what is drawn inside, as SVG text in user units of one CSS pixel. */
export interface SvgFigure extends SvgAxes {
  readonly title: string;
  readonly subtitle: string;
  readonly body: string;
  /** Small lines below the figure, which grows by them. */
  readonly foot?: readonly string[];
}

/** In CSS pixels. */
export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

/** Size of an exported curve, and the plot inside it. */
export const figureSize: SvgSize = { width: 960, height: 440 };
export const figureBox: PlotBox = { left: 72, top: 62, width: 864, height: 322 };

/** A whole SVG document with title, axes, units and ground. */
export function svgFigure(figure: SvgFigure): string {
  const { theme, title, subtitle, foot = [] } = figure;
  const size = figureSizeWith(foot);
  const body = [
    svgText(title, 16, 26, { size: 16, colour: theme.text, weight: 600 }),
    svgText(subtitle, 16, 46, { size: 12, colour: theme.muted }),
    svgAxes(figure, figureBox),
    figure.body,
    ...foot.map((line, n) => svgText(line, 16, figureSize.height + 8 + 12 * n, { size: 9, colour: theme.muted })),
  ];
  return svgDocument(body.join('\n'), size, subtitle ? `${title}: ${subtitle}` : title, theme);
}

/** The size of a figure with so many small lines below it. */
export function figureSizeWith(foot: readonly string[]): SvgSize {
  return foot.length === 0 ? figureSize : { ...figureSize, height: figureSize.height + 8 + 12 * foot.length };
}

/** A whole SVG document on the theme's ground; `label` says what it shows. */
export function svgDocument(body: string, { width, height }: SvgSize, label: string, theme: ChartTheme): string {
  const font = `font-family="${escapeXml(theme.fontFamily)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${font} role="img" aria-label="${escapeXml(label)}">`,
    `<rect width="${width}" height="${height}" fill="${theme.ground}"/>`,
    body,
    '</svg>',
  ].join('\n');
}

/** The words round a plot, and a thin line at each value tick. */
export function svgAxes(axes: SvgAxes, { left, top, width, height }: PlotBox): string {
  const { theme, x, y, xLabel, yLabel, placeX, placeY, gap = { x: 42, y: 52 } } = axes;
  const bottom = top + height;
  const words = { size: 11, colour: theme.muted } as const;
  const xWords = x.ticks.map((tick, i) =>
    svgText(x.words[i], placeX(tick), bottom + 18, { ...words, anchor: 'middle' }),
  );
  const yWords = y?.ticks.flatMap((tick, i) => [
    `<path d="M${left} ${round(placeY(tick))}h${width}" stroke="${theme.line}"/>`,
    svgText(y.words[i], left - 8, placeY(tick) + 4, { ...words, anchor: 'end' }),
  ]);
  const [middle, side] = [top + height / 2, left - gap.y];
  const name = { size: 12, colour: theme.text, anchor: 'middle' } as const;
  return [
    ...(yWords ?? []),
    ...xWords,
    svgText(xLabel, left + width / 2, bottom + gap.x, name),
    `<g transform="rotate(-90 ${side} ${middle})">${svgText(yLabel, side, middle, name)}</g>`,
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
