import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancelledError, InputError, noMonitor } from '../core/errors';
import { voxelToWorld } from '../core/volume';
import { buildHeader, buildNifti, buildVoxels, datatype, type NiftiFields } from './buildNifti';
import { writeCanonicalNifti } from './canonicalNifti';
import { checkAffordable } from './limits';
import { readNifti } from './nifti';

const dim222 = { dim: [3, 2, 2, 2, 1, 1, 1, 1] };
const eight = [0, 1, 2, 3, 4, 5, 6, 7];
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'scan.nii') => new File([bytes], name);
const read = (bytes: Uint8Array<ArrayBuffer>) => readNifti(fileOf(bytes), null, noMonitor);
const readFields = (fields: NiftiFields, name = 'uint8', values: readonly number[] = eight) =>
  read(buildNifti({ ...dim222, ...fields }, name, values));
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
};
const types = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64', 'float32', 'float64'];

describe('voxels', () => {
  test('every datatype in both byte orders and both versions gives the numbers that were written', async () => {
    for (const name of types)
      for (const isLittleEndian of [true, false])
        for (const version of [1, 2] as const) {
          const values = name.startsWith('uint') ? [0, 1, 2, 100, 255, 7, 8, 9] : [0, -1, 2, 100, -128, 7, 8, 127];
          const volume = await readFields({ isLittleEndian, version }, name, values);
          expect([...volume.voxels], `${name} ${isLittleEndian} ${version}`).toEqual(values);
          expect(volume.datatype).toBe(name);
          expect(volume.grid.dims).toEqual([2, 2, 2]);
          expect(volume.remarks).toEqual([]);
        }
  });

  test('slope and intercept act, and a slope of 0, 1 or NaN does not', async () => {
    const at = async (slope: number, inter: number) => [...(await readFields({ slope, inter })).voxels].slice(0, 3);
    expect(await at(2, -1)).toEqual([-1, 1, 3]);
    expect(await at(0.5, 0)).toEqual([0, 0.5, 1]);
    expect(await at(0, 7)).toEqual([0, 1, 2]);
    expect(await at(1, 0)).toEqual([0, 1, 2]);
    expect(await at(Number.NaN, Number.NaN)).toEqual([0, 1, 2]);
    expect(await refusal(readFields({ slope: 1, inter: Number.POSITIVE_INFINITY }))).toContain('shifted by Infinity');
  });

  test('labels beyond 2^24 stay apart in every type that can hold them', async () => {
    const labels = [16777216, 16777217, 614454277, 614454278, 0, 1, 2, 3];
    for (const name of ['uint32', 'int32', 'uint64', 'int64', 'float64'])
      expect([...(await readFields({}, name, labels)).voxels]).toEqual(labels);
  });

  test('NaN, infinities and numbers beyond float32 become 0 and are counted', async () => {
    const values = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2, 3, 4, 5];
    const single = await readFields({}, 'float32', values);
    expect([...single.voxels]).toEqual([1, 0, 0, 0, 2, 3, 4, 5]);
    expect(single.remarks.join()).toContain('3 of its voxels were not finite');
    const double = await readFields({}, 'float64', [1e300, -1e300, 1, 1, 1, 1, 1, 1]);
    expect([...double.voxels]).toEqual([0, 0, 1, 1, 1, 1, 1, 1]);
    expect(double.remarks.join()).toContain('2 of its voxels');
  });

  test('voxels may begin behind extensions, at any byte', async () => {
    for (const voxelOffset of [353, 354, 368, 1000]) {
      const header = buildHeader({ ...dim222, ...datatype('int16'), voxelOffset });
      const file = new Uint8Array(voxelOffset + 16);
      file.set(header);
      file[348] = 1; // an extension follows, of which nothing sensible is said
      file.set(buildVoxels('int16', eight), voxelOffset);
      expect([...(await read(file)).voxels]).toEqual(eight);
    }
  });

  test('bytes behind the voxels are left alone and said', async () => {
    const file = Uint8Array.from([...buildNifti(dim222, 'uint8', eight), 9, 9, 9]);
    for (const bytes of [file, Uint8Array.from(gzipSync(file))]) {
      const volume = await read(bytes);
      expect([...volume.voxels]).toEqual(eight);
      expect(volume.remarks.join()).toContain('goes on for 3 bytes');
    }
  });

  test('what the canonical writer writes is read back as it was', async () => {
    const number = fc.integer({ min: -100, max: 100 });
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 24, maxLength: 24 }), async (values) => {
        const grid = {
          dims: [2, 3, 4],
          spacingMm: [1.5, 2, 2.5],
          affine: [0, -2, 0, 10, 1.5, 0, 0, -20, 0, 0, 2.5, 30],
        } as const;
        const ordered = { ...grid, spacingMm: [1.5, 2, 2.5] as const };
        const volume = await read(new Uint8Array(writeCanonicalNifti(ordered, Float32Array.from(values))));
        expect(volume.grid).toEqual(ordered);
        expect([...volume.voxels]).toEqual(values);
      }),
      { numRuns: 20 },
    );
  });
});

