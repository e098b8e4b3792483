/** Colours and font that a chart draws with, all CSS values; colours as `#rrggbb` because canvas pixels are mixed from them. */
export interface ChartTheme {
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  /** The global term. */
  readonly global: string;
  /** The blob term; also the bright end of the heat strip. */
  readonly blob: string;
  /** The other end of the heat strip: a term of 0, told apart from the ground. */
  readonly heatZero: string;
  readonly fontFamily: string;
}

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

export const darkChartTheme: ChartTheme = {
  ground: '#151a21',
  line: '#252c37',
  text: '#dbe1ea',
  muted: '#8b95a5',
  global: '#5b9dff',
  blob: '#ff9f43',
  heatZero: '#3a2c22',
  fontFamily,
};

export const lightChartTheme: ChartTheme = {
  ground: '#ffffff',
  line: '#e1e5ec',
  text: '#1b222d',
  muted: '#5b6675',
  global: '#2b6fd4',
  blob: '#dd7500',
  heatZero: '#f8e7d2',
  fontFamily,
};

/** Red, green, blue (0..255) of `#rrggbb`. */
export function rgbOf(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `#rrggbb` with an opacity 0..1, as `rgba()`. */
export function withOpacity(colour: string, opacity: number): string {
  return `rgba(${rgbOf(colour).join(',')},${opacity})`;
}

/** `levels` colours from one to the other, linear in sRGB, both ends included. */
export function colourRamp(from: string, to: string, levels: number): (readonly [number, number, number])[] {
  const a = rgbOf(from);
  const b = rgbOf(to);
  return Array.from({ length: levels }, (_, level) => {
    const t = level / (levels - 1);
    const mix = (channel: 0 | 1 | 2) => Math.round(a[channel] + (b[channel] - a[channel]) * t);
    return [mix(0), mix(1), mix(2)] as const;
  });
}
