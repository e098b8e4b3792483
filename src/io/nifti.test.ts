import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancelledError, noMonitor } from '../core/errors';
import { buildHeader, buildNifti, buildVoxels, datatype } from './buildNifti';
import { writeCanonicalNifti } from './canonicalNifti';
import { readNifti } from './nifti';
import { dim222, eight, fileOf, read, readFields, refusal } from './testNifti';

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

test('a cancelled reading stops with CancelledError', async () => {
  const throwIfCancelled = () => {
    throw new CancelledError();
  };
  const file = fileOf(buildNifti(dim222, 'uint8', eight));
  await expect(readNifti(file, null, { report: () => {}, throwIfCancelled })).rejects.toBeInstanceOf(CancelledError);
});
