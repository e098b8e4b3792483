import type { Blob } from './case';
import type { Components } from './components';
import { countIds } from './countIds';
import { assignColours } from './palette';
import { type Dims, type Grid, type Triple, voxelAt, voxelToWorld, voxelVolumeMm3 } from './volume';

/**
 * Renumbers `ids` (0 = background, 1..count) in place so that ids run by falling size, ties by the lower old id, which is the
 * first voxel for ids of `labelComponents` and `compactInstances`. Returns the same array.
 */
export function rankBlobs(ids: Int32Array, count: number): Int32Array {
  const sizes = countIds(ids, count);
  const order = Int32Array.from({ length: count }, (_, k) => k + 1).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const rankOf = new Int32Array(count + 1);
  for (let k = 0; k < count; k++) rankOf[order[k]] = k + 1;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] !== 0) ids[i] = rankOf[ids[i]];
  }
  return ids;
}

/** Instances given by the user (any non-zero value is one, in one piece or not) as ids 1..count in the order of their first voxels. */
export function compactInstances(values: ArrayLike<number>): Components {
  const ids = new Int32Array(values.length);
  const idOf = new Map<number, number>();
  let lastValue = 0;
  let lastId = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === 0) continue;
    if (value !== lastValue) {
      lastValue = value;
      lastId = idOf.get(value) ?? idOf.size + 1;
      idOf.set(value, lastId);
    }
    ids[i] = lastId;
  }
  return { ids, count: idOf.size };
}

/**
 * Measures the blobs 1..N of `ids` (N = the largest id; flat, x fastest) in two passes over the voxels, whatever N is.
 * A number below N that no voxel has is a fault.
 */
export function describeBlobs(ids: Int32Array, grid: Grid): Blob[] {
  const sums = sumBlobs(ids, grid);
  const foreground = sums.voxels.reduce((total, voxels) => total + voxels, 0);
  const boxes = Array.from(sums.voxels, (_, n) => ({ boxMin: tripleAt(sums.low, n), boxMax: tripleAt(sums.high, n) }));
  const colours = assignColours(boxes);
  const anchors = findAnchors(ids, grid, sums);
  return boxes.map((box, n) => {
    const volumeMm3 = sums.voxels[n] * voxelVolumeMm3(grid);
    return {
      id: n + 1,
      voxels: sums.voxels[n],
      volumeMm3,
      equivalentDiameterMm: Math.cbrt((6 * volumeMm3) / Math.PI),
      centreMm: voxelToWorld(grid.affine, tripleAt(sums.centres, n)),
      anchorVoxel: voxelAt(grid.dims, anchors[n]),
      ...box,
      share: sums.voxels[n] / foreground,
      colour: colours[n],
    };
  });
}

/** Per blob (index n = id - 1): voxel counts, and three numbers each for the centre of mass and the inclusive bounds, all in voxels. */
interface BlobSums {
  readonly voxels: Int32Array;
  readonly centres: Float64Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

function sumBlobs(ids: Int32Array, { dims }: Grid): BlobSums {
  const count = largestId(ids);
  const voxels = new Int32Array(count);
  const centres = new Float64Array(3 * count);
  const low = new Int32Array(3 * count).fill(Math.max(...dims));
  const high = new Int32Array(3 * count).fill(-1);
  forEachBlobVoxel(ids, dims, (n, position) => {
    voxels[n]++;
    for (let axis = 0; axis < 3; axis++) {
      const at = 3 * n + axis;
      const c = position[axis];
      centres[at] += c;
      if (c < low[at]) low[at] = c;
      if (c > high[at]) high[at] = c;
    }
  });
  for (let n = 0; n < count; n++) {
    if (voxels[n] === 0) throw new Error(`no voxel has the blob id ${n + 1} of ${count}`);
    for (let axis = 0; axis < 3; axis++) centres[3 * n + axis] /= voxels[n];
  }
  return { voxels, centres, low, high };
}

/** For each blob the index of its own voxel nearest to its centre in mm; ties: the first. */
function findAnchors(ids: Int32Array, { dims, affine: a }: Grid, { voxels, centres }: BlobSums): Int32Array {
  const anchors = new Int32Array(voxels.length);
  const nearest = new Float64Array(voxels.length).fill(Number.POSITIVE_INFINITY);
  forEachBlobVoxel(ids, dims, (n, [x, y, z], index) => {
    const dx = x - centres[3 * n];
    const dy = y - centres[3 * n + 1];
    const dz = z - centres[3 * n + 2];
    const wx = a[0] * dx + a[1] * dy + a[2] * dz;
    const wy = a[4] * dx + a[5] * dy + a[6] * dz;
    const wz = a[8] * dx + a[9] * dy + a[10] * dz;
    const squared = wx * wx + wy * wy + wz * wz;
    if (squared >= nearest[n]) return;
    nearest[n] = squared;
    anchors[n] = index;
  });
  return anchors;
}

/** Visits foreground voxels in array order; `position` is one array, refilled for each voxel. */
function forEachBlobVoxel(
  ids: Int32Array,
  [nx, ny, nz]: Dims,
  visit: (n: number, position: Triple, index: number) => void,
): void {
  const position: [number, number, number] = [0, 0, 0];
  let index = 0;
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++, index++) {
        if (ids[index] === 0) continue;
        position[0] = x;
        position[1] = y;
        position[2] = z;
        visit(ids[index] - 1, position, index);
      }
    }
  }
}

function largestId(ids: Int32Array): number {
  let largest = 0;
  for (let i = 0; i < ids.length; i++) if (ids[i] > largest) largest = ids[i];
  return largest;
}

function tripleAt(values: Int32Array | Float64Array, n: number): Triple {
  return [values[3 * n], values[3 * n + 1], values[3 * n + 2]];
}