describe('packed and paired files', () => {
  test('.nii.gz of one member, of many, and padded', async () => {
    const file = buildNifti(dim222, 'float32', eight);
    const members = [file.subarray(0, 5), file.subarray(5, 360), file.subarray(360)].map((part) => gzipSync(part));
    for (const packed of [gzipSync(file), Buffer.concat(members), Buffer.concat([gzipSync(file), Buffer.alloc(512)])])
      expect([...(await read(Uint8Array.from(packed))).voxels]).toEqual(eight);
  });

  test('a header and its image, each packed or not', async () => {
    for (const version of [1, 2] as const) {
      const header = buildHeader({ ...dim222, ...datatype('int16'), isPair: true, version }).subarray(
        0,
        version === 1 ? 348 : 540,
      );
      const image = buildVoxels('int16', eight);
      for (const hdr of [header, gzipSync(header)])
        for (const img of [image, gzipSync(image)]) {
          const pair = [hdr, img].map((bytes, i) => fileOf(Uint8Array.from(bytes), i === 0 ? 'a.hdr' : 'a.img'));
          expect([...(await readNifti(pair[0], pair[1], noMonitor)).voxels]).toEqual(eight);
        }
      expect(await refusal(read(Uint8Array.from(header)))).toContain('without its image');
    }
  });

  test('an image shorter than its header promises', async () => {
    const header = fileOf(buildHeader({ ...dim222, ...datatype('int16'), isPair: true }), 'a.hdr');
    const image = fileOf(buildVoxels('int16', [1, 2]), 'a.img');
    expect(await refusal(readNifti(header, image, noMonitor))).toContain(
      '4 bytes of data where the header promises 16 bytes',
    );
  });
});

