import { describe, expect, test } from 'vitest';
import { guessRole, pickPair } from './roles';
import { summariseValues, type ValueSummary } from './valueSummary';

const binary: ValueSummary = { isWhole: true, hasNegative: false, zeroShare: 0.99, distinctCount: 1, values: [] };
const fractions: ValueSummary = { isWhole: false, hasNegative: false, zeroShare: 0.6, distinctCount: 64, values: [] };
const ct: ValueSummary = { isWhole: true, hasNegative: true, zeroShare: 0.01, distinctCount: 2500, values: [] };
const byte: ValueSummary = { isWhole: true, hasNegative: false, zeroShare: 0.3, distinctCount: 255, values: [] };
const instances: ValueSummary = { isWhole: true, hasNegative: false, zeroShare: 0.95, distinctCount: 1800, values: [] };
const of = (name: string, summary: ValueSummary, dims = [9, 9, 9] as const) => ({ name, summary, dims });

describe('one file', () => {
  test('values decide where the name says nothing', () => {
    expect(guessRole(of('a.nii.gz', binary)).guess).toBe('mask');
    expect(guessRole(of('a.nii.gz', fractions)).guess).toBe('scan');
    expect(guessRole(of('a.nii.gz', ct)).guess).toBe('scan');
    expect(guessRole(of('a.nii.gz', byte)).guess).toBe('scan');
  });

  test('the name decides where the values could be either', () => {
    for (const name of [
      'sub-1_dseg.nii.gz',
      'brainLesionMask2.nii',
      'GT.nii',
      'cells.nii.gz',
      'x-label.nii',
      'Segmentation.nii',
    ])
      expect(guessRole(of(name, instances)).guess, name).toBe('mask');
    for (const name of ['sub-1_T1w.nii.gz', 'flair.nii.gz', 'raw.nii.gz', 'liver_ct.nii'])
      expect(guessRole(of(name, byte)).guess, name).toBe('scan');
  });

  test('words inside other words do not count', () => {
    expect(guessRole(of('compact_gtx.nii', byte)).why).not.toContain('named');
  });

  test('fractions speak against a mask even where it is named so', () => {
    expect(guessRole(of('lesion_probability.nii.gz', fractions)).guess).toBe('scan');
  });

  test('the reason is in words', () => {
    expect(guessRole(of('flair.nii.gz', fractions)).why).toBe('named "flair", values with fractions');
    expect(guessRole(of('sub_seg.nii.gz', { ...binary, zeroShare: 0.9987 })).why).toBe(
      'named "seg", 1 whole value beside 0, 99.8 % zeros',
    );
  });
});

describe('several files', () => {
  test('the most and the least mask-like make the pair, in any order', () => {
    const [scan, mask] = [of('a.nii', fractions), of('b.nii', binary)];
    expect(pickPair([scan, mask])).toEqual({ scan: 0, mask: 1 });
    expect(pickPair([mask, scan])).toEqual({ scan: 1, mask: 0 });
  });

  test('of two masks the one on the grid of the scan is taken', () => {
    const files = [of('seg.nii', binary, [4, 4, 4] as never), of('t1.nii', fractions), of('lesions.nii', binary)];
    expect(pickPair(files)).toEqual({ scan: 1, mask: 2 });
  });

  test('of several masks none is made the scan; one with many values may be one', () => {
    const three: ValueSummary = { ...binary, distinctCount: 3 };
    expect(pickPair([of('a.nii', binary), of('b_seg.nii', three), of('c.nii', binary)])).toEqual({
      scan: null,
      mask: 1,
    });
    expect(pickPair([of('tumour_1.nii', byte), of('tumour_1_seg.nii', binary)])).toEqual({ scan: 0, mask: 1 });
    expect(pickPair([of('a_seg.nii', binary), of('b_seg.nii', fractions)])).toEqual({ scan: 1, mask: 0 });
  });

  test('two scans have no mask, one file is what it is, none is nothing', () => {
    expect(pickPair([of('t1.nii', fractions), of('t2.nii', fractions)]).mask).toBeNull();
    expect(pickPair([of('a.nii', binary)])).toEqual({ scan: null, mask: 0 });
    expect(pickPair([of('a.nii', fractions)])).toEqual({ scan: 0, mask: null });
    expect(pickPair([])).toEqual({ scan: null, mask: null });
  });
});

describe('what is seen of the values', () => {
  test('counts by hand, values by falling count', () => {
    expect(summariseValues(Int16Array.from([0, 0, 5, -2, 5, 0, 7, 7]))).toEqual({
      isWhole: true,
      hasNegative: true,
      zeroShare: 3 / 8,
      distinctCount: 3,
      values: [
        { value: 5, voxels: 2 },
        { value: 7, voxels: 2 },
        { value: -2, voxels: 1 },
      ],
    });
  });

  test('fractions are seen wherever they stand, and end the counting of values', () => {
    const voxels = Float32Array.from({ length: 5000 }, (_, i) => i);
    expect(summariseValues(voxels)).toMatchObject({ isWhole: true, distinctCount: 4999 });
    voxels[4999] = 0.5;
    expect(summariseValues(voxels).isWhole).toBe(false);
    expect(summariseValues(voxels.map((value) => value / 3)).values.length).toBeLessThanOrEqual(64);
  });

  test('more than 65,536 different values are only many', () => {
    const { distinctCount, values } = summariseValues(Int32Array.from({ length: 100_000 }, (_, i) => i + 1));
    expect(distinctCount).toBe(65_537);
    expect(values).toHaveLength(65_536);
  });
});
