import type { Quantity } from './losses/criteria/quantities';

export type Logits = Float32Array | Float64Array;

/**
 * The cut of one batch element into regions, one row each: row 0 = background, row n = inside the n-th blob.
 * Row n belongs to `blobIds[n - 1]` whatever further rows outside the blobs a finer cut adds after these.
 */
export interface Regions {
  /** Ids of the blobs present, ascending; they need not be contiguous (a patch holds some blobs of the scan). */
  readonly blobIds: readonly number[];
  /** Row of each voxel, in the order of the ids. */
  readonly rowOfVoxel: Int32Array;
  /** Label y of each row: 1 = inside a blob, 0 = outside all. */
  readonly isInside: Uint8Array;
  /** Only of a cut that divides the blobs: the blob of each row as its place in `blobIds` + 1, 0 = none. Without it row n is blob n. */
  readonly blobOfRow?: Int32Array;
}

/** Voxel counts and sums of quantities over the regions of one batch element, in float64. */
export interface Ledger {
  readonly regions: Regions;
  readonly quantities: readonly Quantity[];
  /** Voxels of each row. */
  readonly voxels: Float64Array;
  /** sums[k][row] = the k-th quantity summed over the row. */
  readonly sums: readonly Float64Array[];
}

/** A part of a ledger added up: its voxels, and one sum per quantity in the ledger's order. */
export interface Tally {
  readonly voxels: number;
  readonly sums: readonly number[];
}

/** The regions of one batch element from its blob ids (0 = background); throws on a negative id. */
export function cutRegions(ids: Int32Array): Regions {
  const blobIds = presentIds(ids);
  const rowOfId = new Map(blobIds.map((id, n) => [id, n + 1]));
  const rowOfVoxel = new Int32Array(ids.length);
  for (let v = 0; v < ids.length; v++) {
    if (ids[v] === 0) continue;
    // Blobs lie in runs, so the last voxel's row is nearly always this one's.
    rowOfVoxel[v] = v > 0 && ids[v] === ids[v - 1] ? rowOfVoxel[v - 1] : (rowOfId.get(ids[v]) ?? 0);
  }
  const isInside = new Uint8Array(blobIds.length + 1).fill(1, 1);
  return { blobIds, rowOfVoxel, isInside };
}

/** The ledger of one batch element: one pass over the voxels, whatever the number of regions. Throws on unequal lengths. */
export function sumRegions(logits: Logits, regions: Regions, quantities: readonly Quantity[]): Ledger {
  const functions = quantities.map(({ at }) => at);
  return { regions, quantities, voxels: countVoxels(regions), sums: sumFunctions(logits, regions, functions) };
}

/** The slopes of a ledger's quantities summed over each row, as its `sums` are the values. */
export function sumSlopes(logits: Logits, { regions, quantities }: Ledger): readonly Float64Array[] {
  return sumFunctions(
    logits,
    regions,
    quantities.map(({ slope }) => slope),
  );
}

/**
 * The way back: adds to `gradient` (one number per voxel of the element) the derivative with respect to the logits of a loss whose
 * derivative with respect to sums[k][row] is coefficients[k][row].
 */
export function addGradientInto(
  gradient: Float64Array,
  logits: Logits,
  { regions, quantities }: Ledger,
  coefficients: readonly Float64Array[],
): void {
  const { rowOfVoxel, isInside } = regions;
  for (let v = 0; v < logits.length; v++) {
    const row = rowOfVoxel[v];
    const label = isInside[row] === 1;
    for (let k = 0; k < quantities.length; k++)
      gradient[v] += coefficients[k][row] * quantities[k].slope(logits[v], label);
  }
}

/** One row of the ledger. */
export function tallyOfRow({ voxels, sums }: Ledger, row: number): Tally {
  return { voxels: voxels[row], sums: sums.map((ofRow) => ofRow[row]) };
}

/** All rows inside blobs (label 1), or all rows outside them (label 0), added up. */
export function tallyOfLabel({ regions, voxels, sums }: Ledger, label: 0 | 1): Tally {
  const total = (ofRow: Float64Array) => ofRow.reduce((t, s, row) => (regions.isInside[row] === label ? t + s : t), 0);
  return { voxels: total(voxels), sums: sums.map(total) };
}

/** The voxels of each row. */
export function countVoxels({ rowOfVoxel, isInside }: Regions): Float64Array {
  const voxels = new Float64Array(isInside.length);
  for (let v = 0; v < rowOfVoxel.length; v++) voxels[rowOfVoxel[v]]++;
  return voxels;
}

function sumFunctions(
  logits: Logits,
  { rowOfVoxel, isInside }: Regions,
  functions: readonly Quantity['at'][],
): Float64Array[] {
  if (logits.length !== rowOfVoxel.length)
    throw new Error(`${logits.length} logits for ${rowOfVoxel.length} voxels of the regions`);
  const sums = functions.map(() => new Float64Array(isInside.length));
  for (let v = 0; v < logits.length; v++) {
    const row = rowOfVoxel[v];
    const label = isInside[row] === 1;
    for (let k = 0; k < functions.length; k++) sums[k][row] += functions[k](logits[v], label);
  }
  return sums;
}

function presentIds(ids: Int32Array): number[] {
  const present = new Set<number>();
  let last = 0;
  for (const id of ids) {
    if (id === last || id === 0) continue;
    if (id < 0) throw new Error(`blob id ${id}; ids are 0 for background and positive for blobs`);
    present.add(id);
    last = id;
  }
  return [...present].sort((a, b) => a - b);
}