describe('where the voxels lie', () => {
  const worldOf = async (fields: NiftiFields, voxel: readonly [number, number, number]) =>
    voxelToWorld((await readFields(fields)).grid.affine, voxel).map((value) => Math.round(value * 1e4) / 1e4 + 0);

  test('the sform where its code is above 0, whatever the qform code', async () => {
    const sform = [2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30];
    const fields = {
      sformCode: 1,
      qformCode: 2,
      sform,
      pixdim: [1, 2, 3, 4, 1, 1, 1, 1],
      qform: [0, 0, 0, 99, 99, 99],
    };
    expect(await worldOf(fields, [1, 1, 1])).toEqual([-8, -17, -26]);
    expect(await worldOf({ ...fields, version: 2 }, [1, 1, 1])).toEqual([-8, -17, -26]);
  });

  test('else the qform, by hand: half a turn about y, and qfac -1 turns the third axis back', async () => {
    const pixdim = [-1, 1, 1, 1, 1, 1, 1, 1];
    const fields = { sformCode: 0, qformCode: 1, qform: [0, 1, 0, 90, -126, -72], pixdim };
    expect(await worldOf(fields, [1, 0, 0])).toEqual([89, -126, -72]);
    expect(await worldOf(fields, [0, 1, 0])).toEqual([90, -125, -72]);
    expect(await worldOf(fields, [0, 0, 1])).toEqual([90, -126, -71]);
    expect(await worldOf({ ...fields, pixdim: [1, 1, 1, 1, 1, 1, 1, 1] }, [0, 0, 1])).toEqual([90, -126, -73]);
    expect(await worldOf({ ...fields, version: 2 }, [0, 0, 1])).toEqual([90, -126, -71]);
  });

  test('a quarter turn about z by its quaternion: x goes to y, y to -x', async () => {
    const half = Math.SQRT1_2;
    const fields = { sformCode: 0, qformCode: 1, qform: [0, 0, half, 0, 0, 0], pixdim: [1, 2, 3, 4, 1, 1, 1, 1] };
    expect(await worldOf(fields, [1, 0, 0])).toEqual([0, 2, 0]);
    expect(await worldOf(fields, [0, 1, 0])).toEqual([-3, 0, 0]);
    expect(await worldOf(fields, [0, 0, 1])).toEqual([0, 0, 4]);
  });

  test('else the voxel sizes alone; a minus is dropped and a missing size is 1', async () => {
    const volume = await readFields({ sformCode: 0, pixdim: [0, -2, 3, 0, 0, 0, 0, 0] });
    expect(volume.grid.spacingMm).toEqual([2, 3, 1]);
    expect(volume.hasPlace).toBe(false);
    expect(volume.remarks.join()).toContain('missing ones were taken as 1');
  });

  test('straight axes without an offset, as libraries write by default, count as no place, any other affine as one', async () => {
    const hasPlace = async (sform: number[]) => (await readFields({ sform })).hasPlace;
    expect(await hasPlace([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])).toBe(false);
    expect(await hasPlace([-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0])).toBe(false);
    expect(await hasPlace([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 5, 0])).toBe(false);
    expect(await hasPlace([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3])).toBe(true);
    expect(await hasPlace([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0])).toBe(true);
  });

  test('a sform that cannot be is passed over for the qform, aloud; with none usable the file is refused', async () => {
    const broken = [
      [Number.NaN, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
      [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, Number.POSITIVE_INFINITY, 0, 1, 0, 0, 0, 0, 1, 0],
    ];
    for (const sform of broken) {
      const volume = await readFields({ sform, qformCode: 1, qform: [0, 0, 0, 4, 5, 6] });
      expect(volume.grid.affine).toEqual([1, 0, 0, 4, 0, 1, 0, 5, 0, 0, 1, 6]);
      expect(volume.remarks.join()).toContain('sform is not a usable affine');
    }
    const pixdim = [1, Number.POSITIVE_INFINITY, 1, 1, 1, 1, 1, 1];
    expect(await refusal(readFields({ sform: broken[0], qformCode: 1, qform: [9, 9, 9, 0, 0, 0], pixdim }))).toContain(
      'voxel sizes',
    );
  });

  test('spacing is the length of the affine columns; a pixdim that disagrees is remarked upon', async () => {
    const volume = await readFields({ sform: [0, 0, 3, 0, 2, 0, 0, 0, 0, 1.5, 0, 0] });
    expect(volume.grid.spacingMm).toEqual([2, 1.5, 3]);
    expect(volume.remarks.join()).toContain('1 x 1 x 1 mm as stated, 2 x 1.5 x 3 mm by its sform');
  });

  test('micrometres and metres become millimetres', async () => {
    const sform = [4, 0, 0, 1000, 0, 4, 0, 0, 0, 0, 5, 0];
    const pixdim = [1, 4, 4, 5, 1, 1, 1, 1];
    const micro = await readFields({ units: 3, sform, pixdim });
    expect(micro.grid.spacingMm.map((size) => Number(size.toFixed(9)))).toEqual([0.004, 0.004, 0.005]);
    expect(micro.grid.affine[3]).toBeCloseTo(1, 9);
    expect(micro.remarks.join()).toContain('micrometres');
    expect((await readFields({ units: 1, sform, pixdim })).grid.spacingMm).toEqual([4000, 4000, 5000]);
  });
});

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
    ['complex numbers', { datatype: 32, bitpix: 64 }, /complex numbers/],
    ['RGB', { datatype: 128, bitpix: 24 }, /RGB colours/],
    ['RGBA', { datatype: 2304, bitpix: 32 }, /RGBA colours/],
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

describe('limits', () => {
  test('67 million voxels pass where memory allows, one slice more does not', () => {
    expect(() => checkAffordable([512, 512, 256], 8, 16)).not.toThrow();
    expect(() => checkAffordable([512, 512, 257], 1, 16)).toThrow('at most 67 million voxels');
  });

  test('a machine with little memory refuses earlier, with the numbers', () => {
    expect(() => checkAffordable([256, 256, 256], 4, 1)).not.toThrow();
    expect(() => checkAffordable([512, 512, 128], 4, 1)).toThrow(
      /half of this machine's memory, 537 MB \(it needs 805 MB\)/,
    );
  });
});

test('a cancelled reading stops with CancelledError', async () => {
  const throwIfCancelled = () => {
    throw new CancelledError();
  };
  const file = fileOf(buildNifti(dim222, 'uint8', eight));
  await expect(readNifti(file, null, { report: () => {}, throwIfCancelled })).rejects.toBeInstanceOf(CancelledError);
});
