import { voxelCount } from '../core/volume';
import { type ColourTable, heatTable, indexTable } from './colourTable';
import type { DisplayOrder } from './displayOrder';
import type { HeatOverlay, IndexOverlay } from './port';
import {
  assignSlots,
  type Box,
  type Boxes,
  boxOf,
  fillHeatSlots,
  fillIndexSlots,
  highlightSlot,
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

/** Makes the layer of an overlay; `spare` is an array that nobody needs any more, used again when it has the size. */
export function makeLayer(
  overlay: IndexOverlay | HeatOverlay,
  order: DisplayOrder,
  spare: Uint8Array | null,
): OverlayLayer {
  const count = voxelCount(order.dims);
  const numbers = overlay.kind === 'heat' ? overlay.values : overlay.ids;
  if (numbers.length !== count) throw new Error(`overlay of ${numbers.length} voxels on a scan of ${count}`);
  const slots = spare?.length === count ? spare : new Uint8Array(count);
  if (overlay.kind === 'heat') {
    fillHeatSlots(slots, overlay.values, overlay.from, order);
    return { slots, order, index: null, highlighted: null };
  }
  const colours = assignSlots(overlay.colours);
  const boxes = fillIndexSlots(slots, overlay.ids, colours.slotOf, order);
  return { slots, order, index: { ids: overlay.ids, colours, boxes }, highlighted: null };
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
