import { expect, test } from 'vitest';
import type { OpenedFile } from '../../protocol/scanCalls';
import { pairFiles } from './pairFiles';

const file = (fileId: number, name: string, guess: OpenedFile['guess']): OpenedFile => ({
  ...{ fileId, name, guess, dims: [2, 2, 2], datatype: 'uint8', why: '' },
});

test('masks find the scans of their names, whatever the order', () => {
  const files = [
    file(1, 'p02_seg.nii', 'mask'),
    file(2, 'p01_t1.nii', 'scan'),
    file(3, 'p02_t1.nii', 'scan'),
    file(4, 'p01_seg.nii', 'mask'),
  ];
  const { pairs, left } = pairFiles(files);
  expect(pairs.map(({ scan, mask }) => [scan.name, mask.name])).toEqual([
    ['p02_t1.nii', 'p02_seg.nii'],
    ['p01_t1.nii', 'p01_seg.nii'],
  ]);
  expect(left).toEqual([]);
});

test('one scan and one mask belong together whatever they are called; what has no partner is left', () => {
  const files = [file(1, 'brain.nii', 'scan'), file(2, 'lesions.nii', 'mask'), file(3, 'other.nii', 'scan')];
  const { pairs, left } = pairFiles(files);
  expect(pairs).toHaveLength(1);
  expect(pairs[0].mask.fileId).toBe(2);
  expect(left).toHaveLength(1);
});
