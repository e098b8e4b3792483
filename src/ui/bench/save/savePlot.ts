import type { RefObject } from 'react';
import type { SvgPlotHost } from '../../../charts/svgPlot';
import { saveFile } from '../../saveFile';
import type { SaveChoice } from './SaveMenu';

/** A plot as drawing and as picture. */
export function savePlot(
  chart: RefObject<SvgPlotHost | null>,
  fileName: () => string,
  what = '',
): readonly SaveChoice[] {
  const name = (kind: string) => (what ? `${what}: ${kind.charAt(0).toLowerCase()}${kind.slice(1)}` : kind);
  return [
    {
      name: name('Picture (PNG)'),
      save: async () => {
        const png = await chart.current?.toPng();
        if (png) saveFile(`${fileName()}.png`, png);
      },
    },
    {
      name: name('Drawing (SVG)'),
      save: () => {
        if (chart.current) saveFile(`${fileName()}.svg`, new Blob([chart.current.toSvg()], { type: 'image/svg+xml' }));
      },
    },
  ];
}

/** A table as CSV. */
export function saveCsv(name: string, csv: string): void {
  saveFile(`${name}.csv`, new Blob([csv], { type: 'text/csv' }));
}
