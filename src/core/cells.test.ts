import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelCells } from './cells';
import { CancelledError, noMonitor } from './errors';
import { type Dims, type Triple, voxelAt, voxelCount, voxelIndex } from './volume';

/** The obvious version, with squared lengths per axis step: compares each voxel with each labelled one. */
function bruteForce(ids: Int32Array, dims: Dims, squared: Triple): { cells: Int32Array; squares: number[] } {
  const sites = [...ids.keys()].filter((i) => ids[i] > 0);
  const squares = [...ids.keys()].map(() => Number.POSITIVE_INFINITY);
  const cells = new Int32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    for (const site of sites) {
      const square = squareBetween(dims, squared, i, site);
      if (square > squares[i] || (square === squares[i] && ids[site] >= cells[i])) continue;
      squares[i] = square;
      cells[i] = ids[site];
    }
  }
  return { cells, squares };
}

function squareBetween(dims: Dims, squared: Triple, a: number, b: number): number {
  const [from, to] = [voxelAt(dims, a), voxelAt(dims, b)];
  return squared.reduce((sum, square, axis) => sum + square * (from[axis] - to[axis]) ** 2, 0);
}

const side = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }));
/** Labels of every density, many of them in volumes one voxel thick, with few ids (many ties) or many. */
const anyLabels = fc
  .tuple(side, side, side, fc.integer({ min: 1, max: 60 }), fc.constantFrom(2, 5, 1000))
  .chain(([nx, ny, nz, percent, ids]) =>
    fc.record({
      dims: fc.constant<Dims>([nx, ny, nz]),
      ids: fc
        .array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: ids })), {
          minLength: nx * ny * nz,
          maxLength: nx * ny * nz,
        })
        .map((voxels) => Int32Array.from(voxels, ([draw, id]) => (draw <= percent ? id : 0))),
    }),
  );

const triple = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one, one);

test('with whole and simple spacings, cells and ties are those of comparing all pairs in whole numbers', () => {
  const tenths = triple(fc.constantFrom(3, 5, 9, 10, 12, 15, 20, 25, 50));
  fc.assert(
    fc.property(anyLabels, tenths, ({ dims, ids }, [x, y, z]) => {
      const { cells } = bruteForce(ids, dims, [x * x, y * y, z * z]);
      expect(labelCells(ids, dims, [x / 10, y / 10, z / 10])).toEqual(cells);
    }),
    { numRuns: 600 },
  );
});

test('with equal spacings of any length ties are exact', () => {
  fc.assert(
    fc.property(anyLabels, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ({ dims, ids }, mm) => {
      expect(labelCells(ids, dims, [mm, mm, mm])).toEqual(bruteForce(ids, dims, [1, 1, 1]).cells);
    }),
    { numRuns: 300 },
  );
});

test('with any spacing no other blob is nearer than the chosen one, to 1 part in 10^7', () => {
  fc.assert(
    fc.property(anyLabels, triple(fc.double({ min: 0.05, max: 8, noNaN: true })), ({ dims, ids }, spacing) => {
      const [x, y, z] = spacing;
      const squared: Triple = [x * x, y * y, z * z];
      const cells = labelCells(ids, dims, spacing);
      const { squares } = bruteForce(ids, dims, squared);
      for (let i = 0; i < ids.length; i++) {
        if (squares[i] === Number.POSITIVE_INFINITY) continue;
        const own = [...ids.keys()].filter((k) => ids[k] === cells[i]);
        const square = Math.min(...own.map((site) => squareBetween(dims, squared, i, site)));
        expect(square).toBeLessThanOrEqual(squares[i] * (1 + 1e-7));
      }
    }),
    { numRuns: 200 },
  );
});

test('long rows and large ids: three blobs in a row of 700 voxels share it at the middles', () => {
  for (const dims of [
    [700, 1, 1],
    [1, 700, 1],
    [1, 1, 700],
  ] as const) {
    const ids = new Int32Array(700);
    ids[0] = 2_000_000_000;
    ids[100] = 7;
    ids[699] = 1;
    const cells = labelCells(ids, dims, [0.7, 0.7, 0.7]);
    expect([cells[49], cells[50], cells[399], cells[400]]).toEqual([2_000_000_000, 7, 7, 1]);
    expect(new Set(cells.subarray(51, 400))).toEqual(new Set([7]));
  }
});

