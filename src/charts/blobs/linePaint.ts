import type { AxisPlaces } from '../axes';
import { keepExtremes } from '../decimate';
import type { BlobSeries } from './blobSeries';

/** How one blob's line is drawn; opacities 0..1, widths in CSS pixels. */
export interface LineLook {
  readonly colour: string;
  readonly width: number;
  readonly opacity: number;
  /** Of the faint stroke that bridges steps without the blob. */
  readonly bridgeOpacity: number;
}

/** A piece of a line between two samples; `isBridge` = the blob was absent between them. */
export interface LinePiece {
  readonly from: number;
  readonly to: number;
  readonly isBridge: boolean;
}

/**
 * The pieces of a line from sample `from` on, as pairs of sample indices. Neighbouring steps, and samples closer than
 * `stepsPerPixel`, are joined; anything wider is a bridge. Long series are thinned to their outline by `stepsPerPixel`.
 */
export function linePieces(series: BlobSeries, from: number, stepsPerPixel: number): LinePiece[] {
  const kept = keptSamples(series, from, stepsPerPixel);
  const joinWithin = Math.max(1, stepsPerPixel);
  const pieces: LinePiece[] = [];
  for (let i = 1; i < kept.length; i++) {
    const [a, b] = [kept[i - 1], kept[i]];
    pieces.push({ from: a, to: b, isBridge: series.steps[b] - series.steps[a] > joinWithin });
  }
  return pieces;
}

/** Draws a line from sample `from` on (joined to the one before): solid where the blob was present, faint over gaps, a dot where a stretch begins. */
export function paintLine(
  context: CanvasRenderingContext2D,
  series: BlobSeries,
  from: number,
  places: AxisPlaces & { readonly stepsPerPixel: number },
  look: LineLook,
): void {
  const pieces = linePieces(series, Math.max(0, from - 1), places.stepsPerPixel);
  context.strokeStyle = look.colour;
  context.fillStyle = look.colour;
  context.lineWidth = look.width;
  context.lineJoin = 'round';
  context.globalAlpha = look.bridgeOpacity;
  strokePieces(context, series, pieces.filter((piece) => piece.isBridge), places); // biome-ignore format: one line
  context.globalAlpha = look.opacity;
  strokePieces(context, series, pieces.filter((piece) => !piece.isBridge), places); // biome-ignore format: one line
  const starts = pieces.filter((piece) => piece.isBridge).map((piece) => piece.to);
  if (from === 0 && series.steps.length > 0) starts.push(0);
  const side = look.width + 1;
  for (const i of starts) {
    context.fillRect(places.x(series.steps[i]) - side / 2, places.y(series.terms[i]) - side / 2, side, side);
  }
  context.globalAlpha = 1;
}

function strokePieces(
  context: CanvasRenderingContext2D,
  { steps, terms }: BlobSeries,
  pieces: readonly LinePiece[],
  { x, y }: AxisPlaces,
): void {
  if (pieces.length === 0) return;
  let end = -1;
  context.beginPath();
  for (const piece of pieces) {
    if (piece.from !== end) context.moveTo(x(steps[piece.from]), y(terms[piece.from]));
    context.lineTo(x(steps[piece.to]), y(terms[piece.to]));
    end = piece.to;
  }
  context.stroke();
}

function keptSamples({ steps, terms }: BlobSeries, from: number, stepsPerPixel: number): number[] {
  const count = steps.length - from;
  const span = (steps[steps.length - 1] ?? 0) - (steps[from] ?? 0);
  if (stepsPerPixel < 1 || count < (4 * span) / stepsPerPixel) return Array.from({ length: count }, (_, i) => from + i);
  return keepExtremes(steps.slice(from), terms.slice(from), stepsPerPixel).map((i) => from + i);
}
