import type { Dims, Triple } from '../../volume';
import { areaClasses } from './areaClasses';
import { type Chosen, cutChosen } from './crop';
import { DistanceCounts } from './distanceCounts';
import type { DirectedDistances, SurfaceDistances, SurfaceKind } from './distances';
import { findNearest, NearestPieces, numbersWhere } from './nearestPieces';
import { kindDims, type SurfaceGrid, SurfacePieces } from './pieces';
import { findSurface } from './surfaces';

/** The surface of some components of a labelling, and what finds the nearest of its pieces. */
export class ChosenSurface {
  readonly pieces: SurfacePieces;
  readonly nearest: NearestPieces;
  readonly grid: SurfaceGrid;

  /** `dims` = of the grid of the labelling, in voxels. */
  constructor(chosen: Chosen, dims: Dims, spacingMm: Triple, kind: SurfaceKind) {
    this.grid = { dims, spacingMm, kind, classes: areaClasses(kind, spacingMm) };
    const { box, mask } = cutChosen(chosen, dims);
    const found = findSurface(mask, box.dims, kind, this.grid.classes);
    const places = placesOnGrid(found.places, found.dims, box.start, kindDims(this.grid));
    const high = box.start.map((low, axis) => low + box.dims[axis] - 1);
    this.pieces = new SurfacePieces(places, found.classes, { low: box.start, high }, this.grid);
    this.nearest = new NearestPieces([this.pieces], this.grid);
  }
}

/** Distances between two surfaces of one grid and kind, both ways: the same numbers as `measureSurfaces`. */
export function distancesBetween(reference: ChosenSurface, prediction: ChosenSurface): SurfaceDistances {
  return {
    referenceToPrediction: directed(reference, prediction),
    predictionToReference: directed(prediction, reference),
  };
}

function directed({ pieces, grid }: ChosenSurface, to: ChosenSurface): DirectedDistances {
  const all = numbersWhere(pieces.places.length, () => true);
  const counts = new DistanceCounts(grid.classes.areas);
  counts.addAll(findNearest(to.nearest, pieces, all).squares, pieces.classes);
  return counts.directed();
}

/** Places in a box, flat, as places on the grid. */
function placesOnGrid(places: Int32Array, [bx, by]: Dims, start: Triple, [nx, ny]: Dims): Int32Array {
  return places.map((place) => {
    const x = place % bx;
    const row = (place - x) / bx;
    const y = row % by;
    return start[0] + x + nx * (start[1] + y + ny * (start[2] + (row - y) / by));
  });
}
