import { expect, test } from 'vitest';
import { createRandom, type Random } from './random';

function draw(count: number, sample: () => number): number[] {
  return Array.from({ length: count }, sample);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}

const everything = (random: Random) => [
  random.uniform(),
  random.uniformIn(-2, 5),
  random.integer(1000),
  random.normal(),
  random.normal(),
  random.logNormal(1, 2),
  random.poisson(40),
];

test('the same seed and stream give the same numbers', () => {
  expect(everything(createRandom(7, 3))).toEqual(everything(createRandom(7, 3)));
});

test('seeds and streams that differ in any way give different numbers', () => {
  const pairs = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [-1, 0],
    [0.5, 0],
    [2 ** 32, 0],
    [2 ** 32 + 1, 0],
    [1, 2 ** 32],
  ];
  const firsts = pairs.map(([seed, stream]) => createRandom(seed, stream).uniform());
  expect(new Set(firsts).size).toBe(pairs.length);
});

test('a seed that is not finite is refused', () => {
  expect(() => createRandom(Number.NaN)).toThrow('NaN');
  expect(() => createRandom(1, Number.POSITIVE_INFINITY)).toThrow('Infinity');
});

test('uniforms fill [0, 1) evenly', () => {
  const random = createRandom(11);
  const bins = new Array<number>(10).fill(0);
  for (const value of draw(100_000, random.uniform)) bins[Math.floor(value * 10)]++;
  // Binomial(100000, 0.1): standard deviation 95, so 500 is more than five of them.
  for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(500);
});

test('neighbouring seeds and steps are uncorrelated', () => {
  const bySeed = draw(20_000, () => 0).map((_, seed) => createRandom(seed).uniform() - 0.5);
  const byStream = bySeed.map((_, stream) => createRandom(1, stream).uniform() - 0.5);
  for (const values of [bySeed, byStream]) {
    const lagged = meanOf(values.slice(1).map((value, i) => value * values[i]));
    expect(Math.abs(meanOf(values))).toBeLessThan(0.012);
    expect(Math.abs(lagged)).toBeLessThan(0.004);
    expect(Math.abs(varianceOf(values) - 1 / 12)).toBeLessThan(0.004);
  }
});

test('integers reach both ends and nothing beyond', () => {
  const random = createRandom(5);
  const values = draw(5000, () => random.integer(6));
  expect([...new Set(values)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('normals have mean 0, variance 1 and the tails of a normal', () => {
  const values = draw(100_000, createRandom(2).normal);
  expect(Math.abs(meanOf(values))).toBeLessThan(0.016);
  expect(Math.abs(varianceOf(values) - 1)).toBeLessThan(0.03);
  const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
  expect(beyondTwo).toBeCloseTo(0.0455, 2);
});

test('the median of a log-normal is exp(mu), and ln of it spreads by sigma', () => {
  const random = createRandom(3);
  const logs = draw(20_000, () => Math.log(random.logNormal(3, 1.6))).sort((a, b) => a - b);
  expect(logs[10_000]).toBeCloseTo(3, 1);
  expect(Math.sqrt(varianceOf(logs))).toBeCloseTo(1.6, 1);
});

test.each([0.3, 4, 100])('a Poisson count of mean %d has that mean and variance', (mean) => {
  const random = createRandom(4);
  const values = draw(40_000, () => random.poisson(mean));
  expect(values.every(Number.isInteger)).toBe(true);
  expect(Math.abs(meanOf(values) - mean)).toBeLessThan(5 * Math.sqrt(mean / 40_000));
  expect(varianceOf(values) / mean).toBeCloseTo(1, 1);
});

test('a Poisson count of mean 0 is 0', () => {
  expect(createRandom(1).poisson(0)).toBe(0);
});
