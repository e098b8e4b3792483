import * as fc from 'fast-check';
import * as nifti from 'nifti-reader-js';
import { expect, test } from 'vitest';
import type { Affine, Dims } from '../core/volume';
import { plainGrid, spacingOf } from '../core/volume';
import { writeCanonicalNifti } from './canonicalNifti';
import type { Voxels } from './fileVolume';

const kinds: readonly { readonly code: number; readonly make: (values: readonly number[]) => Voxels }[] = [
  { code: 2, make: (v) => Uint8Array.from(v) },
  { code: 256, make: (v) => Int8Array.from(v) },
  { code: 4, make: (v) => Int16Array.from(v) },
  { code: 512, make: (v) => Uint16Array.from(v) },
  { code: 8, make: (v) => Int32Array.from(v) },
  { code: 768, make: (v) => Uint32Array.from(v) },
  { code: 16, make: (v) => Float32Array.from(v) },
  { code: 64, make: (v) => Float64Array.from(v) },
];

const side = fc.integer({ min: 1, max: 5 });
const grids = fc
  .tuple(
    fc.tuple(side, side, side),
    fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 12, maxLength: 12 }),
  )
  .map(([dims, a]) => ({
    dims: dims as Dims,
    affine: a as unknown as Affine,
    spacingMm: spacingOf(a as unknown as Affine),
  }));

test('an independent reader finds the same dims, type, affine and voxels', () => {
  fc.assert(
    fc.property(
      grids,
      fc.constantFrom(...kinds),
      fc.array(fc.integer({ min: -128, max: 255 }), { minLength: 125 }),
      (grid, kind, values) => {
        const array = kind.make(values.slice(0, grid.dims[0] * grid.dims[1] * grid.dims[2]));
        const file = writeCanonicalNifti(grid, array);
        const header = nifti.readHeader(file);
        expect(header.dims.slice(0, 4)).toEqual([3, ...grid.dims]);
        expect(header.datatypeCode).toBe(kind.code);
        expect(header.numBitsPerVoxel).toBe(8 * array.BYTES_PER_ELEMENT);
        expect(header.littleEndian).toBe(true);
        expect(header.affine.flat().slice(0, 12)).toEqual([...grid.affine]);
        expect(header.pixDims.slice(1, 4)).toEqual(grid.spacingMm.map(Math.fround));
        expect(new Uint8Array(nifti.readImage(header, file))).toEqual(new Uint8Array(array.buffer));
      },
    ),
  );
});

test('the file is 352 bytes and the voxels, nothing more', () => {
  expect(writeCanonicalNifti(plainGrid([2, 3, 4]), new Int16Array(24)).byteLength).toBe(352 + 48);
});

test('a view into a larger buffer writes only its own voxels', () => {
  const whole = Uint8Array.from([9, 1, 2, 9]);
  const file = writeCanonicalNifti(plainGrid([2, 1, 1]), whole.subarray(1, 3));
  expect([...new Uint8Array(file, 352)]).toEqual([1, 2]);
});

test('an array that does not fit its grid is a fault of the program', () => {
  expect(() => writeCanonicalNifti(plainGrid([2, 2, 2]), new Uint8Array(7))).toThrow('7 voxels');
});
