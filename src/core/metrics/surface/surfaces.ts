import { type Dims, type Triple, voxelCount } from '../../volume';
import { elementAreas } from './elementAreas';
import { type Points, PointTree } from './pointTree';

/** What counts as surface: the voxels with a face to the outside, or the elements that run between voxel centres. */
export type SurfaceKind = 'voxels' | 'elements';

/** From every piece of one surface to the nearest piece of the other, ascending by distance. */
export interface DirectedDistances {
  /** mm; infinite where the other mask is empty. */
  readonly distancesMm: Float64Array;
  /** The weight of each piece: mm² of an element, 1 for a voxel. */
  readonly areas: Float64Array;
}

export interface SurfaceDistances {
  readonly referenceToPrediction: DirectedDistances;
  readonly predictionToReference: DirectedDistances;
}

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
  const find = kind === 'voxels' ? surfaceVoxels : surfaceElements;
  const reference = find(pair.reference, pair);
  const prediction = find(pair.prediction, pair);
  return {
    referenceToPrediction: directed(reference, prediction, pair.spacingMm),
    predictionToReference: directed(prediction, reference, pair.spacingMm),
  };
}

/** The pieces of a surface: where they are on their grid, ascending, and how much each weighs. */
interface Surface {
  readonly dims: Dims;
  readonly places: Int32Array;
  readonly areas: Float64Array;
}

function directed(from: Surface, to: Surface, spacingMm: Triple): DirectedDistances {
  const squared = squaredBetween(from, to, spacingMm);
  const order = ascendingOrder(squared);
  return {
    distancesMm: Float64Array.from(order, (piece) => Math.sqrt(squared[piece])),
    areas: Float64Array.from(order, (piece) => from.areas[piece]),
  };
}

/** Indices by ascending value, equal ones in their order. Values on a grid repeat: sorting them and then counting beats a comparator. */
function ascendingOrder(values: Float64Array): Uint32Array {
  const next = new Map<number, number>();
  let before = Number.NaN;
  values
    .slice()
    .sort()
    .forEach((value, k) => {
      if (value !== before) next.set(value, k);
      before = value;
    });
  const order = new Uint32Array(values.length);
  values.forEach((value, k) => {
    const at = next.get(value) ?? 0;
    order[at] = k;
    next.set(value, at + 1);
  });
  return order;
}

/** Squared distance in mm² from each piece of one surface to the nearest of the other; where both have a piece it is 0. */
function squaredBetween(from: Surface, to: Surface, spacingMm: Triple): Float64Array {
  const targets = pointsOf(from, spacingMm);
  const squared = new Float64Array(from.places.length);
  let tree: PointTree | null = null;
  let next = 0;
  for (let k = 0; k < squared.length; k++) {
    while (next < to.places.length && to.places[next] < from.places[k]) next++;
    if (to.places[next] === from.places[k]) continue;
    tree ??= new PointTree(pointsOf(to, spacingMm));
    squared[k] = tree.squaredDistance(targets[3 * k], targets[3 * k + 1], targets[3 * k + 2]);
  }
  return squared;
}

function pointsOf({ places, dims: [nx, ny] }: Surface, spacingMm: Triple): Points {
  const points = new Float64Array(3 * places.length);
  places.forEach((place, k) => {
    const x = place % nx;
    const row = (place - x) / nx;
    const y = row % ny;
    points[3 * k] = spacingMm[0] * x;
    points[3 * k + 1] = spacingMm[1] * y;
    points[3 * k + 2] = (spacingMm[2] * (row - y)) / ny;
  });
  return points;
}

function surfaceVoxels(mask: Uint8Array, { dims }: MaskPair): Surface {
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
  const places = placesOf(isSurface, [0, 1]);
  return { dims, places, areas: new Float64Array(places.length).fill(1) };
}

/** One place per corner of the grid, so one more along each axis than there are voxels. */
function surfaceElements(mask: Uint8Array, { dims, spacingMm }: MaskPair): Surface {
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
  const areaOf = elementAreas(spacingMm);
  const places = placesOf(codes, areaOf);
  return { dims: corners, places, areas: Float64Array.from(places, (place) => areaOf[codes[place]]) };
}

/** Where the code has an area. */
function placesOf(codes: Uint8Array, areaOf: ArrayLike<number>): Int32Array {
  let count = 0;
  for (let v = 0; v < codes.length; v++) if (codes[v] !== 0 && areaOf[codes[v]] > 0) count++;
  const places = new Int32Array(count);
  let next = 0;
  for (let v = 0; v < codes.length; v++) if (codes[v] !== 0 && areaOf[codes[v]] > 0) places[next++] = v;
  return places;
}
