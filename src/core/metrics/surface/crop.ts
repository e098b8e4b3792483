import type { Components } from '../../components';
import type { Box } from '../../content';
import type { Dims, Triple } from '../../volume';
import type { MaskPair } from './surfaces';

/** Inclusive bounds of each component, index = id; a component without voxels has its low above its high. */
export interface Bounds {
  readonly low: readonly Int32Array[];
  readonly high: readonly Int32Array[];
}

/** Where each component of a labelling (flat, x fastest) lies, in one pass. */
export function boundsOf({ ids, count }: Components, dims: Dims): Bounds {
  const low = dims.map((size) => new Int32Array(count + 1).fill(size));
  const high = dims.map(() => new Int32Array(count + 1).fill(-1));
  let v = 0;
  for (let z = 0; z < dims[2]; z++)
    for (let y = 0; y < dims[1]; y++)
      for (let x = 0; x < dims[0]; x++, v++) {
        const id = ids[v];
        if (id === 0) continue;
        if (x < low[0][id]) low[0][id] = x;
        if (x > high[0][id]) high[0][id] = x;
        if (y < low[1][id]) low[1][id] = y;
        if (y > high[1][id]) high[1][id] = y;
        if (z < low[2][id]) low[2][id] = z;
        if (z > high[2][id]) high[2][id] = z;
      }
  return { low, high };
}

/** Some components of one labelling, by id; null = all of them. */
export interface Chosen {
  readonly components: Components;
  readonly bounds: Bounds;
  readonly ids: readonly number[] | null;
}

/** The chosen components of two labellings as masks on the smallest box that holds them; beyond it nothing changes a surface. */
export function cropMasks(reference: Chosen, prediction: Chosen, dims: Dims, spacingMm: Triple): MaskPair {
  const box = unionBox([...boxesOf(reference), ...boxesOf(prediction)]);
  return {
    reference: cutMask(reference, dims, box),
    prediction: cutMask(prediction, dims, box),
    dims: box.dims,
    spacingMm,
  };
}

/** The chosen components as a mask on the smallest box that holds them. */
export function cutChosen(chosen: Chosen, dims: Dims): { readonly box: Box; readonly mask: Uint8Array } {
  const box = unionBox(boxesOf(chosen));
  return { box, mask: cutMask(chosen, dims, box) };
}

interface Extent {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

function boxesOf({ components, bounds, ids }: Chosen): Extent[] {
  const chosen = ids ?? Array.from({ length: components.count }, (_, k) => k + 1);
  return chosen
    .map((id) => ({ low: bounds.low.map((at) => at[id]), high: bounds.high.map((at) => at[id]) }))
    .filter(({ low, high }) => low[0] <= high[0]);
}

function unionBox(extents: readonly Extent[]): Box {
  if (extents.length === 0) return { start: [0, 0, 0], dims: [1, 1, 1] };
  const low = [0, 1, 2].map((axis) => extents.reduce((least, { low }) => Math.min(least, low[axis]), Infinity));
  const high = [0, 1, 2].map((axis) => extents.reduce((most, { high }) => Math.max(most, high[axis]), -1));
  const size = (axis: number) => high[axis] - low[axis] + 1;
  return { start: [low[0], low[1], low[2]], dims: [size(0), size(1), size(2)] };
}

function cutMask({ components, ids }: Chosen, dims: Dims, { start, dims: size }: Box): Uint8Array {
  const isIn = new Uint8Array(components.count + 1).fill(ids ? 0 : 1);
  isIn[0] = 0;
  for (const id of ids ?? []) isIn[id] = 1;
  const mask = new Uint8Array(size[0] * size[1] * size[2]);
  let to = 0;
  for (let z = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++) {
      const from = start[0] + dims[0] * (start[1] + y + dims[1] * (start[2] + z));
      for (let x = 0; x < size[0]; x++) mask[to++] = isIn[components.ids[from + x]];
    }
  return mask;
}
