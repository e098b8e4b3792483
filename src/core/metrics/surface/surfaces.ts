import { type Dims, type Triple, voxelCount } from '../../volume';
import { type AreaClasses, areaClasses, noArea } from './areaClasses';
import { DistanceCounts } from './distanceCounts';
import type { DirectedDistances, SurfaceDistances, SurfaceKind } from './distances';
import { PointTree } from './pointTree';

/** Two masks (non-zero = inside) on one grid. */
export interface MaskPair {
  readonly reference: Uint8Array;
  readonly prediction: Uint8Array;
  readonly dims: Dims;
  readonly spacingMm: Triple;
}

/**
 * Distances between the surfaces of two masks, both ways; outside the grid is background. Exact, between voxel centres ('voxels': a
 * mask minus its erosion by the 6-neighbour cross, as MONAI, panoptica and MetricsReloaded) or between the corners where voxels
 * meet ('elements', as google-deepmind/surface-distance).
 */
export function measureSurfaces(pair: MaskPair, kind: SurfaceKind): SurfaceDistances {
  const classes = areaClasses(kind, pair.spacingMm);
  const reference = findSurface(pair.reference, pair.dims, kind, classes);
  const prediction = findSurface(pair.prediction, pair.dims, kind, classes);
  return {
    referenceToPrediction: directed(reference, prediction, classes, pair.spacingMm),
    predictionToReference: directed(prediction, reference, classes, pair.spacingMm),
  };
}

/** The pieces of a surface: where they are on their grid, ascending, and the class of each one's area. */
export interface Surface {
  readonly dims: Dims;
  readonly places: Int32Array;
  readonly classes: Uint8Array;
}

/** The surface of a mask; outside its grid is background. */
export function findSurface(mask: Uint8Array, dims: Dims, kind: SurfaceKind, classes: AreaClasses): Surface {
  return kind === 'voxels' ? surfaceVoxels(mask, dims, classes) : surfaceElements(mask, dims, classes);
}

function directed(from: Surface, to: Surface, { areas }: AreaClasses, spacingMm: Triple): DirectedDistances {
  const counts = new DistanceCounts(areas);
  counts.addAll(squaredBetween(from, to, spacingMm), from.classes);
  return counts.directed();
}

/** Squared distance in mm² from each piece of one surface to the nearest of the other; where both have a piece it is 0. */
function squaredBetween(from: Surface, to: Surface, spacingMm: Triple): Float64Array {
  const targets = pointsOf(from);
  const squared = new Float64Array(from.places.length);
  let tree: PointTree | null = null;
  let next = 0;
  for (let k = 0; k < squared.length; k++) {
    while (next < to.places.length && to.places[next] < from.places[k]) next++;
    if (to.places[next] === from.places[k]) continue;
    tree ??= new PointTree(pointsOf(to), spacingMm);
    squared[k] = tree.squaredDistance(targets[3 * k], targets[3 * k + 1], targets[3 * k + 2]);
  }
  return squared;
}

function pointsOf({ places, dims: [nx, ny] }: Surface): Int32Array {
  const points = new Int32Array(3 * places.length);
  places.forEach((place, k) => {
    const x = place % nx;
    const row = (place - x) / nx;
    const y = row % ny;
    points[3 * k] = x;
    points[3 * k + 1] = y;
    points[3 * k + 2] = (row - y) / ny;
  });
  return points;
}

function surfaceVoxels(mask: Uint8Array, dims: Dims, classes: AreaClasses): Surface {
  const [nx, ny, nz] = dims;
  const plane = nx * ny;
  const isSurface = new Uint8Array(mask.length);
  let v = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, v++) {
        if (mask[v] === 0) continue;
        const isAtEdge = x === 0 || x + 1 === nx || y === 0 || y + 1 === ny || z === 0 || z + 1 === nz;
        const isInner =
          !isAtEdge && mask[v - 1] && mask[v + 1] && mask[v - nx] && mask[v + nx] && mask[v - plane] && mask[v + plane];
        if (!isInner) isSurface[v] = 1;
      }
  return surfaceOf(isSurface, dims, classes);
}

/** One place per corner of the grid, so one more along each axis than there are voxels. */
function surfaceElements(mask: Uint8Array, dims: Dims, classes: AreaClasses): Surface {
  const corners: Dims = [dims[0] + 1, dims[1] + 1, dims[2] + 1];
  const codes = new Uint8Array(voxelCount(corners));
  const [cx, cy] = corners;
  const steps = [0, 1, 2, 3, 4, 5, 6, 7].map((c) => (c & 1) + cx * (((c >> 1) & 1) + cy * (c >> 2)));
  let v = 0;
  for (let z = 0; z < dims[2]; z++)
    for (let y = 0; y < dims[1]; y++)
      for (let x = 0; x < dims[0]; x++, v++) {
        if (mask[v] === 0) continue;
        const at = x + cx * (y + cy * z);
        for (let corner = 0; corner < 8; corner++) codes[at + steps[corner]] |= 128 >> corner;
      }
  return surfaceOf(codes, corners, classes);
}

/** The pieces where the code has an area. */
function surfaceOf(codes: Uint8Array, dims: Dims, { ofCode }: AreaClasses): Surface {
  let count = 0;
  for (let v = 0; v < codes.length; v++) if (codes[v] !== 0 && ofCode[codes[v]] !== noArea) count++;
  const places = new Int32Array(count);
  let next = 0;
  for (let v = 0; v < codes.length; v++) if (codes[v] !== 0 && ofCode[codes[v]] !== noArea) places[next++] = v;
  return { dims, places, classes: Uint8Array.from(places, (place) => ofCode[codes[place]]) };
}
