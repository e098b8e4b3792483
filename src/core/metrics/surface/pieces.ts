import { type Dims, type Triple, voxelCount } from '../../volume';
import { type AreaClasses, noArea } from './areaClasses';
import type { SurfaceKind } from './distances';
import { PointTree } from './pointTree';

/** Where a component lies. */
export interface ComponentBox {
  /** Inclusive bounds in voxels. */
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** A grid with the kind of surface that is sought on it. */
export interface SurfaceGrid {
  /** Of the voxels. */
  readonly dims: Dims;
  readonly spacingMm: Triple;
  readonly kind: SurfaceKind;
  readonly classes: AreaClasses;
}

/**
 * The pieces of the surface of one connected component (26 neighbours), on the grid of its kind: voxels, or the corners where voxels meet,
 * one more along each axis. Other components touch none of its voxels, so the surface of several is all of their pieces.
 */
export class SurfacePieces {
  /** Of a box round all of the pieces, inclusive, on the grid of the kind. */
  readonly low: Triple;
  readonly high: Triple;
  private tree: PointTree | null = null;
  private known: Uint16Array | null = null;

  constructor(
    /** Ascending, flat on the grid of the kind. */
    readonly places: Int32Array,
    /** The class of the area of each piece. */
    readonly classes: Uint8Array,
    { low, high }: ComponentBox,
    private readonly grid: SurfaceGrid,
  ) {
    const more = grid.kind === 'elements' ? 1 : 0;
    this.low = [low[0], low[1], low[2]];
    this.high = [high[0] + more, high[1] + more, high[2] + more];
  }

  /** The squared distance (mm²) from a place to the nearest piece, or `within` where none is nearer than that. */
  nearest(place: number, at: Int32Array, within: number): number {
    // Most pieces of a good prediction lie on the surface of the reference: there the tree is spared.
    if (!this.tree && this.has(place)) return 0;
    this.tree ??= new PointTree(Int32Array.from(this.coordinates), this.grid.spacingMm);
    return this.tree.squaredDistance(at[0], at[1], at[2], within);
  }

  /** The squared distance (mm²) to the box round them. */
  squaredToBox(at: ArrayLike<number>): number {
    let squared = 0;
    for (let axis = 0; axis < 3; axis++) {
      const gap = Math.max(0, this.low[axis] - at[axis], at[axis] - this.high[axis]) * this.grid.spacingMm[axis];
      squared += gap * gap;
    }
    return squared;
  }

  /** The squared distance (mm²) between the boxes round these and others. */
  squaredBetweenBoxes({ low, high }: SurfacePieces): number {
    let squared = 0;
    for (let axis = 0; axis < 3; axis++) {
      const gap = Math.max(0, this.low[axis] - high[axis], low[axis] - this.high[axis]) * this.grid.spacingMm[axis];
      squared += gap * gap;
    }
    return squared;
  }

  /** Writes where piece k lies. */
  locate(k: number, at: Int32Array): void {
    const { coordinates } = this;
    at[0] = coordinates[3 * k];
    at[1] = coordinates[3 * k + 1];
    at[2] = coordinates[3 * k + 2];
  }

  /** Of each piece, x, y and z at 3k, 3k + 1 and 3k + 2. */
  get coordinates(): Uint16Array {
    this.known ??= this.findCoordinates();
    return this.known;
  }

  /** Visits them by rows along x: those from..to lie in one, whose first place is `place`. */
  forEachRow(visit: (y: number, z: number, from: number, to: number, place: number) => void): void {
    const [nx, ny] = kindDims(this.grid);
    const { places } = this;
    for (let from = 0; from < places.length; ) {
      const row = Math.floor(places[from] / nx);
      const place = nx * row;
      let to = from + 1;
      while (to < places.length && places[to] < place + nx) to++;
      const z = Math.floor(row / ny);
      visit(row - ny * z, z, from, to, place);
      from = to;
    }
  }

  private has(place: number): boolean {
    let [from, to] = [0, this.places.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.places[middle] < place) from = middle + 1;
      else to = middle;
    }
    return this.places[from] === place;
  }

  private findCoordinates(): Uint16Array {
    const { places } = this;
    const coordinates = new Uint16Array(3 * places.length);
    this.forEachRow((y, z, from, to, place) => {
      for (let k = from; k < to; k++) {
        coordinates[3 * k] = places[k] - place;
        coordinates[3 * k + 1] = y;
        coordinates[3 * k + 2] = z;
      }
    });
    return coordinates;
  }
}

