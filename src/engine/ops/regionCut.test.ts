import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planLoss } from '../losses/plan';
import { cutPieces } from './regionCut';

/** Ids of a batch of equal volumes: mostly background, a few blobs. */
const batches = fc
  .record({ batchSize: fc.integer({ min: 1, max: 3 }), voxels: fc.integer({ min: 1, max: 700 }), seed: fc.nat(1000) })
  .map(({ batchSize, voxels, seed }) => ({
    batchSize,
    ids: Int32Array.from({ length: batchSize * voxels }, (_, v) => ((v * v + seed) % 7 < 2 ? 1 + ((v * seed) % 9) : 0)),
  }));

describe('pieces of regions', () => {
  test('hold each voxel once, in the row that the cut gives it, ascending', () => {
    fc.assert(
      fc.property(batches, ({ batchSize, ids }) => {
        const plan = planLoss(ids, batchSize);
        const { order, pieces, pieceCount } = cutPieces(plan);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(ids, (_, v) => v));
        let next = 0;
        for (let piece = 0; piece < pieceCount; piece++) {
          const [from, to, row, sign] = pieces.subarray(4 * piece, 4 * piece + 4);
          expect(from).toBe(next);
          const voxels = [...order.subarray(from, to)];
          expect(voxels).toEqual([...voxels].sort((a, b) => a - b));
          expect(voxels.every((v) => plan.regions[v] === row)).toBe(true);
          expect(voxels.length > 0 && sign === (ids[voxels[0]] > 0 ? -1 : 1)).toBe(true);
          next = to;
        }
        expect(next).toBe(ids.length);
      }),
    );
  });

  test('of a row are found by its ranges: the blob or all blobs inside, the background outside', () => {
    const plan = planLoss(Int32Array.from([0, 7, 7, 2, /**/ 0, 0, 7, 0]), 2);
    const { pieces, rows } = cutPieces(plan);
    const rowsOfPieces = (from: number, to: number) =>
      [...pieces.subarray(4 * from, 4 * to)].filter((_, i) => i % 4 === 2);
    const told = (row: number) => [...rows.subarray(8 * row, 8 * row + 8)];
    const inside = (row: number) => rowsOfPieces(told(row)[0], told(row)[1]);
    const outside = (row: number) => rowsOfPieces(told(row)[2], told(row)[3]);
    expect([0, 1, 2, 3, 4].map(inside)).toEqual([[2, 3], [4], [2], [3], [4]]);
    expect([0, 1, 2, 3, 4].map(outside)).toEqual([[0], [1], [0], [0], [1]]);
    expect([0, 1, 2, 3, 4].map((row) => told(row)[4])).toEqual([0, 1, 0, 0, 1]);
    expect(told(0).slice(5, 7)).toEqual([2, 4]);
    expect(told(5)).toEqual(new Array(8).fill(0));
  });

  test('are at most 512 for the largest region, and their list is a power of two', () => {
    const { pieces, pieceCount } = cutPieces(planLoss(new Int32Array(200_000), 1));
    expect(pieceCount).toBeLessThanOrEqual(512);
    expect(pieces.length).toBe(4 * 512);
    expect(cutPieces(planLoss(new Int32Array(5), 1)).pieces.length).toBe(4 * 64);
  });
});
