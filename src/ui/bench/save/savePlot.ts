import type { RefObject } from 'react';
import type { SvgPlotHost } from '../../../charts/svgPlot';
import { saveFile } from '../../saveFile';
import type { SaveChoice } from './SaveMenu';

/** A plot that can be saved: under what name, and what is written below it. */
export interface SavedPlot {
  readonly chart: RefObject<SvgPlotHost | null>;
  readonly fileName: () => string;
  readonly note: () => string;
}

/** A plot as drawing and as picture; `what` tells them from others in one menu. */
export function savePlot({ chart, fileName, note }: SavedPlot, what = ''): readonly SaveChoice[] {
  const name = (kind: string) => (what ? `${what}: ${kind.charAt(0).toLowerCase()}${kind.slice(1)}` : kind);
  return [
    {
      name: name('Picture (PNG)'),
      save: async () => {
        const png = await chart.current?.toPng(note());
        if (png) saveFile(`${fileName()}.png`, png);
      },
    },
    {
      name: name('Drawing (SVG)'),
      save: () => {
        const svg = chart.current?.toSvg(note());
        if (svg) saveFile(`${fileName()}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
      },
    },
  ];
}

/** A table as CSV. */
export function saveCsv(name: string, csv: string): void {
  saveFile(`${name}.csv`, new Blob([csv], { type: 'text/csv' }));
}