/** The pieces of component `id` of a labelling (flat, x fastest; 26 neighbours) that lies in `box`. */
export function piecesOf(ids: Int32Array, id: number, box: ComponentBox, grid: SurfaceGrid): SurfacePieces {
  const codes = grid.kind === 'voxels' ? voxelCodes(ids, id, box, grid.dims) : cornerCodes(ids, id, box, grid.dims);
  return gather(codes, box, grid);
}

/** Codes of the places in a box, x fastest; scratch that the next call overwrites. */
interface BoxCodes {
  readonly dims: Dims;
  readonly codes: Uint8Array;
}

function boxDims({ low, high }: ComponentBox, more: number): Dims {
  return [high[0] - low[0] + 1 + more, high[1] - low[1] + 1 + more, high[2] - low[2] + 1 + more];
}

/** Of the grid on which the pieces lie. */
export function kindDims({ dims: [nx, ny, nz], kind }: SurfaceGrid): Dims {
  return kind === 'voxels' ? [nx, ny, nz] : [nx + 1, ny + 1, nz + 1];
}

let scratch = new Uint8Array(0);

function emptyCodes(dims: Dims): BoxCodes {
  const length = voxelCount(dims);
  if (scratch.length < length || scratch.length > 4 * length + 1e6) scratch = new Uint8Array(length);
  else scratch.fill(0, 0, length);
  return { dims, codes: scratch };
}

/** 1 for the voxels of the component that have a face to the outside. */
function voxelCodes(ids: Int32Array, id: number, box: ComponentBox, [nx, ny, nz]: Dims): BoxCodes {
  const found = emptyCodes(boxDims(box, 0));
  const [bx, by, bz] = found.dims;
  const plane = nx * ny;
  let to = 0;
  for (let k = 0; k < bz; k++)
    for (let j = 0; j < by; j++) {
      const [y, z] = [box.low[1] + j, box.low[2] + k];
      const isRim = y === 0 || y + 1 === ny || z === 0 || z + 1 === nz;
      const from = box.low[0] + nx * y + plane * z;
      for (let i = 0; i < bx; i++, to++) {
        const v = from + i;
        if (ids[v] !== id) continue;
        const x = box.low[0] + i;
        const isInner =
          !isRim &&
          x > 0 &&
          x + 1 < nx &&
          ids[v - 1] === id &&
          ids[v + 1] === id &&
          ids[v - nx] === id &&
          ids[v + nx] === id &&
          ids[v - plane] === id &&
          ids[v + plane] === id;
        if (!isInner) found.codes[to] = 1;
      }
    }
  return found;
}

/** The code of each 2x2x2 neighbourhood (see `elementAreas`). */
function cornerCodes(ids: Int32Array, id: number, box: ComponentBox, [nx, ny]: Dims): BoxCodes {
  const found = emptyCodes(boxDims(box, 1));
  const { codes, dims } = found;
  const [cx, cy, cz] = dims;
  for (let k = 0; k + 1 < cz; k++)
    for (let j = 0; j + 1 < cy; j++) {
      const from = box.low[0] + nx * (box.low[1] + j + ny * (box.low[2] + k));
      const row = cx * (j + cy * k);
      for (let i = 0; i + 1 < cx; i++) {
        if (ids[from + i] !== id) continue;
        const at = row + i;
        codes[at] |= 128;
        codes[at + 1] |= 64;
        codes[at + cx] |= 32;
        codes[at + cx + 1] |= 16;
        codes[at + cx * cy] |= 8;
        codes[at + cx * cy + 1] |= 4;
        codes[at + cx * cy + cx] |= 2;
        codes[at + cx * cy + cx + 1] |= 1;
      }
    }
  return found;
}

function gather({ codes, dims }: BoxCodes, box: ComponentBox, grid: SurfaceGrid): SurfacePieces {
  const { ofCode } = grid.classes;
  const [nx, ny] = kindDims(grid);
  const length = voxelCount(dims);
  let count = 0;
  for (let v = 0; v < length; v++) if (codes[v] !== 0 && ofCode[codes[v]] !== noArea) count++;
  const places = new Int32Array(count);
  const classes = new Uint8Array(count);
  let next = 0;
  for (let k = 0, v = 0; k < dims[2]; k++)
    for (let j = 0; j < dims[1]; j++) {
      const row = box.low[0] + nx * (box.low[1] + j + ny * (box.low[2] + k));
      for (let i = 0; i < dims[0]; i++, v++) {
        if (codes[v] === 0 || ofCode[codes[v]] === noArea) continue;
        places[next] = row + i;
        classes[next++] = ofCode[codes[v]];
      }
    }
  return new SurfacePieces(places, classes, box, grid);
}
