import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelComponents } from '../../components';
import { type Dims, voxelCount } from '../../volume';
import { boxMask } from '../buildPairs';
import { boundsOf, cropMasks } from './crop';
import type { DirectedDistances, SurfaceDistances } from './distances';
import { elementAreas } from './elementAreas';
import { PointTree } from './pointTree';
import {
  hausdorffByArea,
  hausdorffOfSides,
  hausdorffPooled,
  meanDistance,
  meanDistanceOfSides,
  meanDistancePooled,
  surfaceDiceOfSides,
  surfaceDicePooled,
} from './surfaceMetrics';
import { measureSurfaces } from './surfaces';

test('squared distances of a point tree are those of a search through all points', () => {
  const coordinate = fc.constantFrom(-3, -1, 0, 1, 2, 4, 15);
  const spacingMm = [0.5, 1.1, 2] as const;
  const triples = (most: number) => fc.array(fc.tuple(coordinate, coordinate, coordinate), { maxLength: most });
  fc.assert(
    fc.property(triples(200), triples(20), (points, targets) => {
      const tree = new PointTree(Int32Array.from(points.flat()), spacingMm);
      for (const [x, y, z] of targets) {
        const all = points.map((point) =>
          [x, y, z].reduce<number>((sum, at, axis) => sum + ((point[axis] - at) * spacingMm[axis]) ** 2, 0),
        );
        expect(tree.squaredDistance(x, y, z)).toBe(Math.min(...all));
        expect(tree.squaredDistance(x, y, z, 3)).toBe(Math.min(...all, 3));
      }
    }),
  );
});

describe('areas of surface elements', () => {
  const areas = elementAreas([1, 2, 3]);
  // Faces across x, y, z have 6, 3 and 2 mm².
  const slant = Math.hypot(6, 3, 2);

  test('nothing where all corners agree, and a complement has the same area', () => {
    expect(areas[0]).toBe(0);
    expect(areas[255]).toBe(0);
    for (let code = 0; code < 256; code++) if (cornerCount(code) !== 4) expect(areas[code]).toBe(areas[255 - code]);
  });

  test('one corner, an edge, three of a face, a face, a corner with its neighbours', () => {
    expect(areas[0b1]).toBeCloseTo(slant / 8, 12);
    expect(areas[0b11]).toBeCloseTo(Math.hypot(3, 2) / 2, 12); // an edge along x
    expect(areas[0b111]).toBeCloseTo(2 / 2 + (3 / 8) * slant, 12); // in the face across z
    expect(areas[0b1111]).toBeCloseTo(2, 12);
    expect(areas[0b10111]).toBeCloseTo((3 / 4) * slant, 12);
  });

  test('corners that share no edge of the cube add up', () => {
    expect(areas[0b1001]).toBeCloseTo((2 * slant) / 8, 12);
    expect(areas[0b10000001]).toBeCloseTo((2 * slant) / 8, 12);
    expect(areas[0b10010110]).toBeCloseTo((4 * slant) / 8, 12);
  });

  test('a path that turns twice: x, then y, then z', () => {
    expect(areas[0b10001011]).toBeCloseTo(slant / 2 + Math.hypot(3, 6) / 4 + Math.hypot(3, 2) / 4, 12);
  });
});

function cornerCount(code: number): number {
  return [...code.toString(2)].filter((bit) => bit === '1').length;
}

