import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancelledError, InputError, noMonitor } from '../core/errors';
import { type Affine, type Dims, type Grid, plainGrid, spacingOf, voxelIndex, voxelToWorld } from '../core/volume';
import { placeMask } from './resample';

const gridOf = (dims: Dims, affine: Affine): Grid => ({ dims, affine, spacingMm: spacingOf(affine) });
const place = (scan: Grid, mask: Grid, voxels: Uint8Array | Uint32Array, hasPlace = [true, true]) =>
  placeMask({ grid: scan, hasPlace: hasPlace[0] }, { grid: mask, hasPlace: hasPlace[1], voxels }, noMonitor);
const at = (x: number, y: number, z: number, step = 1): Affine => [step, 0, 0, x, 0, step, 0, y, 0, 0, step, z];

describe('grids that are equal or as good as equal', () => {
  test('the mask stays as it is, without a word, up to less than half a voxel of shift', () => {
    const voxels = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const shift of [0, 1e-5, -0.3, 0.49]) {
      const placed = place(gridOf([2, 2, 2], at(0, 0, 0)), gridOf([2, 2, 2], at(shift, 0, 0)), voxels);
      expect(placed.voxels).toBe(voxels);
      expect(placed.remarks).toEqual([]);
    }
  });

  test('equal sides and no place on one side: voxel by voxel, aloud', () => {
    const voxels = new Uint8Array(8).fill(1);
    const here = gridOf([2, 2, 2], at(0, 0, 0));
    const there = gridOf([2, 2, 2], at(-90, 126, 72));
    const placed = place(there, here, voxels, [true, false]);
    expect(placed.voxels).toBe(voxels);
    expect(placed.remarks.join()).toMatch(/^The mask does not say where in space it lies;.*voxel by voxel/);
    expect(place(here, there, voxels, [false, true]).remarks.join()).toMatch(/^The scan does not say/);
    expect(place(here, there, voxels, [false, false]).remarks.join()).toMatch(/^The scan and mask do not say/);
  });

  test('equal but for a factor of 1000 in length: voxel by voxel, aloud', () => {
    const voxels = new Uint8Array(8);
    const [millimetres, micrometres] = [at(1, 2, 3, 0.004), at(1000, 2000, 3000, 4)].map((a) => gridOf([2, 2, 2], a));
    for (const [scan, mask] of [
      [millimetres, micrometres],
      [micrometres, millimetres],
    ])
      expect(place(scan, mask, voxels).remarks.join()).toContain('factor of 1000');
  });

  test('equal sides, both with a place, far from one another: refused', () => {
    const scan = gridOf([4, 4, 4], at(0, 0, 0));
    expect(() => place(scan, gridOf([4, 4, 4], at(50, 0, 0)), new Uint8Array(64))).toThrow(
      'a mask that lies elsewhere than the scan: it spans 49.5..53.5, -0.5..3.5, -0.5..3.5 mm, the scan -0.5..3.5, -0.5..3.5, -0.5..3.5 mm',
    );
  });
});

