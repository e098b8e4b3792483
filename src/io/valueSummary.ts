import type { Voxels } from './fileVolume';

/** What the values of a volume look like, as far as it matters for telling scans from masks. */
export interface ValueSummary {
  readonly isWhole: boolean;
  readonly hasNegative: boolean;
  /** Share of voxels that are 0, 0..1. */
  readonly zeroShare: number;
  /** Different non-zero values; counting stops behind `distinctCap`. */
  readonly distinctCount: number;
  /** The non-zero values with their voxel counts, by falling count (ties: smaller value first), at most `distinctCap` of them. */
  readonly values: readonly { readonly value: number; readonly voxels: number }[];
}

/** More different values than this are only "many". */
export const distinctCap = 65_536;

/** Once fractions have been seen, so many different values are enough: it is no mask, and looking each one up is slow. */
const fractionCap = 64;

/** One pass over the voxels. */
export function summariseValues(voxels: Voxels): ValueSummary {
  const slots = new Map<number, number>();
  const counts = new Float64Array(distinctCap + 1);
  let lastValue = Number.NaN;
  let lastSlot = 0;
  let zeroCount = 0;
  let isWhole = true;
  let hasNegative = false;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (value === 0) {
      zeroCount++;
      continue;
    }
    if (value !== lastValue) {
      lastValue = value;
      if (value < 0) hasNegative = true;
      if (isWhole && value !== Math.floor(value)) isWhole = false;
      lastSlot = isWhole || slots.size < fractionCap ? slotOf(value, slots) : distinctCap;
    }
    counts[lastSlot]++;
  }
  const values = [...slots].map(([value, slot]) => ({ value, voxels: counts[slot] }));
  values.sort((a, b) => b.voxels - a.voxels || a.value - b.value);
  const distinctCount = slots.size + (counts[distinctCap] > 0 ? 1 : 0);
  return { isWhole, hasNegative, zeroShare: zeroCount / voxels.length, distinctCount, values };
}

/** Values beyond the cap share the last slot. */
function slotOf(value: number, slots: Map<number, number>): number {
  const known = slots.get(value);
  if (known !== undefined) return known;
  if (slots.size === distinctCap) return distinctCap;
  slots.set(value, slots.size);
  return slots.size - 1;
}
