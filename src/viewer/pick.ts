import type { Affine, Triple } from '../core/volume';
import { invertAffine, voxelToWorld } from '../core/volume';
import type { DisplayOrder } from './displayOrder';
import type { Tile } from './layout';
import type { Picture } from './picture';

/** A place on the canvas in device pixels from its left top corner. */
export interface CanvasPoint {
  readonly x: number;
  readonly y: number;
}

/** The display voxel under a point of a slice as last drawn, or null where there is none. */
export function pickOnSlice({ nv }: Picture, { dims }: DisplayOrder, { x, y }: CanvasPoint): Triple | null {
  for (let i = 0; i < nv.screenSlices.length; i++) {
    const [r, a, s] = nv.screenXY2TextureFrac(x, y, i, true);
    if (r >= 0) return [voxelOf(r, dims[0]), voxelOf(a, dims[1]), voxelOf(s, dims[2])];
  }
  return null;
}

/** How many device pixels a voxel is wide and high in the slice under a point; null where there is none. */
export function voxelSizeOnSlice({ nv }: Picture, { dims }: DisplayOrder, { x, y }: CanvasPoint): CanvasPoint | null {
  const apartPx = 4;
  for (let i = 0; i < nv.screenSlices.length; i++) {
    const at = nv.screenXY2TextureFrac(x, y, i, true);
    if (at[0] < 0) continue;
    const size = (dx: number, dy: number) => {
      // At the rim of the slice one of the two lies outside.
      const ahead = nv.screenXY2TextureFrac(x + dx, y + dy, i, true);
      const end = ahead[0] < 0 ? nv.screenXY2TextureFrac(x - dx, y - dy, i, true) : ahead;
      return apartPx / Math.hypot(...[0, 1, 2].map((d) => (end[d] - at[d]) * dims[d]));
    };
    const [across, down] = [size(apartPx, 0), size(0, apartPx)];
    return Number.isFinite(across) && Number.isFinite(down) ? { x: across, y: down } : null;
  }
  return null;
}

/** The first voxel with a slot that the line of sight through a point of the 3-D view's tile meets, or null. */
export function pickInRender(
  picture: Picture,
  tile: Tile,
  { dims }: DisplayOrder,
  slots: Uint8Array,
  point: CanvasPoint,
): Triple | null {
  const [from, to] = sightLine(picture, tile, point);
  return firstHit(from, to, dims, slots);
}

/** Walks from one point to another (texture fractions of a volume of these dims) and gives the first voxel whose slot is not 0. */
export function firstHit(from: Triple, to: Triple, dims: Triple, slots: Uint8Array): Triple | null {
  const [enter, leave] = insideUnitCube(from, to);
  if (!(enter < leave)) return null;
  const lengthVoxels = Math.hypot(...[0, 1, 2].map((d) => (to[d] - from[d]) * dims[d])) * (leave - enter);
  const stepCount = Math.ceil(2 * lengthVoxels);
  for (let i = 0; i <= stepCount; i++) {
    const t = enter + ((leave - enter) * i) / stepCount;
    const voxel = (d: 0 | 1 | 2) => voxelOf(from[d] + t * (to[d] - from[d]), dims[d]);
    const [x, y, z] = [voxel(0), voxel(1), voxel(2)];
    if (slots[x + dims[0] * (y + dims[1] * z)] > 0) return [x, y, z];
  }
  return null;
}

/** Both ends of the line of sight, from the eye away, in texture fractions. */
function sightLine({ nv, gl }: Picture, { position }: Tile, { x, y }: CanvasPoint): [Triple, Triple] {
  const { width: across, height: down } = gl.canvas;
  const [left, top, width, height] = [
    position[0] * across,
    position[1] * down,
    position[2] * across,
    position[3] * down,
  ];
  const { renderAzimuth, renderElevation } = nv.scene;
  const [m] = nv.calculateMvpMatrix(null, [left, top, width, height], renderAzimuth, renderElevation);
  // The projection is orthographic, so the matrix is affine; its near and far planes are swapped: depth +1 is the nearer.
  const rows = [0, 1, 2].flatMap((r) => [m[r], m[4 + r], m[8 + r], m[12 + r]]);
  const toWorld = invertAffine(rows as unknown as Affine);
  const at = (depth: number) => {
    const mm = voxelToWorld(toWorld, [(2 * (x - left)) / width - 1, 1 - (2 * (y - top)) / height, depth]);
    const [r, a, s] = nv.mm2frac([...mm], 0, true);
    return [r, a, s] as const;
  };
  return [at(1), at(-1)];
}

/** The part 0..1 of a line that lies in the unit cube: where it enters and where it leaves (enter >= leave: it misses). */
function insideUnitCube(from: Triple, to: Triple): [number, number] {
  let enter = 0;
  let leave = 1;
  for (let d = 0; d < 3; d++) {
    const length = to[d] - from[d];
    if (length === 0 && (from[d] < 0 || from[d] > 1)) return [1, 0];
    if (length === 0) continue;
    const [a, b] = [-from[d] / length, (1 - from[d]) / length];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return [enter, leave];
}

function voxelOf(fraction: number, side: number): number {
  return Math.min(side - 1, Math.max(0, Math.floor(fraction * side)));
}
