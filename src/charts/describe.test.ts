import { expect, test } from 'vitest';
import { describeBlobTerms, describeRowOrder, describeRows, describeSizes, describeTerms } from './describe';
import { stepRecord } from './testRuns';

const last = stepRecord({ step: 180, total: 0.83, global: 0.13, blob: 0.57, blobIds: [1], blobTerms: [0.57] });

test('the newest step is told with its terms', () => {
  expect(describeTerms([last], 300)).toBe('step 180 of 300: total 0.83, global 0.13, blob 0.57');
  expect(describeTerms([], 300)).toBe('no step trained yet');
});

test('a patch without blobs is told as such, not as a term of zero', () => {
  expect(describeTerms([{ ...last, blob: 0, blobIds: [], blobTerms: [] }], 300)).toMatch(/no blob in the patch$/);
});

test('the blob with the highest term is named', () => {
  const blobs = [1, 2, 3].map((id) => ({ id, voxels: 10, colour: '#000000' }));
  const lastTerms = new Map([
    [1, 0.2],
    [3, 0.9],
  ]);
  expect(describeBlobTerms(blobs, lastTerms, { shown: 3, total: 3 })).toBe(
    '3 blobs shown, 2 trained on; highest term: blob 3, 0.90',
  );
  expect(describeBlobTerms(blobs, new Map(), { shown: 3, total: 3 })).toMatch(/none trained on yet$/);
});

test('rows say how many of how many', () => {
  expect(describeRows({ shown: 160, total: 2000 })).toBe('160 of 2,000');
  expect(describeRows({ shown: 20, total: 20 })).toBe('20');
  expect(describeRowOrder({ facts: { shown: 160, total: 2000 }, order: 'worst' })).toBe('160 of 2,000 blobs, worst');
  expect(describeRowOrder({ facts: { shown: 20, total: 20 }, order: 'worst' })).toBe('20 blobs');
});

test('sizes are told by count, range and lower median', () => {
  expect(describeSizes([5, 46_870, 40, 9], 'voxels')).toBe('4 blobs, 5 to 46,870 voxels, median 9');
  expect(describeSizes([7], 'voxels')).toBe('1 blob, 7 voxels');
  expect(describeSizes([], 'voxels')).toBe('no blobs');
});
