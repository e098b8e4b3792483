import { expect, test } from 'vitest';
import { createRandom } from '../../random';
import { widestGap } from './sameDice';

test('no two predictions of as many voxels inside blobs have F1 further apart: held against all numbers of voxels', () => {
  const random = createRandom(1);
  const some = Array.from({ length: 200 }, () =>
    Array.from({ length: 2 + random.integer(9) }, () => 1 + random.integer(12)).sort((a, b) => b - a),
  );
  for (const sizes of [[19, ...new Array<number>(19).fill(1)], [1, 1, 1], ...some]) {
    const { wholeBlobs, foundInPart } = widestGap(sizes);
    expect(gapOf(sizes, foundInPart, wholeBlobs), sizes.join()).toBeCloseTo(widestOfAll(sizes), 12);
  }
});

test('one large blob of 19 voxels and 19 of one: the large one whole against a voxel of all but one', () => {
  expect(widestGap([19, ...new Array<number>(19).fill(1)])).toEqual({ wholeBlobs: 1, foundInPart: 19 });
});

function widestOfAll(sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let widest = 0;
  for (let voxels = 1; voxels <= total; voxels++) {
    let [fewest, held] = [0, 0];
    while (held < voxels) held += sizes[fewest++];
    widest = Math.max(widest, gapOf(sizes, Math.min(voxels, sizes.length), fewest));
  }
  return widest;
}

function gapOf({ length }: readonly number[], most: number, fewest: number): number {
  return (2 * most) / (length + most) - (2 * fewest) / (length + fewest);
}
