import { expect, test } from 'vitest';
import { buildNifti } from './buildNifti';
import { read } from './testNifti';

const dim = [3, 2, 1, 1, 1, 1, 1, 1];

test.each([true, false])('complex numbers are read as magnitudes (little endian: %s)', async (isLittleEndian) => {
  const parts = [3, -4, -5, 12];
  const single = await read(buildNifti({ dim, isLittleEndian, datatype: 32, bitpix: 64 }, 'float32', parts));
  const double = await read(buildNifti({ dim, isLittleEndian, datatype: 1792, bitpix: 128 }, 'float64', parts));
  expect([...single.voxels]).toEqual([5, 13]);
  expect([...double.voxels]).toEqual([5, 13]);
  expect(single.remarks).toContain('Its complex numbers were read as their magnitudes.');
});

test('both parts of a complex number are scaled before its magnitude is taken; one that is not finite becomes 0', async () => {
  const fields = { dim, datatype: 32, bitpix: 64, slope: 2, inter: 1 };
  const { voxels } = await read(buildNifti(fields, 'float32', [1, 1.5, Number.NaN, 0]));
  expect([...voxels]).toEqual([5, 0]);
});

test('colours are read as whole brightness, alpha does not count, and they are not scaled', async () => {
  const rgb = await read(
    buildNifti({ dim, datatype: 128, bitpix: 24, slope: 2, inter: 1 }, 'uint8', [255, 0, 0, 10, 20, 30]),
  );
  const rgba = await read(buildNifti({ dim, datatype: 2304, bitpix: 32 }, 'uint8', [0, 255, 0, 7, 255, 255, 255, 0]));
  expect([...rgb.voxels]).toEqual([76, 18]);
  expect([...rgba.voxels]).toEqual([150, 255]);
  expect(rgb.remarks.join(' ')).toContain('brightness');
});
