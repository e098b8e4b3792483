import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelsOf, probabilityOf } from './levels';
import { decodeVolume, encodeVolume } from './volumeCodec';

const volume = (length: number) => fc.array(fc.integer({ min: 0, max: 63 }), { minLength: length, maxLength: length });

describe('levels', () => {
  test('come back near, and on the same side of one half', () => {
    fc.assert(
      fc.property(fc.float({ min: 0, max: 1, noNaN: true }), (p) => {
        const [back] = probabilityOf(levelsOf(Float32Array.of(p)));
        expect(Math.abs(back - p)).toBeLessThanOrEqual(1 / 126 + 1e-6);
        expect(back > 0.5).toBe(p > 0.5);
      }),
    );
  });
});

describe('a volume', () => {
  test('comes back exactly, alone and against the one before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600 }).chain((n) => fc.tuple(volume(n), volume(n))),
        ([now, before]) => {
          const [a, b] = [Uint8Array.from(now), Uint8Array.from(before)];
          expect(decodeVolume(encodeVolume(a, null), null, a.length)).toEqual(a);
          expect(decodeVolume(encodeVolume(a, b), b, a.length)).toEqual(a);
        },
      ),
    );
  });

  test.each([1, 127, 128, 129, 255, 256, 257, 511, 512, 100_000])('of %i equal voxels takes few bytes', (voxels) => {
    const bytes = encodeVolume(new Uint8Array(voxels), null);
    expect(bytes.length).toBeLessThanOrEqual(20);
    expect(decodeVolume(bytes, null, voxels)).toEqual(new Uint8Array(voxels));
  });

  test('with too few or too many voxels is refused, however many the bytes claim', () => {
    const bytes = encodeVolume(Uint8Array.of(1, 2, 3), null);
    expect(() => decodeVolume(bytes, null, 4)).toThrow('damaged');
    expect(() => decodeVolume(bytes, null, 2)).toThrow('damaged');
    expect(() => decodeVolume(new Uint8Array(1000).fill(255), null, 8)).toThrow('damaged');
  });
});
