import type { Triple } from '../core/volume';
import { highlightSlot, rgbOf, type SlotColours } from './slots';

/** Red, green, blue, alpha of the 256 slots. Alpha is the opacity of one voxel in the 3-D view; a slice draws its square root. */
export type ColourTable = Uint8ClampedArray<ArrayBuffer>;

/** What a dimmed index keeps: 3 % per voxel in 3-D, so that light passes through whole blobs, and 17 % in a slice. */
const dimmedAlpha = 8;

/** The colours of an index overlay; with an index highlighted, all others dimmed and its colour in the highlight slot. */
export function indexTable({ slotOf, colourOf }: SlotColours, highlighted: number | null): ColourTable {
  const table = new Uint8ClampedArray(4 * 256);
  const alpha = highlighted === null ? 255 : dimmedAlpha;
  for (let slot = 1; slot < colourOf.length; slot++) put(table, slot, rgbOf(colourOf[slot]), alpha);
  if (highlighted !== null && slotOf[highlighted] > 0)
    put(table, highlightSlot, rgbOf(colourOf[slotOf[highlighted]]), 255);
  return table;
}

/** Dark violet through red to pale yellow: lightness rises evenly (the upper part of matplotlib's "inferno", CC0). */
const heatStops: readonly Triple[] = [
  [87, 16, 110],
  [120, 28, 109],
  [154, 41, 100],
  [188, 55, 84],
  [216, 76, 62],
  [237, 105, 37],
  [249, 142, 9],
  [251, 182, 26],
  [244, 221, 83],
  [252, 255, 164],
];

/** The colours of a heat overlay: slot 1 = `from`, slot 254 = 1; what is less likely is also less opaque. */
export function heatTable(): ColourTable {
  const table = new Uint8ClampedArray(4 * 256);
  for (let slot = 1; slot < highlightSlot; slot++) {
    const t = (slot - 1) / (highlightSlot - 2);
    put(table, slot, between(heatStops, t), 20 + 235 * t * t);
  }
  return table;
}

function between(stops: readonly Triple[], t: number): Triple {
  const position = t * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(position));
  const [a, b] = [stops[below], stops[below + 1]];
  const mix = (channel: number) => a[channel] + (position - below) * (b[channel] - a[channel]);
  return [mix(0), mix(1), mix(2)];
}

function put(table: ColourTable, slot: number, [r, g, b]: Triple, alpha: number): void {
  table.set([r, g, b, alpha], 4 * slot);
}
