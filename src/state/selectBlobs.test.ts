import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Blob } from '../core/case';
import type { BlobScore, StepRecord } from '../core/terms';
import { readBlobFilter } from './blobFilter';
import { latestTerms, tableRows } from './selectBlobs';
import type { SortKey, TableView } from './viewModel';

const sizes = [400, 120, 40, 40, 9];

function blob(id: number, voxels: number): Blob {
  return {
    id,
    voxels,
    volumeMm3: voxels / 2,
    equivalentDiameterMm: Math.cbrt(voxels),
    centreMm: [0, 0, -id],
    anchorVoxel: [0, 0, 0],
    boxMin: [0, 0, 0],
    boxMax: [0, 0, 0],
    share: voxels / 609,
    colour: '#000000',
  };
}

function record(step: number, blobIds: number[], blobTerms: number[]): StepRecord {
  return { step, blobIds, blobTerms, global: 0, blob: 0, total: 0, alpha: 2, beta: 1, learningRate: 0, elapsedMs: 0 };
}

function facts(table: Partial<TableView>, perBlob: readonly BlobScore[] | null = null) {
  const blobs = sizes.map((voxels, index) => blob(index + 1, voxels));
  // The selector reads only the blobs of a case and the per-blob scores of a prediction.
  return {
    openCase: { blobs } as never,
    prediction: perBlob && ({ scores: { perBlob } } as never),
    table: { sortKey: 'id' as SortKey, isDescending: false, filter: '', ...table },
  };
}

const ids = (table: Partial<TableView>, perBlob: readonly BlobScore[] | null = null, records: StepRecord[] = []) =>
  tableRows(facts(table, perBlob), records).map((row) => row.id);

const scored: BlobScore[] = [
  { id: 1, isFound: true, recall: 0.9, meanProbability: 0.8 },
  { id: 2, isFound: true, recall: 0.4, meanProbability: 0.5 },
  { id: 3, isFound: false, recall: 0, meanProbability: 0.1 },
  { id: 4, isFound: false, recall: 0, meanProbability: 0.2 },
  { id: 5, isFound: true, recall: 1, meanProbability: 0.9 },
];

test('no open case gives no rows', () => {
  expect(tableRows({ ...facts({}), openCase: null }, [])).toEqual([]);
});

test('rows are sorted by the chosen column, equal values by id', () => {
  expect(ids({ sortKey: 'voxels', isDescending: false })).toEqual([5, 3, 4, 2, 1]);
  expect(ids({ sortKey: 'voxels', isDescending: true })).toEqual([1, 2, 3, 4, 5]);
  expect(ids({ sortKey: 'centre', isDescending: false })).toEqual([5, 4, 3, 2, 1]);
  expect(ids({ sortKey: 'found', isDescending: false }, scored)).toEqual([3, 4, 1, 2, 5]);
});

test('blobs that were in no patch come last in both directions', () => {
  const records = [record(1, [2, 4], [0.3, 0.9])];
  expect(ids({ sortKey: 'term', isDescending: true }, null, records)).toEqual([4, 2, 1, 3, 5]);
  expect(ids({ sortKey: 'term', isDescending: false }, null, records)).toEqual([2, 4, 1, 3, 5]);
});

describe('the filter', () => {
  test.each([
    ['', [1, 2, 3, 4, 5]],
    ['3', [3]],
    ['#1,5', [1, 5]],
    ['>100', [1, 2]],
    ['<=40 >9', [3, 4]],
    ['9-120', [2, 3, 4, 5]],
    ['mm3>=60', [1, 2]],
    ['d>4.9', [1, 2]],
    ['share<2', [5]],
    ['found', [1, 2, 5]],
    ['missed', [3, 4]],
    ['found recall<0.5', [2]],
    ['p>0.15 missed', [4]],
    ['voxels=40', [3, 4]],
    // Diameters are 7.37, 4.93, 3.42, 3.42 and 2.08 mm, volumes half the voxels in mm³.
    ['d<3mm', [5]],
    ['d<3000um', [5]],
    ['d>5000µm', [1]],
    ['um3>=60000000000', [1, 2]],
  ])('"%s" leaves %j', (filter, expected) => {
    expect(ids({ filter }, scored)).toEqual(expected);
  });

  test('a quantity that is not known yet is not met', () => {
    expect(ids({ filter: 'recall<2' })).toEqual([]);
    expect(ids({ filter: 'missed' })).toEqual([]);
    expect(ids({ filter: 'term>0' }, null, [record(1, [2], [0.5])])).toEqual([2]);
  });

  test('a word that cannot be read is named and hides nothing', () => {
    expect(readBlobFilter('>10 biggest')).toEqual({ kind: 'unclear', word: 'biggest' });
    expect(readBlobFilter('weight>3')).toEqual({ kind: 'unclear', word: 'weight>3' });
    expect(readBlobFilter('share>3um')).toEqual({ kind: 'unclear', word: 'share>3um' });
    expect(ids({ filter: 'biggest' })).toEqual([1, 2, 3, 4, 5]);
  });

  test('any text is either understood or names one of its own words', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const filter = readBlobFilter(text);
        if (filter.kind === 'unclear') expect(text.toLowerCase()).toContain(filter.word);
      }),
    );
  });
});

test('the newest term of a blob counts, however long ago it was in a patch', () => {
  const records = [record(1, [1, 2], [0.9, 0.8]), record(2, [2], [0.7]), record(3, [], [])];
  expect([...latestTerms(records, 3)]).toEqual([0.9, 0.7, Number.NaN]);
});

test('a blob id beyond the case is left out', () => {
  expect([...latestTerms([record(1, [1, 7], [0.1, 0.2])], 1)]).toEqual([0.1]);
});
