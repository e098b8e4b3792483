import { escapeXml, round, svgText } from './svg';
import type { ChartTheme } from './theme';

/** A step behind which something changed the course of a run, in a few letters: "β 1→4". */
export interface ChartFlag {
  readonly step: number;
  readonly words: string;
  /** The same in full, where it can be shown. */
  readonly title?: string;
}

/** A flag with its place: the line at x, the words from `left` on, in one of the rows; null = there is no room for them. */
export interface PlacedFlag extends ChartFlag {
  readonly x: number;
  readonly left: number | null;
  readonly row: number;
}

interface Room {
  readonly placeX: (step: number) => number;
  readonly widthOf: (words: string) => number;
  readonly from: number;
  readonly to: number;
}

/** Free pixels between a line and its words, and between the words of two flags. */
const gap = 4;
const rows = 2;

/** Puts flags, ascending by step, where their words touch neither one another nor the edge; words that fit in no row are left out, their line stays. */
export function placeFlags(flags: readonly ChartFlag[], { placeX, widthOf, from, to }: Room): readonly PlacedFlag[] {
  const freeFrom = new Array<number>(rows).fill(from);
  return flags.map((flag) => {
    const [x, width] = [placeX(flag.step), widthOf(flag.words)];
    const left = x + gap + width > to ? x - gap - width : x + gap;
    const row = freeFrom.findIndex((free) => free <= left);
    if (row < 0) return { ...flag, x, left: null, row: 0 };
    freeFrom[row] = left + width + 2 * gap;
    return { ...flag, x, left, row };
  });
}

/** Pixels from one row of words to the next. */
export const flagRowHeight = 13;

/** The flags of a plot as SVG: dotted lines with words on a ground of their own. */
export function flagMarks(
  flags: readonly ChartFlag[],
  placeX: (step: number) => number,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  theme: ChartTheme,
): string[] {
  const room = { placeX, widthOf: roughWidth, from: box.left, to: box.left + box.width };
  return placeFlags(flags, room).map(({ x, left, row, words, title = words }) => {
    const line = `<path d="M${round(x)} ${box.top}v${round(box.height)}" stroke="${theme.muted}" stroke-dasharray="2 3"><title>${escapeXml(title)}</title></path>`;
    if (left === null) return line;
    const top = box.top + row * flagRowHeight;
    const ground = `<rect x="${round(left - 2)}" y="${round(top)}" width="${round(roughWidth(words) + 4)}" height="12" fill="${theme.ground}" fill-opacity="0.85"/>`;
    return line + ground + svgText(words, left, top + 9, { size: 10, colour: theme.text });
  });
}

/** About how wide words of 10 px are, where nothing can measure them. */
function roughWidth(words: string): number {
  return 5.7 * words.length;
}
