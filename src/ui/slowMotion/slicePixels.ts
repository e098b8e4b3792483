import type { StepArrays } from '../../core/slowMotion/explained';
import type { Triple } from '../../core/volume';
import type { Stage } from '../../lessons/slowMotion';

/** Colours 0..255 of the roles on the page. */
export interface SliceColours {
  readonly global: Triple;
  readonly instance: Triple;
  readonly raised: Triple;
  readonly lowered: Triple;
  /** 256 colours of the probability, four bytes each. */
  readonly heat: Uint8ClampedArray;
  /** Of each blob's id. */
  readonly ofBlob: (id: number) => Triple;
}

/** What is lit on a slice through the patch. */
export interface SliceLight {
  readonly stage: Stage;
  readonly arrays: StepArrays;
  /** Voxels a side, and the slice along z. */
  readonly size: number;
  readonly z: number;
  /** Intensities drawn black and white. */
  readonly range: readonly [number, number];
  /** How strongly a blob is lit in the stages of terms, 0..1. */
  readonly strengthOf: (id: number) => number;
  /** 1 = the chosen blob's term does not see the voxel; null = all is seen. */
  readonly isHidden: ((voxel: number) => boolean) | null;
  /** The largest |gradient| and |change of p| of the patch. */
  readonly largest: { readonly gradient: number; readonly change: number };
  readonly colours: SliceColours;
}

/** Pixels of the slice, RGBA, size x size, with y upwards as the scan's pictures have it. */
export function slicePixels(light: SliceLight): Uint8ClampedArray<ArrayBuffer> {
  const { size, z, arrays, range } = light;
  const pixels = new Uint8ClampedArray(4 * size * size);
  const tintOf = tints[light.stage];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const v = x + size * (y + size * z);
      const grey = 255 * Math.min(1, Math.max(0, (arrays.scan[v] - range[0]) / (range[1] - range[0] || 1)));
      const { colour, amount } = tintOf(light, v);
      const at = 4 * (x + size * (size - 1 - y));
      for (let channel = 0; channel < 3; channel++)
        pixels[at + channel] = (1 - amount) * greyUnder[light.stage] * grey + amount * colour[channel];
      pixels[at + 3] = 255;
    }
  return pixels;
}

interface Tint {
  readonly colour: Triple;
  /** How much of it covers the scan, 0..1. */
  readonly amount: number;
}

/** The scan steps back where something lies over it. */
const greyUnder: Record<Stage, number> = {
  ...{ patch: 1, forward: 0.7, sums: 0.8, terms: 0.8 },
  ...{ mean: 0.8, total: 0.6, gradient: 0.5, update: 0.5 },
};

const nothing: Tint = { colour: [0, 0, 0], amount: 0 };

const tints: Record<Stage, (light: SliceLight, voxel: number) => Tint> = {
  patch: () => nothing,
  forward: ({ arrays, colours: { heat } }, v) => {
    const slot = 4 * Math.min(254, Math.max(1, Math.round(255 * arrays.probability[v])));
    return { colour: [heat[slot], heat[slot + 1], heat[slot + 2]], amount: heat[slot + 3] / 255 };
  },
  sums: ({ arrays, colours }, v) => {
    const id = arrays.ids[v];
    const region = id || arrays.cells[v];
    if (region === 0) return nothing;
    return { colour: colours.ofBlob(region), amount: id > 0 ? 0.75 : 0.22 };
  },
  terms: (light, v) => (light.isHidden?.(v) ? { colour: [0, 0, 0], amount: 0.75 } : blobTint(light, v)),
  mean: (light, v) => blobTint(light, v),
  total: ({ arrays, colours }, v) => {
    const label = arrays.ids[v] > 0 ? 1 : 0;
    return { colour: colours.global, amount: 0.95 * Math.abs(arrays.probability[v] - label) };
  },
  gradient: ({ arrays, largest, colours }, v) => signed(-arrays.gradient[v], largest.gradient, colours),
  update: ({ arrays, largest, colours }, v) => signed(arrays.after[v] - arrays.probability[v], largest.change, colours),
};

function blobTint({ arrays, colours, strengthOf }: SliceLight, v: number): Tint {
  const id = arrays.ids[v];
  return id === 0 ? nothing : { colour: colours.instance, amount: 0.12 + 0.83 * strengthOf(id) };
}

/** Up or down by colour; the root makes weak pulls visible beside strong ones. */
function signed(value: number, largest: number, { raised, lowered }: SliceColours): Tint {
  if (largest === 0 || value === 0) return nothing;
  return { colour: value > 0 ? raised : lowered, amount: 0.95 * Math.sqrt(Math.min(1, Math.abs(value) / largest)) };
}

/** The slice that shows most blobs, and of these the one with most voxels in them; the middle one of a patch without blobs. */
export function bestSlice(ids: Int32Array, size: number): number {
  let best = { z: Math.floor(size / 2), blobs: 0, voxels: 0 };
  for (let z = 0; z < size; z++) {
    const slice = ids.subarray(z * size * size, (z + 1) * size * size);
    const seen = new Set<number>();
    let voxels = 0;
    for (const id of slice)
      if (id > 0) {
        seen.add(id);
        voxels++;
      }
    if (seen.size > best.blobs || (seen.size === best.blobs && voxels > best.voxels))
      best = { z, blobs: seen.size, voxels };
  }
  return best.z;
}

/** The slice that holds most of a blob. */
export function sliceOfBlob(ids: Int32Array, size: number, blob: number): number {
  const counts = new Int32Array(size);
  ids.forEach((id, v) => {
    if (id === blob) counts[Math.floor(v / size ** 2)]++;
  });
  return counts.indexOf(Math.max(...counts));
}

/** The blobs that a slice cuts, ascending. */
export function blobsOfSlice(ids: Int32Array, size: number, z: number): readonly number[] {
  const slice = ids.subarray(z * size * size, (z + 1) * size * size);
  return [...new Set(slice)].filter((id) => id > 0).sort((a, b) => a - b);
}

/** The edges between unlike voxels of a slice, in voxels from its top left, as x1, y1, x2, y2; `id` = that of the side that is not 0, or the lower one's. */
export function edgesOf(
  labels: Int32Array,
  size: number,
  z: number,
): readonly { readonly id: number; readonly line: readonly [number, number, number, number] }[] {
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= size || y >= size ? 0 : labels[x + size * (size - 1 - y + size * z)];
  const edges: { id: number; line: [number, number, number, number] }[] = [];
  const add = (a: number, b: number, line: [number, number, number, number]) => {
    if (a === b) return;
    if (a > 0) edges.push({ id: a, line });
    if (b > 0) edges.push({ id: b, line });
  };
  for (let y = 0; y <= size; y++)
    for (let x = 0; x <= size; x++) {
      if (y < size) add(at(x - 1, y), at(x, y), [x, y, x, y + 1]);
      if (x < size) add(at(x, y - 1), at(x, y), [x, y, x + 1, y]);
    }
  return edges;
}
