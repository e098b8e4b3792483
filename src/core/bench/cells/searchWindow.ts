import type { LabelledBox } from '../../nearest/columns';
import { paintBoth } from '../../nearest/envelope';
import { nearestRows, type PaintRow, type Rectangle, type WantedSlice } from '../../nearest/rows';
import type { Dims, Triple } from '../../volume';
import { boxOfExtent, type Extent, GrowingBox } from '../growingBox';
import type { Area, Span } from './area';

/** Voxels of which the nearest labels are asked for. */
export interface Asked {
  readonly area: Area;
  /** Whether a voxel of the area, by its flat index, is one of them. */
  readonly has: (voxel: number) => boolean;
  /** Whether all labelled voxels lie where they are looked for first. */
  readonly isAllWithin: boolean;
}

/** Labels of a grid. */
export interface GridLabels {
  readonly ids: Int32Array;
  /** The label of each id, 0 = not labelled, as is the id 0. */
  readonly labelOf: Int32Array;
}

/**
 * Takes the nearest labelled voxels of a part of a row along x that begins at the voxel x, y, z, and holds all voxels of the row that are asked for: of these the label, and the squared distance in the unit of the weights;
 * of the others what lies nearest in the window. The arrays are written over for the next row.
 */
export type TakeRow = (labels: Int32Array, squares: Float64Array, x: number, y: number, z: number) => void;

/** What is asked for, less the rows that were taken. */
export class Pending {
  private readonly taken = new Set<number>();

  constructor(readonly asked: Asked) {}

  span(y: number, z: number): Span | null {
    return this.taken.has(keyOf(y, z)) ? null : this.asked.area.span(y, z);
  }

  take(y: number, z: number): void {
    this.taken.add(keyOf(y, z));
  }
}

/** No slice has so many rows. */
const keyOf = (y: number, z: number) => y + 2 ** 20 * z;

/** A part of the grid that labels are looked for in. */
export class SearchWindow {
  readonly size: Dims;
  private readonly extent = new GrowingBox();
  /** What it should hold, where a voxel may be as near to something beyond it. */
  private readonly wanted = new GrowingBox();
  private isSure = true;
  private rowsAsked = 0;
  private rowsPainted = 0;
  /** How far what lies beyond is at least (squared), by the place along each axis. */
  private readonly beyond: readonly Float64Array[];

  /** `extent` = all that is looked through for each slice; null = what is asked to be looked through first. */
  constructor(
    private readonly pending: Pending,
    private readonly dims: Dims,
    private readonly weights: Triple,
    private readonly forAll: Extent | null,
  ) {
    const { covered, window } = pending.asked.area.bounds;
    for (const part of [covered, forAll ?? window]) this.extent.add(part);
    this.extent.cut(dims);
    this.wanted.add(this.extent);
    this.size = boxOfExtent(this.extent).dims;
    this.beyond = dims.map((side) => new Float64Array(side).fill(Number.POSITIVE_INFINITY));
    this.measureBeyond(2, this.extent);
  }

  get isWhole(): boolean {
    return this.size.every((side, axis) => side === this.dims[axis]);
  }

  /** Whether all rows that are asked for were taken. */
  get isDone(): boolean {
    return this.isSure && this.rowsPainted > 0 && this.rowsPainted === this.rowsAsked;
  }

  /** What to look through instead: what is wanted; where nothing was found, twice as much. */
  get wider(): Extent {
    const { low, high } = this.wanted;
    if (this.rowsPainted > 0 && this.rowsPainted === this.rowsAsked) return this.wanted;
    const by = Math.max(...this.size);
    return { low: [low[0] - by, low[1] - by, low[2] - by], high: [high[0] + by, high[1] + by, high[2] + by] };
  }

