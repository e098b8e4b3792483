import { expect, test } from 'vitest';
import { InputError } from '../core/errors';
import { allocate, sizeInWords } from './allocate';

test('an allocation that the engine refuses is a sentence with the size and what to do', () => {
  const tooMuch = () => allocate(2 ** 50, () => new Uint8Array(2 ** 50));
  expect(tooMuch).toThrow(InputError);
  expect(tooMuch).toThrow(/^data that need 1125900 GB at once, .* Close other tabs, or crop or downsample the scan/);
});

test('what can be had is given, and other errors stay what they are', () => {
  expect(allocate(3, () => new Uint8Array(3))).toHaveLength(3);
  const broken = () => {
    throw new TypeError('a fault');
  };
  expect(() => allocate(1, broken)).toThrow(TypeError);
});

test('sizes as people say them', () => {
  expect([0, 1, 999, 1000, 1550, 28_884_480, 2 ** 28, 2 ** 32].map(sizeInWords)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '1.6 kB',
    '28.9 MB',
    '268 MB',
    '4.3 GB',
  ]);
});
