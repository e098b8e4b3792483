import { describeRowOrder } from '../describe';
import { stepAxis, valueAxis } from '../plotBox';
import { figureBox, round, svgFigure, svgPath } from '../svg';
import type { ChartTheme } from '../theme';
import type { BlobRun } from './blobRun';
import type { BlobSeries } from './blobSeries';
import { linePieces } from './linePaint';
import { lookOf, placesOf } from './linesPicture';

/** The blobs' lines as a figure. */
export function linesSvg(run: BlobRun, seriesOf: (blobId: number) => BlobSeries, theme: ChartTheme): string {
  const places = placesOf(run, figureBox);
  const lines = run.rows.map(({ id, colour }) => {
    const look = lookOf(colour, run.rows.length);
    return `<g fill="none" stroke="${colour}" stroke-linejoin="round"><title>blob ${id}</title>${linePaths(seriesOf(id), places, look)}</g>`;
  });
  return svgFigure({
    title: "Each blob's own term",
    subtitle: `${describeRowOrder(run)}; faint: blob not in the patch`,
    xLabel: 'step',
    yLabel: 'loss term of the blob (no unit)',
    x: stepAxis(run.steps, figureBox.width),
    y: valueAxis(run.top, figureBox.height),
    placeX: places.x,
    placeY: places.y,
    body: lines.join('\n'),
    theme,
  });
}

function linePaths(
  series: BlobSeries,
  places: ReturnType<typeof placesOf>,
  look: { readonly opacity: number; readonly bridgeOpacity: number },
): string {
  const at = (i: number) => [places.x(series.steps[i]), places.y(series.terms[i])] as const;
  const pieces = linePieces(series, 0, places.stepsPerPixel);
  const data = (isBridge: boolean) => {
    const ours = pieces.filter((piece) => piece.isBridge === isBridge);
    const isNew = (i: number) => ours[i - 1]?.to !== ours[i].from;
    return svgPath(ours.flatMap(({ from, to }, i) => (isNew(i) ? [null, at(from), at(to)] : [at(to)])));
  };
  const starts = [0, ...pieces.filter((piece) => piece.isBridge).map((piece) => piece.to)];
  const dots = series.steps.length === 0 ? '' : starts.map((i) => `M${at(i).map(round).join(' ')}h.01`).join('');
  return [
    `<path d="${data(true)}" stroke-opacity="${round(look.bridgeOpacity)}"/>`,
    `<path d="${data(false)}" stroke-opacity="${round(look.opacity)}"/>`,
    `<path d="${dots}" stroke-width="2.5" stroke-linecap="round" stroke-opacity="${round(look.opacity)}"/>`,
  ].join('');
}
