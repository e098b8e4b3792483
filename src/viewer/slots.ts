import type { Triple } from '../core/volume';
import type { DisplayOrder } from './displayOrder';
import type { HeatValues, MixedHeat } from './port';

/*
 * NiiVue's drawing layer is one byte per voxel and 256 colours, nearest-neighbour, in display order. We put every overlay into it:
 * a byte ("slot") is 0 = nothing, 1..254 = a colour of the overlay, 255 = the highlighted index. Its label overlays, by contrast,
 * mix up ids above 255 (niivue issue 1578) and keep four bytes per voxel.
 */

/** The slot of the highlighted index. */
export const highlightSlot = 255;
const lastColourSlot = 254;

/** Which slot draws each index of an overlay, and the colour of each slot (`#rrggbb`; slot 0 has none). */
export interface SlotColours {
  readonly slotOf: Uint8Array;
  readonly colourOf: readonly string[];
}

/** A slot for each distinct colour, in order of first use; when there are over 254, later colours take the slot of the nearest one. */
export function assignSlots(colours: readonly string[]): SlotColours {
  const slotOf = new Uint8Array(colours.length);
  const colourOf = [''];
  const slots = new Map<string, number>();
  for (let index = 1; index < colours.length; index++) {
    const colour = colours[index];
    let slot = slots.get(colour);
    if (slot === undefined) {
      slot = colourOf.length <= lastColourSlot ? colourOf.push(colour) - 1 : nearestSlot(colour, colourOf);
      slots.set(colour, slot);
    }
    slotOf[index] = slot;
  }
  return { slotOf, colourOf };
}

/** Inclusive bounds in display voxels of every index: six numbers each, min x y z, max x y z (min > max where an index has no voxel). */
export type Boxes = Int32Array;

/** Planes of the picture along its third axis, the last one not included. */
export type Planes = readonly [from: number, to: number];

/** No bounds yet, of so many indices. */
export function emptyBoxes(count: number): Boxes {
  const boxes = new Int32Array(6 * count);
  for (let i = 0; i < boxes.length; i++) boxes[i] = i % 6 < 3 ? 0x7fffffff : -1;
  return boxes;
}

/** Writes the slot of every voxel of some planes into `slots` (display order) and widens the bounds of the indices that it meets. */
export function fillIndexSlots(
  slots: Uint8Array,
  { ids, slotOf, boxes }: { ids: Int32Array | Uint8Array; slotOf: Uint8Array; boxes: Boxes },
  { dims, start, steps }: DisplayOrder,
  [from, to]: Planes,
): void {
  let out = from * dims[0] * dims[1];
  for (let z = from; z < to; z++) {
    for (let y = 0; y < dims[1]; y++) {
      let at = start + z * steps[2] + y * steps[1];
      for (let x = 0; x < dims[0]; x++, at += steps[0], out++) {
        const id = ids[at];
        if (id > 0 && id < slotOf.length) {
          slots[out] = slotOf[id];
          grow(boxes, 6 * id, x, y, z);
        } else slots[out] = 0;
      }
    }
  }
}

/** Writes values 0..1 of some planes as slots 1..254 (display order); values below `least` become 0. */
export function fillHeatSlots(
  slots: Uint8Array,
  { values, least }: { values: HeatValues; least: number },
  { dims, start, steps }: DisplayOrder,
  [from, to]: Planes,
): void {
  const scale = (lastColourSlot - 1) / Math.max(1e-6, 1 - least);
  const isMixed = 'first' in values;
  let out = from * dims[0] * dims[1];
  for (let z = from; z < to; z++) {
    for (let y = 0; y < dims[1]; y++) {
      let at = start + z * steps[2] + y * steps[1];
      for (let x = 0; x < dims[0]; x++, at += steps[0], out++) {
        const value = isMixed ? mixedAt(values, at) : values[at];
        slots[out] = value >= least ? 1.5 + (Math.min(1, value) - least) * scale : 0;
      }
    }
  }
}

function mixedAt({ first, second, factors }: MixedHeat, at: number): number {
  return Math.abs(factors[0] * first[at] + factors[1] * second[at]);
}

/** Bounds in display voxels, inclusive. */
export interface Box {
  readonly min: Triple;
  readonly max: Triple;
}

/** The bounds of one index, or null where it has no voxel. */
export function boxOf(boxes: Boxes, index: number): Box | null {
  const at = 6 * index;
  if (index < 1 || at >= boxes.length || boxes[at] > boxes[at + 3]) return null;
  return {
    min: [boxes[at], boxes[at + 1], boxes[at + 2]],
    max: [boxes[at + 3], boxes[at + 4], boxes[at + 5]],
  };
}

/** Writes `slot` at every voxel of one index within its bounds. */
export function paintIndex(
  slots: Uint8Array,
  ids: Int32Array | Uint8Array,
  paint: { readonly index: number; readonly box: Box; readonly slot: number },
  { dims, start, steps }: DisplayOrder,
): void {
  const { index, box, slot } = paint;
  for (let z = box.min[2]; z <= box.max[2]; z++) {
    for (let y = box.min[1]; y <= box.max[1]; y++) {
      let out = box.min[0] + dims[0] * (y + dims[1] * z);
      let at = start + z * steps[2] + y * steps[1] + box.min[0] * steps[0];
      for (let x = box.min[0]; x <= box.max[0]; x++, out++, at += steps[0]) if (ids[at] === index) slots[out] = slot;
    }
  }
}

function grow(boxes: Boxes, at: number, x: number, y: number, z: number): void {
  if (x < boxes[at]) boxes[at] = x;
  if (y < boxes[at + 1]) boxes[at + 1] = y;
  if (z < boxes[at + 2]) boxes[at + 2] = z;
  if (x > boxes[at + 3]) boxes[at + 3] = x;
  if (y > boxes[at + 4]) boxes[at + 4] = y;
  if (z > boxes[at + 5]) boxes[at + 5] = z;
}

function nearestSlot(colour: string, colourOf: readonly string[]): number {
  const [r, g, b] = rgbOf(colour);
  let best = 1;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let slot = 1; slot < colourOf.length; slot++) {
    const [r2, g2, b2] = rgbOf(colourOf[slot]);
    const distance = (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [slot, distance];
  }
  return best;
}

/** `#rrggbb` as three bytes. */
export function rgbOf(colour: string): Triple {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