describe('another grid', () => {
  test('each scan voxel takes the mask value nearest to its centre, and only where none meets any it is refused: equal to a search over all', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const side = fc.integer({ min: 1, max: 5 });
    const affines = fc
      .tuple(number(0.5, 2), number(0.5, 2), number(0.5, 2), number(-0.3, 0.3), number(-0.3, 0.3), number(-1, 1))
      .map(([a, b, c, s, t, o]): Affine => [a, s, 0, o, t, b, s, -o, 0, t, c, o / 2]);
    const masks = fc
      .tuple(side, side, side)
      .chain(([x, y, z]) =>
        fc.tuple(
          fc.constant([x, y, z] as const),
          fc.array(fc.integer({ min: 0, max: 9 }), { minLength: x * y * z, maxLength: x * y * z }),
        ),
      );
    fc.assert(
      fc.property(
        fc.tuple(side, side, side),
        affines,
        affines,
        masks,
        (dims, scanAffine, maskAffine, [maskDims, values]) => {
          const scan = gridOf(dims, scanAffine);
          const mask = gridOf(maskDims, maskAffine);
          fc.pre(dims.join() !== maskDims.join());
          const voxels = placedOrNull(scan, mask, Uint8Array.from(values));
          for (let z = 0; z < dims[2]; z++)
            for (let y = 0; y < dims[1]; y++)
              for (let x = 0; x < dims[0]; x++)
                expect(candidates(scan, [x, y, z], mask, values)).toContain(
                  voxels ? voxels[voxelIndex(dims, x, y, z)] : 0,
                );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a mask of half the resolution: every foreground voxel becomes eight, and the remark says so', () => {
    const scan = gridOf([4, 4, 4], at(0, 0, 0, 1));
    const mask = gridOf([2, 2, 2], at(0.5, 0.5, 0.5, 2));
    const placed = place(scan, mask, Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 3]));
    expect(placed.voxels[0]).toBe(1);
    expect(placed.voxels[voxelIndex([4, 4, 4], 1, 1, 1)]).toBe(1);
    expect(placed.voxels[63]).toBe(3);
    expect(placed.voxels.filter((value) => value !== 0)).toHaveLength(16);
    expect(placed.remarks).toEqual([
      'The mask was on another grid (2 x 2 x 2 voxels of 2 x 2 x 2 mm) and was resampled, nearest voxel, onto that of the scan ' +
        '(4 x 4 x 4 voxels of 1 x 1 x 1 mm): foreground 2 -> 16 voxels, 100 % of its volume.',
    ]);
  });

  test('of probabilities, what is 0.5 and more counts as foreground', () => {
    const scan = gridOf([2, 2, 2], at(0, 0, 0));
    const mask = { grid: gridOf([2, 2, 4], at(0, 0, 0)), hasPlace: true, voxels: new Float32Array(16).fill(0.1) };
    mask.voxels.set([0.5, 0.9], 0);
    const { remarks } = placeMask({ grid: scan, hasPlace: true }, mask, noMonitor);
    expect(remarks).toEqual([expect.stringContaining('foreground 2 -> 2 voxels, 100 % of its volume')]);
  });

  test('a mask that reaches over part of the scan only says so, and one without foreground speaks of none', () => {
    const scan = gridOf([4, 2, 2], at(0, 0, 0));
    const { remarks } = place(scan, gridOf([3, 2, 2], at(0, 0, 0)), new Uint8Array(12));
    expect(remarks).toEqual([
      expect.stringContaining('(4 x 2 x 2 voxels of 1 x 1 x 1 mm): it has no foreground.'),
      "The mask does not reach over all of the scan: 25 % of the scan's voxels lie beyond it and became 0.",
    ]);
  });

  test('a mirrored mask of the same box lands where it belongs', () => {
    const scan = gridOf([3, 1, 1], at(0, 0, 0));
    const mask = gridOf([3, 1, 1], [-1, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0]);
    expect([...place(scan, mask, Uint8Array.from([7, 8, 9])).voxels]).toEqual([9, 8, 7]);
  });

  test('a mask larger than the scan: what lies outside is dropped and counted', () => {
    const scan = gridOf([2, 2, 2], at(0, 0, 0));
    const placed = place(scan, gridOf([4, 2, 2], at(-1, 0, 0)), new Uint8Array(16).fill(1));
    expect([...placed.voxels]).toEqual(new Array(8).fill(1));
    expect(placed.remarks.join(' ')).toContain(
      'beyond the scan: 8 of its 16 foreground voxels lie outside and were dropped',
    );
  });

  test('blobs that fall between the voxels of a coarser scan are counted as lost', () => {
    const scan = gridOf([2, 1, 1], at(0, 0, 0, 4));
    const mask = gridOf([8, 1, 1], at(0, 0, 0, 1));
    const placed = place(scan, mask, Uint8Array.from([1, 0, 1, 0, 1, 0, 1, 0]));
    expect([...placed.voxels]).toEqual([1, 1]);
    expect(placed.remarks.join(' ')).toContain("2 of the mask's 4 blobs have no voxel on the scan's grid and are lost");
  });

  test('large labels keep their values', () => {
    const placed = place(
      gridOf([1, 1, 1], at(0, 0, 0)),
      gridOf([2, 1, 1], at(0, 0, 0)),
      Uint32Array.from([4294967295, 1]),
    );
    expect([...placed.voxels]).toEqual([4294967295]);
  });

  test('boxes that only touch, or pass by each other obliquely, do not overlap', () => {
    const scan = gridOf([4, 4, 4], at(0, 0, 0));
    expect(() => place(scan, gridOf([3, 4, 4], at(4, 0, 0)), new Uint8Array(48))).toThrow('lies elsewhere');
    // A bar at 45 degrees beside the corner: the bounding boxes meet, the boxes do not.
    const bar = gridOf([20, 1, 1], [0.7, 0.7, 0, 5, -0.7, 0.7, 0, 12, 0, 0, 1, 1]);
    expect(() => place(scan, bar, new Uint8Array(20))).toThrow('lies elsewhere');
    expect(() => place(scan, gridOf([3, 4, 4], at(3.4, 0, 0)), new Uint8Array(48))).not.toThrow();
  });

  test('cancel stops it', () => {
    const throwIfCancelled = () => {
      throw new CancelledError();
    };
    const mask = { grid: plainGrid([3, 3, 3]), hasPlace: true, voxels: new Uint8Array(27) };
    expect(() =>
      placeMask({ grid: plainGrid([4, 4, 4]), hasPlace: true }, mask, { report: () => {}, throwIfCancelled }),
    ).toThrow(CancelledError);
  });
});