test('the voxel between two blobs goes to the lower id, whichever side that is on', () => {
  for (const [left, right] of [
    [1, 2],
    [2, 1],
  ]) {
    expect([...labelCells(Int32Array.of(left, 0, right), [3, 1, 1], [0.3, 1, 1])][1]).toBe(1);
    expect([...labelCells(Int32Array.of(left, 0, right), [1, 3, 1], [1, 0.3, 1])][1]).toBe(1);
    expect([...labelCells(Int32Array.of(left, 0, right), [1, 1, 3], [1, 1, 0.3])][1]).toBe(1);
  }
});

test('eight blobs at the corners of a cube: the lower id wins the middle planes', () => {
  const dims: Dims = [5, 5, 5];
  const ids = new Int32Array(voxelCount(dims));
  for (let corner = 0; corner < 8; corner++) {
    ids[voxelIndex(dims, 4 * (corner & 1), 4 * ((corner >> 1) & 1), 4 * (corner >> 2))] = 8 - corner;
  }
  const cells = labelCells(ids, dims, [0.7, 0.7, 0.7]);
  expect(cells[voxelIndex(dims, 2, 2, 2)]).toBe(1);
  expect(cells[voxelIndex(dims, 0, 0, 2)]).toBe(4);
  expect(cells[voxelIndex(dims, 1, 1, 1)]).toBe(8);
});

test('millimetres decide, not voxels', () => {
  const dims: Dims = [4, 1, 3];
  const ids = new Int32Array(12);
  ids[voxelIndex(dims, 3, 0, 0)] = 1;
  ids[voxelIndex(dims, 0, 0, 1)] = 2;
  expect(labelCells(ids, dims, [1, 1, 1])[0]).toBe(2);
  expect(labelCells(ids, dims, [1, 1, 5])[0]).toBe(1);
  expect(labelCells(ids, dims, [1, 1, 3])[0]).toBe(1);
});

test('one blob owns every voxel, and without blobs none is owned', () => {
  const ids = new Int32Array(60);
  expect(labelCells(ids, [5, 4, 3], [1, 2, 3]).every((id) => id === 0)).toBe(true);
  ids[17] = 3;
  expect(labelCells(ids, [5, 4, 3], [1, 2, 3]).every((id) => id === 3)).toBe(true);
  expect(labelCells(new Int32Array(0), [0, 4, 3], [1, 1, 1])).toHaveLength(0);
});

test('a blob keeps its own voxels', () => {
  fc.assert(
    fc.property(anyLabels, ({ dims, ids }) => {
      const cells = labelCells(ids, dims, [0.47, 0.47, 0.9]);
      for (let i = 0; i < ids.length; i++) if (ids[i] > 0) expect(cells[i]).toBe(ids[i]);
    }),
    { numRuns: 100 },
  );
});

test.each([
  [[0, 1, 1]],
  [[-1, 1, 1]],
  [[Number.NaN, 1, 1]],
  [[1, Number.POSITIVE_INFINITY, 1]],
  [[1, 1, 1e9]],
] as const)('a spacing of %j is a fault', (spacing) => {
  expect(() => labelCells(new Int32Array(8), [2, 2, 2], spacing)).toThrow('spacing');
});

test('ids that do not fit the grid are a fault', () => {
  expect(() => labelCells(new Int32Array(7), [2, 2, 2], [1, 1, 1])).toThrow('7 ids');
});

test('progress rises to 1, and a cancelled search stops', () => {
  const fractions: number[] = [];
  const ids = new Int32Array(1000).fill(1);
  labelCells(ids, [10, 10, 10], [1, 1, 1], { ...noMonitor, report: (fraction) => fractions.push(fraction) });
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  const throwIfCancelled = () => {
    throw new CancelledError();
  };
  expect(() => labelCells(ids, [10, 10, 10], [1, 1, 1], { ...noMonitor, throwIfCancelled })).toThrow(CancelledError);
});
