import { voxelCount } from '../core/volume';
import { type ColourTable, heatTable, indexTable } from './colourTable';
import type { DisplayOrder } from './displayOrder';
import type { HeatOverlay, IndexOverlay } from './port';
import {
  assignSlots,
  type Box,
  type Boxes,
  boxOf,
  emptyBoxes,
  fillHeatSlots,
  fillIndexSlots,
  highlightSlot,
  type Planes,
  paintIndex,
  type SlotColours,
} from './slots';

/** An overlay as the picture draws it: one byte per voxel in display order and a table of 256 colours. */
export interface OverlayLayer {
  readonly slots: Uint8Array;
  readonly order: DisplayOrder;
  readonly index: IndexPart | null;
  highlighted: number | null;
}

interface IndexPart {
  readonly ids: Int32Array | Uint8Array;
  readonly colours: SlotColours;
  readonly boxes: Boxes;
}

/** So many voxels are written without a pause: a few milliseconds. */
const voxelsAtOnce = 1_000_000;

/**
 * Makes the layer of an overlay, with pauses where the scan is large; `spare` is an array that nobody needs any more, used again when it has the
 * size.
 */
export async function makeLayer(
  overlay: IndexOverlay | HeatOverlay,
  order: DisplayOrder,
  spare: Uint8Array | null,
  pause: () => Promise<void>,
): Promise<OverlayLayer> {
  const count = voxelCount(order.dims);
  const length = lengthOf(overlay);
  if (length !== count) throw new Error(`overlay of ${length} voxels on a scan of ${count}`);
  const slots = spare?.length === count ? spare : new Uint8Array(count);
  if (overlay.kind === 'heat') {
    const heat = { values: overlay.values, least: overlay.from };
    await inParts(order, pause, (planes) => fillHeatSlots(slots, heat, order, planes));
    return { slots, order, index: null, highlighted: null };
  }
  const colours = assignSlots(overlay.colours);
  const index = { ids: overlay.ids, colours, boxes: emptyBoxes(colours.slotOf.length) };
  const { slotOf } = colours;
  await inParts(order, pause, (planes) => fillIndexSlots(slots, { ...index, slotOf }, order, planes));
  return { slots, order, index, highlighted: null };
}

function lengthOf(overlay: IndexOverlay | HeatOverlay): number {
  if (overlay.kind === 'index') return overlay.ids.length;
  return 'first' in overlay.values ? overlay.values.first.length : overlay.values.length;
}

async function inParts(
  { dims }: DisplayOrder,
  pause: () => Promise<void>,
  fill: (planes: Planes) => void,
): Promise<void> {
  const atOnce = Math.max(1, Math.floor(voxelsAtOnce / (dims[0] * dims[1])));
  for (let from = 0; from < dims[2]; from += atOnce) {
    if (from > 0) await pause();
    fill([from, Math.min(dims[2], from + atOnce)]);
  }
}

/** The index if the layer has a voxel of it, else null: highlighting what is not there would only dim the rest. */
export function presentIndex({ index }: OverlayLayer, wanted: number | null): number | null {
  return index && wanted !== null && boxOf(index.boxes, wanted) ? wanted : null;
}

/** The colours of a layer as it is highlighted now. */
export function tableOf({ index, highlighted }: OverlayLayer): ColourTable {
  return index ? indexTable(index.colours, highlighted) : heatTable();
}

/** Gives the highlight slot to another index (null: to none) and returns the bounds within which slots have changed; other indices keep theirs. */
export function moveHighlight(layer: OverlayLayer, to: number | null): Box[] {
  const { slots, order, index } = layer;
  if (!index || layer.highlighted === to) return [];
  const changed: Box[] = [];
  const paint = (id: number | null, slot: (of: number) => number) => {
    const box = id === null ? null : boxOf(index.boxes, id);
    if (id === null || !box) return;
    paintIndex(slots, index.ids, { index: id, box, slot: slot(id) }, order);
    changed.push(box);
  };
  paint(layer.highlighted, (id) => index.colours.slotOf[id]);
  paint(to, () => highlightSlot);
  layer.highlighted = to;
  return changed;
}
