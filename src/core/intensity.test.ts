import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseIntensities, percentiles } from './intensity';

const anyVoxels = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 200 });

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

test('percentiles are those of the sorted voxels, bit for bit', () => {
  fc.assert(
    fc.property(anyVoxels, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const sorted = Float32Array.from(values).sort();
      const expected = sorted[Math.round(share * (sorted.length - 1))];
      expect(percentiles(Float32Array.from(values), [share])[0] + 0).toBe(expected + 0);
    }),
    { numRuns: 300 },
  );
});

test('the voxels of the excepted value do not count', () => {
  const voxels = Float32Array.of(0, 0, 0, 5, 1, -0, 3, 0);
  expect(percentiles(voxels, [0, 0.5, 1], 0)).toEqual([1, 3, 5]);
  expect(percentiles(Float32Array.of(2, 2), [0.5], 2)).toEqual([0]);
});

test('an array within a larger buffer is read at its own place', () => {
  const whole = Float32Array.of(100, 1, 2, 3, 100);
  expect(percentiles(whole.subarray(1, 4), [0, 1])).toEqual([1, 3]);
});

test('a normalised scan has mean 0 and standard deviation 1 and keeps the order of voxels', () => {
  const voxels = Float32Array.from({ length: 1001 }, (_, i) => 40_000 + ((i * 37) % 1001));
  const result = normaliseIntensities(voxels);
  const { mean, deviation } = momentsOf([...result]);
  expect(mean).toBeCloseTo(0, 4);
  expect(deviation).toBeCloseTo(1, 4);
  expect(result[27]).toBeGreaterThan(result[0]);
  expect(voxels[0]).toBe(40_000);
});

test('a few wild voxels do not squeeze the rest', () => {
  const voxels = Float32Array.from({ length: 2000 }, (_, i) => i % 10);
  const calm = normaliseIntensities(voxels);
  voxels[5] = 1e30;
  voxels[6] = -1e30;
  const wild = normaliseIntensities(voxels);
  expect(wild[8] - wild[1]).toBeCloseTo(calm[8] - calm[1], 1);
  expect(Math.max(...wild)).toBeCloseTo(Math.max(...calm), 1);
});

test('the air round a masked brain counts for neither the limits nor the mean', () => {
  const brain = Array.from({ length: 400 }, (_, i) => 100 + (i % 20));
  const result = normaliseIntensities(Float32Array.from([...new Array<number>(600).fill(0), ...brain]));
  const { mean, deviation } = momentsOf([...result.subarray(600)]);
  expect(mean).toBeCloseTo(0, 5);
  expect(deviation).toBeCloseTo(1, 5);
  expect(result.subarray(0, 600).every((value) => value === 0)).toBe(true);
});

test('zero is the background even where resampling has left values below it', () => {
  const brain = Array.from({ length: 500 }, (_, i) => 100 + (i % 20));
  const result = normaliseIntensities(Float32Array.from([-0.01, ...new Array<number>(500).fill(0), ...brain]));
  expect(momentsOf([...result.subarray(501)]).mean).toBeCloseTo(0, 1);
});

test.each([0, 7, -1e20])('a constant scan of %d gives zeros', (value) => {
  expect(normaliseIntensities(new Float32Array(50).fill(value)).every((v) => v === 0)).toBe(true);
});

test('two values stay two values, however rare one of them is', () => {
  for (const rare of [1, 100, 400]) {
    const voxels = new Float32Array(1000);
    voxels.fill(9, 0, rare);
    const result = normaliseIntensities(voxels);
    expect(result[0]).toBeGreaterThan(result[999]);
  }
});

test('an empty scan gives an empty one, and finite voxels always give finite ones', () => {
  expect(normaliseIntensities(new Float32Array(0)).length).toBe(0);
  fc.assert(
    fc.property(fc.array(fc.float({ min: -65504, max: 65504, noNaN: true }), { maxLength: 100 }), (values) => {
      expect(normaliseIntensities(Float32Array.from(values)).every(Number.isFinite)).toBe(true);
    }),
  );
});
