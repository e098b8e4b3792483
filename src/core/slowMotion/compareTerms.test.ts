import { expect, test } from 'vitest';
import { compareTerms } from './compareTerms';

const terms = { global: 0.5, blob: 0.25, total: 1.25, blobIds: [2, 7], blobTerms: [0.2, 0.3] };

test('rounding to 32 bits is rounding, more is not', () => {
  const rounded = { ...terms, global: Math.fround(0.1) * 5, blobTerms: terms.blobTerms.map(Math.fround) };
  expect(compareTerms(terms, rounded).isRounding).toBe(true);
  expect(compareTerms(terms, terms)).toEqual({ largest: 0, isRounding: true });
  expect(compareTerms(terms, { ...terms, blobTerms: [0.2, 0.3001] })).toEqual({
    largest: expect.closeTo(1e-4, 9),
    isRounding: false,
  });
});

test('a large loss may differ by as much more', () => {
  expect(compareTerms({ ...terms, total: 1000 }, { ...terms, total: 1000.001 }).isRounding).toBe(true);
});

test('terms of other blobs are never the same', () => {
  expect(compareTerms(terms, { ...terms, blobIds: [2, 8] }).isRounding).toBe(false);
});
