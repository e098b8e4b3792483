import { type Dims, type Triple, voxelCount } from '../../volume';
import { elementAreas } from './elementAreas';
import { squaredDistances } from './squaredDistances';

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

interface Surface {
  readonly dims: Dims;
  /** The weight of the piece at each place, 0 = no surface here. */
  readonly areas: Float64Array;
  readonly places: Int32Array;
}

function directed(from: Surface, to: Surface, spacingMm: Triple): DirectedDistances {
  const seeds = new Uint8Array(to.areas.length);
  for (const place of to.places) seeds[place] = 1;
  const squared = squaredDistances(seeds, to.dims, spacingMm);
  const order = from.places.slice().sort((a, b) => squared[a] - squared[b] || a - b);
  return {
    distancesMm: Float64Array.from(order, (place) => Math.sqrt(squared[place])),
    areas: Float64Array.from(order, (place) => from.areas[place]),
  };
}

function surfaceVoxels(mask: Uint8Array, { dims }: MaskPair): Surface {
  const [nx, ny, nz] = dims;
  const plane = nx * ny;
  const areas = new Float64Array(mask.length);
  let v = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, v++) {
        if (mask[v] === 0) continue;
        const isInner =
          x > 0 &&
          x + 1 < nx &&
          y > 0 &&
          y + 1 < ny &&
          z > 0 &&
          z + 1 < nz &&
          mask[v - 1] &&
          mask[v + 1] &&
          mask[v - nx] &&
          mask[v + nx] &&
          mask[v - plane] &&
          mask[v + plane];
        if (!isInner) areas[v] = 1;
      }
  return { dims, areas, places: placesOf(areas) };
}

/** One place per corner of the grid, so one more along each axis than there are voxels. */
function surfaceElements(mask: Uint8Array, { dims, spacingMm }: MaskPair): Surface {
  const corners: Dims = [dims[0] + 1, dims[1] + 1, dims[2] + 1];
  const codes = new Uint8Array(voxelCount(corners));
  const [cx, cy] = corners;
  let v = 0;
  for (let z = 0; z < dims[2]; z++)
    for (let y = 0; y < dims[1]; y++)
      for (let x = 0; x < dims[0]; x++, v++) {
        if (mask[v] === 0) continue;
        const at = x + cx * (y + cy * z);
        for (let corner = 0; corner < 8; corner++)
          codes[at + (corner & 1) + cx * (((corner >> 1) & 1) + cy * (corner >> 2))] |= 128 >> corner;
      }
  const areaOf = elementAreas(spacingMm);
  const areas = Float64Array.from(codes, (code) => areaOf[code]);
  return { dims: corners, areas, places: placesOf(areas) };
}

function placesOf(areas: Float64Array): Int32Array {
  let count = 0;
  for (let v = 0; v < areas.length; v++) if (areas[v] > 0) count++;
  const places = new Int32Array(count);
  let next = 0;
  for (let v = 0; v < areas.length; v++) if (areas[v] > 0) places[next++] = v;
  return places;
}