  /** Takes the rows for which the window does; `upward` = an array to work in. */
  transform({ ids, labelOf }: GridLabels, upward: Int32Array, take: TakeRow): void {
    const { size, dims, pending, weights } = this;
    const [x0, y0, z0] = this.extent.low;
    const [labels, squares] = [new Int32Array(size[0]), new Float64Array(size[0])];
    const paint: PaintRow = (envelope, axis, rowStart) => {
      this.rowsPainted++;
      const row = rowStart / size[0];
      const [y, z] = [(row % size[1]) + y0, Math.floor(row / size[1]) + z0];
      const [first, last] = pending.span(y, z) ?? [x0, x0];
      paintBoth(envelope, axis, labels, squares, 0, 1, first - x0, last - x0);
      const ofRow = squares.subarray(first - x0, last - x0 + 1);
      if (!this.does(ofRow, first, y, z)) return;
      pending.take(y, z);
      take(labels.subarray(first - x0, last - x0 + 1), ofRow, first, y, z);
    };
    const [pitchY, pitchZ] = [dims[0], dims[0] * dims[1]];
    const box: LabelledBox = { ids, labelOf, first: x0 + pitchY * y0 + pitchZ * z0, pitchY, pitchZ };
    const { covered } = pending.asked.area.bounds;
    const slices = { zLow: covered.low[2] - z0, zHigh: covered.high[2] - z0, slice: (z: number) => this.slice(z + z0) };
    for (const _ of nearestRows(box, upward, size, weights, paint, slices));
  }

  /** What of a slice is looked for and through, from the corner of the window on. */
  private slice(z: number): WantedSlice | null {
    const bounds = this.pending.asked.area.slice(z);
    if (bounds === null) return null;
    const looked = new GrowingBox();
    looked.add(this.forAll ?? bounds.window);
    looked.cut(this.dims);
    this.measureBeyond(0, looked);
    this.measureBeyond(1, looked);
    const hasRow = (y: number) => {
      const has = this.pending.span(y + this.extent.low[1], z) !== null;
      if (has) this.rowsAsked++;
      return has;
    };
    return { voxels: this.rectangle(bounds.covered), hasRow, columns: this.rectangle(looked) };
  }

  private rectangle({ low, high }: Extent): Rectangle {
    const [x0, y0] = this.extent.low;
    return { xLow: low[0] - x0, xHigh: high[0] - x0, yLow: low[1] - y0, yHigh: high[1] - y0 };
  }

  /** Whether no voxel of a row that is asked for may be as near to something beyond the window; else sees to it that this is wanted. */
  private does(squares: Float64Array, first: number, y: number, z: number): boolean {
    if (this.pending.asked.isAllWithin) return true;
    const { dims, beyond } = this;
    const [beyondX, beyondY, beyondZ] = beyond;
    const beside = Math.min(beyondY[y], beyondZ[z]);
    const row = dims[0] * (y + dims[1] * z);
    let does = true;
    for (let k = 0, x = first; k < squares.length; k++, x++) {
      if (squares[k] < beside && squares[k] < beyondX[x]) continue;
      if (!this.pending.asked.has(row + x)) continue;
      for (const [axis, at] of [x, y, z].entries())
        this.wanted.reach(axis, at, Math.floor(Math.sqrt(squares[k] / this.weights[axis])) + 1);
      does = false;
    }
    if (!does) this.isSure = false;
    return does;
  }

  private measureBeyond(axis: 0 | 1 | 2, { low, high }: Extent): void {
    if (this.pending.asked.isAllWithin) return;
    const { dims, weights } = this;
    for (let at = low[axis]; at <= high[axis]; at++) {
      const toLow = low[axis] > 0 ? at - low[axis] + 1 : Number.POSITIVE_INFINITY;
      const toHigh = high[axis] < dims[axis] - 1 ? high[axis] - at + 1 : Number.POSITIVE_INFINITY;
      this.beyond[axis][at] = weights[axis] * Math.min(toLow, toHigh) ** 2;
    }
  }
}
