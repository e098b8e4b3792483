import { describe, expect, test } from 'vitest';
import type { BenchLoss } from '../../../core/bench/answer';
import { formatTerm } from '../../format';
import { formatLoss, formatLossShort } from './formatLoss';
import { lossName, lossSays } from './lossSays';

const row = { voxels: 900 };
const totals = { blobVoxels: 1200 };
const facts = { rows: [row], totals };
const blob: BenchLoss = {
  id: 'blob/dice',
  scheme: 'blob',
  base: 'dice',
  value: 0.5,
  blobTerms: [0, 1, 0.6],
  note: null,
};

describe('what a loss says', () => {
  test('of the whole scan: whose voxels they are', () => {
    expect(lossSays({ ...blob, scheme: null, blobTerms: null }, facts)).toContain(
      'the largest blob holds 75 % of the mask',
    );
    expect(lossSays({ ...blob, scheme: null }, { rows: [], totals: { blobVoxels: 0 } })).toMatch(
      /no blob.* ε over ε and Σ p/,
    );
    const bce = { ...blob, scheme: null, base: 'bce' } as const;
    expect(lossSays(bce, { rows: [], totals: { blobVoxels: 0 } })).not.toContain('ε');
  });

  test('of blobs: how many terms are high, and the highest', () => {
    expect(lossSays(blob, facts)).toBe(
      'The mean of 3 terms, one a blob: 2 above 0.5. The highest is blob 2 with 1.0000.',
    );
    expect(lossSays({ ...blob, scheme: 'inverse_weighting' }, facts)).toContain('the most comes from blob 2');
    expect(lossSays({ ...blob, blobTerms: [] }, facts)).toContain('nothing to say');
  });

  test('a note comes after it', () => {
    expect(lossSays({ ...blob, note: 'Its components are the blobs.' }, facts)).toMatch(
      /1\.0000\. Its components are the blobs\.$/,
    );
  });

  test('of one blob: no mean', () => {
    expect(lossSays({ ...blob, blobTerms: [0.6] }, facts)).toBe('One term, that of the only blob.');
    expect(lossSays({ ...blob, scheme: 'bicc', blobTerms: [0.6] }, facts)).toContain('Of the 1 blob, 1 has a term');
  });

  test('of logarithms, which have no end: where the bench ends them', () => {
    const words = 'A sure error has a cross-entropy of 24 here: the bench keeps logits within ±24.';
    for (const base of ['bce', 'dice_bce', 'focal', 'top_k'] as const)
      expect(lossSays({ ...blob, base }, facts)).toContain(words);
    expect(lossSays(blob, facts)).not.toContain('24');
  });

  test('names', () => {
    expect(lossName(blob)).toBe('Blob loss over Dice');
    expect(lossName({ scheme: null, base: 'bce' })).toBe('BCE on the whole scan');
  });
});

test('losses are written with as many digits as tell them apart', () => {
  expect([0.8125, 0, 12.34567, 123.456, 0.00001].map(formatLoss)).toEqual([
    '0.8125',
    '0.0000',
    '12.346',
    '123.46',
    '< 0.0001',
  ]);
});

test('the table and the formula round alike: smoothing leaves the printed 0.8125 a millionth short of it', () => {
  expect([formatLossShort(0.8124991), formatTerm(0.8124991), formatLoss(0.8124991)]).toEqual([
    '0.813',
    '0.813',
    '0.8125',
  ]);
});

test('in tables with three', () => {
  expect([0.0610146, 0.8125, 18.3529, 0.0002].map(formatLossShort)).toEqual(['0.061', '0.813', '18.35', '≈ 0']);
});
