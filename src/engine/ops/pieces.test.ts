import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortIntoPieces } from './pieces';

/** Voxels over a few rows, of which every third lies inside and the last is empty; mostly row 0. */
const cuts = fc
  .record({ rows: fc.integer({ min: 1, max: 12 }), voxels: fc.integer({ min: 1, max: 2000 }), seed: fc.nat(1000) })
  .map(({ rows, voxels, seed }) => ({
    rowOfVoxel: Int32Array.from({ length: voxels }, (_, v) => ((v * v + seed) % 7 < 2 ? (v * seed) % rows : 0)),
    isInside: Uint8Array.from({ length: rows + 1 }, (_, row) => (row % 3 === 1 ? 1 : 0)),
  }));

describe('pieces of rows', () => {
  test('hold each voxel once, in the row that the cut gives it, ascending', () => {
    fc.assert(
      fc.property(cuts, (cut) => {
        const { order, pieces, firstPiece } = sortIntoPieces(cut);
        const pieceCount = firstPiece[cut.isInside.length];
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, v) => v));
        let next = 0;
        for (let piece = 0; piece < pieceCount; piece++) {
          const [from, to, row, sign] = pieces.subarray(4 * piece, 4 * piece + 4);
          expect(from).toBe(next);
          const voxels = [...order.subarray(from, to)];
          expect(voxels).toEqual([...voxels].sort((a, b) => a - b));
          expect(voxels.length > 0 && voxels.every((v) => cut.rowOfVoxel[v] === row)).toBe(true);
          expect(piece >= firstPiece[row] && piece < firstPiece[row + 1]).toBe(true);
          expect(sign).toBe(cut.isInside[row] === 1 ? -1 : 1);
          next = to;
        }
        expect(next).toBe(order.length);
      }),
    );
  });

  test('are at most 512 for the largest row, and their list is a power of two', () => {
    const isInside = new Uint8Array(1);
    const { pieces, firstPiece } = sortIntoPieces({ rowOfVoxel: new Int32Array(200_000), isInside });
    expect(firstPiece[1]).toBeLessThanOrEqual(512);
    expect(pieces.length).toBe(4 * 512);
    expect(sortIntoPieces({ rowOfVoxel: new Int32Array(5), isInside }).pieces.length).toBe(4 * 64);
  });
});
