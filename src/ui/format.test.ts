import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatLength,
  formatMany,
  formatPosition,
  formatRatio,
  formatRatioShort,
  formatShare,
  formatSpacing,
  formatSpeed,
  formatTerm,
  formatVolume,
  lengthUnitOf,
  signedWords,
} from './format';

const mm = lengthUnitOf([1, 1, 1]);
const um = lengthUnitOf([0.004, 0.004, 0.004]);

test.each([
  [formatCount(46870), '46,870'],
  [formatMany(1, 'blob'), '1 blob'],
  [formatMany(0, 'blob'), '0 blobs'],
  [formatMany(2000, 'blob'), '2,000 blobs'],
  [formatShare(0.943), '94.3 %'],
  [formatShare(0.25), '25 %'],
  [formatShare(0.99999), '> 99.9 %'],
  [formatShare(0.00001), '< 0.1 %'],
  [formatShare(1), '100 %'],
  [formatRatio(null), 'undefined'],
  [formatRatioShort(null), '0/0'],
  [formatRatioShort(0.25), '0.25'],
  [formatRatio(0.674), '0.67'],
  [formatRatio(0.999), '> 0.99'],
  [formatRatio(0.001), '< 0.01'],
  [formatRatio(1), '1.00'],
  [formatVolume(46870.4, mm), '46,870'],
  [formatVolume(40, mm), '40.0'],
  [formatLength(3.7182, mm), '3.72'],
  [formatLength(0.0125, um), '12.5'],
  [formatVolume(0.000064, um), '64,000'],
  [formatTerm(null), '–'],
  [formatTerm(0.0512), '0.051'],
  [formatTerm(1234.5), '1,235'],
  [formatTerm(0.8124999), '0.813'],
  [formatRatio(0.995), '> 0.99'],
  [formatRatio(0.005), '0.01'],
  [formatShare(0.9995), '> 99.9 %'],
  [formatDuration(2.84), '2.8 s'],
  [formatDuration(48.2), '48 s'],
  [formatDuration(200), '3 min 20 s'],
  [formatDuration(7500), '2 h 5 min'],
  [formatSpeed(0.163), '0.16'],
  [formatSpeed(41.4), '41'],
  [formatSpacing([1, 1, 1]), '1 mm'],
  [formatSpacing([0.9, 0.9, 3]), '0.9 × 0.9 × 3 mm'],
  [formatSpacing([0.0033, 0.0033, 0.005]), '3.3 × 3.3 × 5 µm'],
  [formatPosition([-12.4, 0.2, -0.3], mm), '−12, 0, 0'],
  [formatPosition([-0.0124, 0.2, 0], um), '−12, 200, 0'],
])('reads %s', (shown, expected) => {
  expect(shown).toBe(expected);
});

test('a share is shown as none or all only when it is', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const shown = formatShare(share);
      expect(/^(0|100)(\.0)? %$/.test(shown)).toBe(share === 0 || share === 1);
    }),
  );
});

test('a ratio is shown as zero or one only when it is', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (ratio) => {
      expect(['0.00', '1.00'].includes(formatRatio(ratio))).toBe(ratio === 0 || ratio === 1);
    }),
  );
});

test('lengths are in micrometres where a voxel is smaller than a tenth of a millimetre', () => {
  expect(lengthUnitOf([0.5, 0.5, 2]).name).toBe('mm');
  expect(lengthUnitOf([0.1, 0.1, 0.1]).name).toBe('mm');
  expect(lengthUnitOf([0.5, 0.5, 0.02]).name).toBe('µm');
});

test('a difference has a sign where it is one', () => {
  expect([0.114, -0.04, 0.004, -0.004, 0].map((value) => signedWords(value, 2))).toEqual([
    '+0.11',
    '−0.04',
    '±0.00',
    '±0.00',
    '±0.00',
  ]);
  expect([3, -1200, 0].map((value) => signedWords(value, 0))).toEqual(['+3', '−1,200', '±0']);
});