/** The mask on the scan's grid, null when it is refused. */
function placedOrNull(scan: Grid, mask: Grid, voxels: Uint8Array): ArrayLike<number> | null {
  try {
    return place(scan, mask, voxels).voxels;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return null;
  }
}

/** The slow way: mask values whose voxel holds the point (several where it lies on a border), 0 outside. */
function candidates(
  scan: Grid,
  voxel: readonly [number, number, number],
  mask: Grid,
  values: readonly number[],
): number[] {
  const point = voxelToWorld(scan.affine, voxel);
  const found: number[] = [];
  const [mx, my, mz] = mask.dims;
  let isInside = false;
  for (let z = 0; z < mz; z++)
    for (let y = 0; y < my; y++)
      for (let x = 0; x < mx; x++) {
        const [u, v, w] = solve(mask.affine, point);
        const far = Math.max(Math.abs(u - x), Math.abs(v - y), Math.abs(w - z));
        if (far <= 0.5 + 1e-9) found.push(values[voxelIndex(mask.dims, x, y, z)]);
        if (far < 0.5 - 1e-9) isInside = true;
      }
  return isInside ? found : [...found, 0];
}

/** Voxel position of a world point by Cramer's rule, independent of the code under test. */
function solve(a: Affine, [px, py, pz]: readonly [number, number, number]): [number, number, number] {
  const b = [px - a[3], py - a[7], pz - a[11]];
  const columns = [0, 1, 2].map((c) => [a[c], a[4 + c], a[8 + c]]);
  const det = ([u, v, w]: readonly number[][]) =>
    u[0] * (v[1] * w[2] - w[1] * v[2]) - v[0] * (u[1] * w[2] - w[1] * u[2]) + w[0] * (u[1] * v[2] - v[1] * u[2]);
  const whole = det(columns);
  return [0, 1, 2].map((c) => det(columns.map((column, i) => (i === c ? b : column))) / whole) as [
    number,
    number,
    number,
  ];
}
