import type { LorenzPoint } from '../../core/lorenz';
import type { Axis, PlotBox } from '../plotBox';
import { round, svgAxes, svgPath, svgText } from '../svg';
import type { ChartTheme } from '../theme';
import { formatCount } from '../ticks';

/** A Lorenz curve and, fainter, those of the single masks it is made of. */
export interface LorenzFacts {
  readonly curve: readonly LorenzPoint[];
  readonly others: readonly (readonly LorenzPoint[])[];
  readonly blobCount: number;
}

/** The curve over the diagonal of equal blobs, with axes, as SVG text; `marked` = a point that stands out. */
export function lorenzMarks(
  { curve, others, blobCount }: LorenzFacts,
  box: PlotBox,
  theme: ChartTheme,
  marked: LorenzPoint | null = null,
): string {
  const at = ({ blobs, voxels }: LorenzPoint) =>
    [box.left + blobs * box.width, box.top + (1 - voxels) * box.height] as const;
  const line = (points: readonly LorenzPoint[], style: string) =>
    `<path d="${svgPath(points.map(at))}" fill="none" ${style}/>`;
  const ends = [
    { blobs: 0, voxels: 0 },
    { blobs: 1, voxels: 1 },
  ];
  const curves = [
    `<path d="${svgPath(curve.map(at))}Z" fill="${theme.global}" opacity="0.16"/>`,
    ...others.map((points) => line(points, `stroke="${theme.muted}" opacity="0.45"`)),
    line(curve, `stroke="${theme.global}" stroke-width="2"`),
  ];
  return [
    lorenzAxes(box, theme),
    line(ends, `stroke="${theme.muted}" stroke-dasharray="4 3"`),
    alongDiagonal(box, theme),
    // Without blobs there is a diagonal and nothing below it.
    ...(blobCount > 0 ? curves : []),
    ...(marked ? [mark(at(marked), theme)] : []),
  ].join('\n');
}

/** The point of the curve nearest to a share of the blobs. */
export function lorenzPointAt({ curve }: LorenzFacts, blobs: number): LorenzPoint {
  return curve.reduce((best, point) => (Math.abs(point.blobs - blobs) < Math.abs(best.blobs - blobs) ? point : best));
}

/** "the 12 smallest of 20 hold 8.1 %". */
export function describeLorenz({ blobs, voxels }: LorenzPoint, blobCount: number): string {
  const percent = (100 * voxels).toLocaleString('en-US', { maximumSignificantDigits: 2 });
  const count = Math.round(blobs * blobCount);
  const holds = count === 1 ? 'holds' : 'hold';
  return `the ${count === 1 ? 'smallest' : `${formatCount(count)} smallest`} of ${formatCount(blobCount)} ${holds} ${percent} %`;
}

const shares: Axis = { ticks: [0, 0.25, 0.5, 0.75, 1], words: ['0 %', '25 %', '50 %', '75 %', '100 %'] };

function lorenzAxes(box: PlotBox, theme: ChartTheme): string {
  const axes = {
    theme,
    x: shares,
    y: shares,
    placeX: (share: number) => box.left + share * box.width,
    placeY: (share: number) => box.top + (1 - share) * box.height,
    xLabel: 'blobs, smallest first',
    yLabel: 'of the voxels',
    gap: { x: 34, y: 46 },
  };
  return svgAxes(axes, box);
}

/** The words at the diagonal, turned along it. */
function alongDiagonal(box: PlotBox, theme: ChartTheme): string {
  const [x, y] = [box.left + 0.34 * box.width, box.top + 0.66 * box.height - 6];
  const angle = (-Math.atan2(box.height, box.width) * 180) / Math.PI;
  const words = svgText('all blobs equal', x, y, { size: 11, colour: theme.muted, anchor: 'middle' });
  return `<g transform="rotate(${round(angle)} ${round(x)} ${round(y)})">${words}</g>`;
}

function mark([x, y]: readonly [number, number], theme: ChartTheme): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="4" fill="${theme.text}"/>`;
}
