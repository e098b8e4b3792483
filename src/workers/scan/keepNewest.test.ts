import { expect, test } from 'vitest';
import { plainGrid } from '../../core/volume';
import type { FileVolume } from '../../io/fileVolume';
import { keepNewest } from './keepNewest';

const volumeOf = (bytes: number): FileVolume => ({
  name: 'a.nii',
  grid: plainGrid([bytes, 1, 1]),
  datatype: 'uint8',
  voxels: new Uint8Array(bytes),
  hasPlace: true,
  replacedCount: 0,
  remarks: [],
});

test('the oldest volumes go until the rest fit', () => {
  const kept = new Map<number, FileVolume>();
  const keys = [40, 30, 30, 50].map((bytes, id) => {
    keepNewest(kept, id, volumeOf(bytes), 100);
    return [...kept.keys()];
  });
  expect(keys).toEqual([[0], [0, 1], [0, 1, 2], [2, 3]]);
});

test('one that does not fit alone stays alone', () => {
  const kept = new Map([[0, volumeOf(10)]]);
  keepNewest(kept, 1, volumeOf(500), 100);
  expect([...kept.keys()]).toEqual([1]);
});
