import { describe, expect, test } from 'vitest';
import { voxelToWorld } from '../core/volume';
import type { NiftiFields } from './buildNifti';
import { readFields, refusal } from './testNifti';

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