describe('surfaces of boxes', () => {
  const dims: Dims = [9, 7, 6];
  const chosenOf = (mask: Uint8Array) => {
    const components = labelComponents(mask, dims, 26);
    return { components, bounds: boundsOf(components, dims) };
  };

  test('a box of 4x3x3 has all but its 2 inner voxels as surface', () => {
    const box = boxMask(dims, [[1, 1, 1, 4, 3, 3]]);
    const pair = { reference: box, prediction: box, dims, spacingMm: [1, 1, 1] } as const;
    expect(piecesOf(measureSurfaces(pair, 'voxels').referenceToPrediction)).toBe(36 - 2);
  });

  test('outside the grid is background: a mask that fills it has a surface too', () => {
    const full = new Uint8Array(voxelCount(dims)).fill(1);
    const pair = { reference: full, prediction: full, dims, spacingMm: [1, 1, 1] } as const;
    expect(piecesOf(measureSurfaces(pair, 'voxels').referenceToPrediction)).toBe(9 * 7 * 6 - 7 * 5 * 4);
  });

  test('two voxels 3 apart along an axis of 2 mm are 6 mm apart in every variant', () => {
    const reference = boxMask(dims, [[1, 2, 2, 1, 1, 1]]);
    const prediction = boxMask(dims, [[4, 2, 2, 1, 1, 1]]);
    const pair = { reference, prediction, dims, spacingMm: [2, 1, 1] } as const;
    const voxels = measureSurfaces(pair, 'voxels');
    expect([hausdorffOfSides(voxels), hausdorffPooled(voxels), meanDistancePooled(voxels)]).toEqual([6, 6, 6]);
    // The nearer corners are one voxel (2 mm) nearer; the far ones as far as the centres.
    const elements = measureSurfaces(pair, 'elements');
    expect(hausdorffByArea(elements)).toBe(6);
    expect(meanDistance(elements.referenceToPrediction)).toBe(5);
  });

  test('cropping to the masks changes nothing', () => {
    const reference = boxMask(dims, [
      [2, 2, 2, 3, 3, 2],
      [7, 5, 1, 1, 1, 1],
    ]);
    const prediction = boxMask(dims, [[3, 1, 2, 4, 3, 3]]);
    const cropped = cropMasks(
      { ...chosenOf(reference), ids: null },
      { ...chosenOf(prediction), ids: null },
      dims,
      [1, 1, 2],
    );
    expect(cropped.dims).toEqual([6, 5, 4]);
    for (const kind of ['voxels', 'elements'] as const) {
      const whole = measureSurfaces({ reference, prediction, dims, spacingMm: [1, 1, 2] }, kind);
      expect(measureSurfaces(cropped, kind)).toEqual(whole);
    }
  });

  test('chosen components only', () => {
    const reference = boxMask(dims, [
      [0, 0, 0, 1, 1, 1],
      [5, 0, 0, 2, 1, 1],
    ]);
    const { dims: size, reference: second } = cropMasks(
      { ...chosenOf(reference), ids: [2] },
      { ...chosenOf(reference), ids: [] },
      dims,
      [1, 1, 1],
    );
    expect([size, [...second]]).toEqual([
      [2, 1, 1],
      [1, 1],
    ]);
  });
});

function piecesOf({ counts }: DirectedDistances): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Distances 0..4 with equal weights one way, one piece at 10 the other way. */
const skewed: SurfaceDistances = {
  referenceToPrediction: {
    distancesMm: Float64Array.of(0, 1, 2, 3, 4),
    counts: new Float64Array(5).fill(1),
    areas: new Float64Array(5).fill(1),
  },
  predictionToReference: {
    distancesMm: Float64Array.of(10),
    counts: Float64Array.of(1),
    areas: Float64Array.of(3),
  },
};

test('each variant of distance by hand', () => {
  expect(hausdorffOfSides(skewed)).toBe(10);
  expect(hausdorffOfSides({ ...skewed, predictionToReference: skewed.referenceToPrediction })).toBeCloseTo(3.8, 12);
  // Sorted 0 1 2 3 4 10: rank 4.75.
  expect(hausdorffPooled(skewed)).toBeCloseTo(4 + 0.75 * 6, 12);
  expect(hausdorffByArea({ ...skewed, predictionToReference: skewed.referenceToPrediction })).toBe(4);
  expect(meanDistancePooled(skewed)).toBe((10 + 30) / 8);
  expect(meanDistanceOfSides(skewed)).toBe((2 + 10) / 2);
  expect(meanDistance(skewed.referenceToPrediction)).toBe(2);
  expect(surfaceDicePooled(skewed, 1)).toBe(2 / 8);
  expect(surfaceDiceOfSides(skewed, 1)).toBe((2 / 5 + 0) / 2);
  expect(surfaceDicePooled(skewed, 0.999)).toBe(1 / 8);
});

test('without one surface, or without both', () => {
  const none = { distancesMm: new Float64Array(0), counts: new Float64Array(0), areas: new Float64Array(0) };
  const lost = { distancesMm: Float64Array.of(Infinity), counts: Float64Array.of(1), areas: Float64Array.of(1) };
  const half = { referenceToPrediction: lost, predictionToReference: none };
  expect([hausdorffOfSides(half), hausdorffPooled(half), meanDistancePooled(half), meanDistanceOfSides(half)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect([hausdorffByArea(half), meanDistance(lost), meanDistance(none)]).toEqual([Infinity, Infinity, null]);
  expect([surfaceDicePooled(half, 1), surfaceDiceOfSides(half, 1)]).toEqual([0, null]);
  expect(surfaceDicePooled({ referenceToPrediction: none, predictionToReference: none }, 1)).toBe(null);
});
