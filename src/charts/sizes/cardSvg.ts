import type { PlotBox } from '../plotBox';
import { round, type SvgSize, svgAxes, svgDocument, svgText } from '../svg';
import type { ChartTheme } from '../theme';
import { wrapWords } from '../wrapWords';
import { histogramFacts, placeSize } from './histogramBars';
import { type LorenzFacts, lorenzMarks } from './lorenzSvg';
import type { SizeBin } from './sizeBins';

/** The imbalance of a mask, or of many, as one figure: its words as they stand on the page. */
export interface CardFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly facts: readonly { readonly name: string; readonly value: string; readonly below: string }[];
  readonly sentences: readonly string[];
  readonly lorenz: LorenzFacts;
  /** Of the voxels of blobs. */
  readonly bins: readonly SizeBin[];
  readonly pull: {
    readonly title: string;
    /** `share` 0..1; `isBlob` = a blob term, else a global one. */
    readonly bars: readonly PullBar[];
  } | null;
  /** A line for each mask, the names of its columns first; none for a single mask. */
  readonly table: readonly (readonly string[])[];
}

export interface PullBar {
  readonly name: string;
  readonly share: number;
  readonly words: string;
  readonly isBlob: boolean;
}

const [width, margin] = [960, 24];
const inner = width - 2 * margin;
/** Letters of 13 px that surely fit into the width. */
const lineLetters = 128;

/** The figure and its size: the height follows what there is to say. */
export function cardSvg(card: CardFigure, theme: ChartTheme): { readonly svg: string; readonly size: SvgSize } {
  const parts: string[] = [];
  let y = 0;
  /** Puts a part below the last one. */
  const put = (height: number, draw: (top: number) => string) => {
    parts.push(draw(y));
    y += height;
  };
  const lines = card.sentences.flatMap((sentence) => wrapWords(sentence, lineLetters));
  put(74, (top) => heading(card, top, theme));
  put(76, (top) => factRow(card.facts, top, theme));
  put(20 * lines.length + 12, (top) => textLines(lines, top, theme));
  put(330, (top) => plots(card, top, theme));
  if (card.pull) put(40 + 24 * card.pull.bars.length, pullPart(card.pull, theme));
  if (card.table.length > 0) put(24 + 20 * card.table.length, (top) => tablePart(card.table, top, theme));
  const size = { width, height: y + 10 };
  return { svg: svgDocument(parts.join('\n'), size, `${card.title}: ${card.sentences.join(' ')}`, theme), size };
}

function heading({ title, subtitle }: CardFigure, top: number, theme: ChartTheme): string {
  const [first] = wrapWords(title, 84);
  return [
    svgText(first === title ? title : `${first} …`, margin, top + 36, { size: 19, colour: theme.text, weight: 600 }),
    svgText(subtitle, margin, top + 58, { size: 13, colour: theme.muted }),
  ].join('\n');
}

function factRow(facts: CardFigure['facts'], top: number, theme: ChartTheme): string {
  const step = inner / Math.max(1, facts.length);
  return facts
    .flatMap(({ name, value, below }, i) => [
      svgText(name, margin + i * step, top + 18, { size: 12, colour: theme.muted }),
      svgText(value, margin + i * step, top + 40, { size: 16, colour: theme.text, weight: 600 }),
      svgText(below, margin + i * step, top + 57, { size: 12, colour: theme.muted }),
    ])
    .join('\n');
}

function textLines(lines: readonly string[], top: number, theme: ChartTheme): string {
  return lines.map((line, i) => svgText(line, margin, top + 16 + 20 * i, { size: 13, colour: theme.text })).join('\n');
}

/** Lorenz curve left, histogram right. */
function plots({ lorenz, bins }: CardFigure, top: number, theme: ChartTheme): string {
  const title = { size: 13, colour: theme.text, weight: 600 };
  return [
    svgText('Lorenz curve', margin, top + 22, title),
    lorenzMarks(lorenz, { left: 90, top: top + 36, width: 330, height: 240 }, theme),
    svgText('Sizes of the blobs', 480, top + 22, title),
    bins.length > 0 ? histogramMarks(bins, { left: 540, top: top + 36, width: 396, height: 240 }, theme) : '',
  ].join('\n');
}

function histogramMarks(bins: readonly SizeBin[], box: PlotBox, theme: ChartTheme): string {
  const { top: most, x, y } = histogramFacts(bins, box);
  const step = box.width / bins.length;
  const axes = {
    theme,
    x,
    y,
    placeX: (size: number) => placeSize(bins, box, size),
    placeY: (count: number) => box.top + box.height * (1 - count / most),
    xLabel: 'size of a blob (voxels, log scale)',
    yLabel: 'blobs',
    gap: { x: 34, y: 40 },
  };
  const bars = bins.map(({ ids }, i) => {
    const tall = ids.length === 0 ? 0 : Math.max(2, (ids.length / most) * box.height);
    return `<rect x="${round(box.left + i * step + 1)}" y="${round(box.top + box.height - tall)}" width="${round(step - 2)}" height="${round(tall)}" fill="${theme.global}"/>`;
  });
  return [svgAxes(axes, box), ...bars].join('\n');
}

function pullPart({ title, bars }: NonNullable<CardFigure['pull']>, theme: ChartTheme) {
  const [left, long] = [370, 440];
  return (top: number) =>
    [
      svgText(title, margin, top + 20, { size: 13, colour: theme.text, weight: 600 }),
      ...bars.flatMap(({ name, share, words, isBlob }, i) => {
        const y = top + 34 + 24 * i;
        const colour = isBlob ? theme.blob : theme.global;
        return [
          svgText(name, margin, y + 12, { size: 13, colour: theme.text }),
          `<rect x="${left}" y="${y}" width="${long}" height="14" rx="3" fill="${theme.line}"/>`,
          `<rect x="${left}" y="${y}" width="${round(Math.max(1, long * share))}" height="14" rx="3" fill="${colour}"/>`,
          svgText(words, left + long + 10, y + 12, { size: 13, colour: theme.text }),
        ];
      }),
    ].join('\n');
}

/** The first column takes what the others leave. */
function tablePart(rows: CardFigure['table'], top: number, theme: ChartTheme): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const step = 104;
  const firstWidth = inner - step * (columns - 1);
  return rows
    .flatMap((row, r) =>
      row.map((cell, c) => {
        const colour = r === 0 ? theme.muted : theme.text;
        const y = top + 20 + 20 * r;
        if (c > 0) return svgText(cell, margin + firstWidth + step * c, y, { size: 12, colour, anchor: 'end' });
        // A sentence in the place of numbers may take the whole line.
        const letters = Math.floor((row.length === 1 ? inner : firstWidth) / 6.6);
        return svgText(cell.length > letters ? `${cell.slice(0, letters - 1)}…` : cell, margin, y, {
          size: 12,
          colour,
        });
      }),
    )
    .join('\n');
}
