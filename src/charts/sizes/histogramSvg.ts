import { describeSizes } from '../describe';
import { escapeXml, figureBox, round, svgFigure } from '../svg';
import type { ChartTheme } from '../theme';
import { describeBin, histogramFacts, placeSize } from './histogramBars';
import type { SizeBin, SizedBlob } from './sizeBins';

/** The size histogram as a figure; each bar tells its bin on hover. */
export function histogramSvg(
  bins: readonly SizeBin[],
  blobs: readonly SizedBlob[],
  unit: string,
  theme: ChartTheme,
): string {
  const { left, top, width, height } = figureBox;
  const facts = histogramFacts(bins, figureBox);
  const step = width / Math.max(1, bins.length);
  const bars = bins.map((bin, i) => {
    const tall = bin.ids.length === 0 ? 0 : Math.max(2, (bin.ids.length / facts.top) * height);
    const place = `x="${round(left + i * step + 1)}" y="${round(top + height - tall)}" width="${round(step - 2)}" height="${round(tall)}"`;
    return `<rect ${place} fill="${theme.global}"><title>${escapeXml(describeBin(bin, unit))}</title></rect>`;
  });
  return svgFigure({
    title: 'Blob sizes',
    subtitle: describeSizes(
      blobs.map(({ size }) => size),
      unit,
    ),
    xLabel: `size of a blob (${unit}, log scale)`,
    yLabel: 'blobs',
    x: facts.x,
    y: facts.y,
    placeX: (size) => placeSize(bins, figureBox, size),
    placeY: (count) => top + height - (count / facts.top) * height,
    body: bars.join('\n'),
    theme,
  });
}
