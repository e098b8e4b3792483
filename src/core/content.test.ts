import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutBox, findContentBox, spreadBox } from './content';
import { type Dims, voxelIndex } from './volume';

const dims: Dims = [6, 5, 4];
const empty = () => ({ scan: new Float32Array(120), ids: new Int32Array(120) });

test('the box holds all that is not background, and no more', () => {
  const { scan, ids } = empty();
  scan[voxelIndex(dims, 1, 2, 0)] = 7;
  scan[voxelIndex(dims, 4, 3, 2)] = -7;
  expect(findContentBox(scan, ids, dims)).toEqual({ start: [1, 2, 0], dims: [4, 2, 3] });
});

test('a blob in the background is content too', () => {
  const { scan, ids } = empty();
  scan[voxelIndex(dims, 1, 1, 1)] = 7;
  ids[voxelIndex(dims, 5, 4, 3)] = 1;
  expect(findContentBox(scan, ids, dims)).toEqual({ start: [1, 1, 1], dims: [5, 4, 3] });
});

test('a scan of one value, and a scan without background, are taken whole', () => {
  const { scan, ids } = empty();
  const whole = { start: [0, 0, 0], dims };
  expect(findContentBox(scan, ids, dims)).toEqual(whole);
  expect(
    findContentBox(
      Float32Array.from(scan, (_, i) => i),
      ids,
      dims,
    ),
  ).toEqual(whole);
});

test('cutting a box and spreading it again keeps what lies in it, and clears the rest', () => {
  const side = (length: number) =>
    fc.tuple(fc.nat(length - 1), fc.nat(length - 1)).map(([a, b]) => [Math.min(a, b), Math.abs(a - b) + 1]);
  fc.assert(
    fc.property(side(6), side(5), side(4), ([x, nx], [y, ny], [z, nz]) => {
      const box = { start: [x, y, z], dims: [nx, ny, nz] } as const;
      const voxels = Float32Array.from({ length: 120 }, (_, i) => i + 1);
      const back = spreadBox(new Float32Array(cutBox(voxels, dims, box)), dims, box);
      for (let k = 0; k < 4; k++)
        for (let j = 0; j < 5; j++)
          for (let i = 0; i < 6; i++) {
            const isIn = i >= x && i < x + nx && j >= y && j < y + ny && k >= z && k < z + nz;
            const at = voxelIndex(dims, i, j, k);
            expect(back[at]).toBe(isIn ? voxels[at] : 0);
          }
    }),
  );
});
