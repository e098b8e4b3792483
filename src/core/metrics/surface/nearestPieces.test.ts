import { describe, expect, test } from 'vitest';
import { labelComponents } from '../../components';
import { createRandom, type Random } from '../../random';
import { type Dims, voxelAt, voxelCount } from '../../volume';
import { areaClasses } from './areaClasses';
import { boundsOf } from './crop';
import { NearestPieces } from './nearestPieces';
import { piecesOf, type SurfaceGrid, type SurfacePieces } from './pieces';

const dims: Dims = [37, 26, 19];

describe.each([
  ['voxels', [1, 1, 1]],
  ['voxels', [0.7, 1.1, 3]],
  ['elements', [0.9, 0.9, 0.9]],
  ['elements', [4, 0.7, 1]],
] as const)('of %s, spacing %j', (kind, spacingMm) => {
  const grid = { dims, spacingMm, kind, classes: areaClasses(kind, spacingMm) };

  test('the nearest of many pieces is, to the last bit, that of a comparison of all', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = createRandom(seed);
      const targets = randomSurfaces(random, grid, 1 + random.integer(12));
      for (const surface of randomSurfaces(random, grid, 1 + random.integer(5)))
        expectNearest(
          surface,
          everyNth(surface, 1 + random.integer(3)),
          targets,
          grid,
          new NearestPieces(targets, grid),
        );
    }
  });

  test('so is that of a few, one after the other', () => {
    const random = createRandom(99);
    const targets = randomSurfaces(random, grid, 40);
    const nearest = new NearestPieces(targets, grid);
    for (const surface of randomSurfaces(random, grid, 6))
      expectNearest(surface, Int32Array.of(0, surface.places.length - 1), targets, grid, nearest);
  });

  test('nothing is near where there is no surface', () => {
    const [surface] = randomSurfaces(createRandom(7), grid, 1);
    const found = findAll(new NearestPieces([], grid), surface, everyNth(surface, 1));
    expect(new Set(found.squares)).toEqual(new Set([Number.POSITIVE_INFINITY]));
    expect(new Set(found.owners)).toEqual(new Set([-1]));
  });
});

/** The components of so many boxes. */
function randomSurfaces(random: Random, grid: SurfaceGrid, boxes: number): readonly SurfacePieces[] {
  const mask = new Uint8Array(voxelCount(dims));
  for (let b = 0; b < boxes; b++) {
    const low = dims.map((side) => random.integer(side));
    const size = low.map(() => 1 + random.integer(6));
    for (let v = 0; v < mask.length; v++)
      if (voxelAt(dims, v).every((c, axis) => c >= low[axis] && c < low[axis] + size[axis])) mask[v] = 1;
  }
  const components = labelComponents(mask, dims, 26);
  const bounds = boundsOf(components, dims);
  return Array.from({ length: components.count }, (_, n) => {
    const box = { low: bounds.low.map((of) => of[n + 1]), high: bounds.high.map((of) => of[n + 1]) };
    return piecesOf(components.ids, n + 1, box, grid);
  });
}

function everyNth({ places }: SurfacePieces, n: number): Int32Array {
  return Int32Array.from(places.keys()).filter((k) => k % n === 0);
}

function findAll(nearest: NearestPieces, surface: SurfacePieces, which: Int32Array) {
  const found = {
    squares: new Float64Array(surface.places.length).fill(Number.NaN),
    owners: new Int32Array(surface.places.length).fill(-2),
  };
  for (const _ of nearest.finding(surface, which, found));
  return found;
}

function expectNearest(
  surface: SurfacePieces,
  which: Int32Array,
  targets: readonly SurfacePieces[],
  grid: SurfaceGrid,
  nearest: NearestPieces,
): void {
  const found = findAll(nearest, surface, which);
  const expected = {
    squares: new Float64Array(surface.places.length).fill(Number.NaN),
    owners: new Int32Array(surface.places.length).fill(-2),
  };
  for (const k of which) {
    const bySurface = targets.map((target) => leastSquare(surface, k, target, grid));
    expected.squares[k] = Math.min(...bySurface);
    // Of several that are as near any one may be named.
    expected.owners[k] =
      bySurface[found.owners[k]] === expected.squares[k] ? found.owners[k] : bySurface.indexOf(expected.squares[k]);
  }
  expect(found).toEqual(expected);
}

function leastSquare(surface: SurfacePieces, k: number, target: SurfacePieces, { spacingMm }: SurfaceGrid): number {
  const [at, other] = [new Int32Array(3), new Int32Array(3)];
  surface.locate(k, at);
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < target.places.length; n++) {
    target.locate(n, other);
    const [dx, dy, dz] = [0, 1, 2].map((axis) => (other[axis] - at[axis]) * spacingMm[axis]);
    least = Math.min(least, dx * dx + dy * dy + dz * dz);
  }
  return least;
}
