import { expect, test } from 'vitest';
import { cutCells, divideRegions } from './finerCut';
import { cutRegions } from './ledger';

const ids = Int32Array.of(0, 9, 9, 0, 0, 4, 0);

test('cells cut the background only: blobs keep their rows, their cells follow in the same order', () => {
  const { blobIds, rowOfVoxel, isInside } = cutCells(cutRegions(ids), Int32Array.of(9, 9, 9, 9, 4, 4, 4));
  expect(blobIds).toEqual([4, 9]);
  expect([...rowOfVoxel]).toEqual([4, 2, 2, 4, 3, 1, 3]);
  expect([...isInside]).toEqual([0, 1, 1, 0, 0]);
});

test('background in no blob’s cell stays in row 0', () => {
  const { rowOfVoxel } = cutCells(cutRegions(ids), Int32Array.of(0, 9, 9, 7, 4, 4, 0));
  expect([...rowOfVoxel]).toEqual([0, 2, 2, 0, 3, 1, 0]);
});

test('a cut by parts has a row for every pair that occurs, and knows blob and part of each', () => {
  const { rowOfVoxel, isInside, blobOfRow, partOfRow } = divideRegions(
    cutRegions(ids),
    Int32Array.of(1, 1, 2, 1, 2, 2, 2),
  );
  expect([...rowOfVoxel]).toEqual([0, 1, 2, 0, 3, 4, 3]);
  expect([...isInside]).toEqual([0, 1, 1, 0, 1]);
  expect([...blobOfRow]).toEqual([0, 2, 2, 0, 1]);
  expect([...partOfRow]).toEqual([1, 1, 2, 2, 2]);
});

test('maps of another length are refused', () => {
  expect(() => cutCells(cutRegions(ids), new Int32Array(3))).toThrow('3 voxels of cells');
  expect(() => divideRegions(cutRegions(ids), new Int32Array(3))).toThrow('3 voxels of parts');
});
