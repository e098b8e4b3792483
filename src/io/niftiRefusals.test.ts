import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildNifti, type NiftiFields } from './buildNifti';
import { readNifti } from './nifti';
import { dim222, eight, fileOf, read, readFields, refusal } from './testNifti';

describe('what is refused, each with what was found and what to do', () => {
  const cases: readonly (readonly [string, NiftiFields, RegExp])[] = [
    [
      '4-D with time points',
      { dim: [4, 2, 2, 2, 20, 1, 1, 1] },
      /4-D file of 2 x 2 x 2 x 20 with 20 time points.*Pick one time point/,
    ],
    ['vectors', { dim: [5, 2, 2, 2, 1, 3, 1, 1] }, /5-D file of 2 x 2 x 2 x 1 x 3 with 3 values per voxel/],
    ['no dimensions', { dim: [0, 2, 2, 2, 1, 1, 1, 1] }, /0 dimensions/],
    ['eight dimensions', { dim: [8, 2, 2, 2, 1, 1, 1, 1] }, /8 dimensions/],
    ['an empty side', { dim: [3, 2, 0, 2, 1, 1, 1, 1] }, /sides of 2 x 0 x 2/],
    ['a negative side', { dim: [3, 2, -2, 2, 1, 1, 1, 1] }, /sides of 2 x -2 x 2/],
    ['single bits', { datatype: 1, bitpix: 1 }, /single bits/],
    ['complex numbers of 128-bit floats', { datatype: 2048, bitpix: 256 }, /complex numbers of 128-bit floats/],
    ['float128', { datatype: 1536, bitpix: 128 }, /128-bit floats/],
    ['an unknown type', { datatype: 77 }, /datatype 77/],
    ['type and bits that disagree', { datatype: 16, bitpix: 8 }, /float32 voxels of 8 bits/],
    ['voxels inside the header', { voxelOffset: 100 }, /begin at byte 100/],
    ['voxels far away', { voxelOffset: 1e9 }, /360 bytes of data where the header promises 1 GB/],
    [
      'more voxels than bytes',
      { dim: [3, 200, 200, 200, 1, 1, 1, 1] },
      /360 bytes of data where the header promises 8 MB/,
    ],
    [
      '512 x 512 x 512',
      { dim: [3, 512, 512, 512, 1, 1, 1, 1] },
      /512 x 512 x 512 = 134 million voxels; expected at most 67 million.*Crop it.*downsample/,
    ],
    ['30000 x 30000', { dim: [2, 30000, 30000, 1, 1, 1, 1, 1] }, /900 million voxels/],
  ];
  for (const [name, fields, words] of cases)
    test(name, async () => {
      expect(await refusal(read(buildNifti({ ...dim222, ...fields }, 'uint8', eight)))).toMatch(words);
      const packed = Uint8Array.from(gzipSync(buildNifti({ ...dim222, ...fields }, 'uint8', eight)));
      expect(await refusal(read(packed))).toMatch(words);
    });

  test('NIfTI-2 sides beyond what a typed array or NIfTI-1 can hold, in both byte orders', async () => {
    for (const isLittleEndian of [true, false])
      for (const side of [40_000, 2 ** 31, 2 ** 33, 2 ** 53, -5])
        await refusal(readFields({ version: 2, isLittleEndian, dim: [3, side, 2, 2, 1, 1, 1, 1] }));
  });

  test('4-D with one time point is a volume', async () => {
    expect((await readFields({ dim: [4, 2, 2, 2, 1, 1, 1, 1] })).grid.dims).toEqual([2, 2, 2]);
    expect((await readFields({ dim: [4, 2, 2, 2, 0, 0, 0, 0] })).grid.dims).toEqual([2, 2, 2]);
    expect((await readFields({ dim: [2, 4, 2, 9, 9, 9, 9, 9] })).grid.dims).toEqual([4, 2, 1]);
  });

  test('a truncated .nii.gz', async () => {
    const packed = Uint8Array.from(
      gzipSync(buildNifti({ dim: [3, 50, 50, 4, 1, 1, 1, 1] }, 'float32', Array.from({ length: 10_000 }, Math.random))),
    );
    expect(await refusal(read(packed.subarray(0, 20_000)))).toContain('breaks off after 20 kB');
  });

  test('a whole gzip with fewer voxels than its header promises', async () => {
    const file = buildNifti({ dim: [3, 9, 9, 9, 1, 1, 1, 1] }, 'uint8', eight);
    expect(await refusal(read(Uint8Array.from(gzipSync(file))))).toContain(
      '360 bytes of data where the header promises 1.1 kB',
    );
  });

  test('a bomb behind an honest header stops a megabyte past what the header promises', async () => {
    const members = [gzipSync(buildNifti(dim222, 'uint8', eight)), gzipSync(new Uint8Array(50_000_000), { level: 9 })];
    const bomb = Uint8Array.from(Buffer.concat([members[0], ...new Array<Uint8Array>(12).fill(members[1])]));
    const fractions: number[] = [];
    const monitor = { report: (fraction: number) => void fractions.push(fraction), throwIfCancelled: () => {} };
    expect(await refusal(readNifti(fileOf(bomb), null, monitor))).toContain('unpacks to more than 1 MB');
    expect(fractions.filter((fraction) => fraction > 0.1)).toEqual([]);
  });

  test('a packed file longer than what it should hold is not even read', async () => {
    const file = gzipSync(buildNifti(dim222, 'uint8', eight));
    expect(await refusal(read(Uint8Array.from(Buffer.concat([file, Buffer.alloc(2_000_000, 1)]))))).toContain(
      'promises only 360 bytes',
    );
  });
});
