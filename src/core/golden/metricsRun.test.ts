import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseMetricsCase } from './metricsCase';
import { compareMetrics } from './metricsRun';

const folder = new URL('../fixtures/golden/metrics/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

test('there are nine golden files of metrics', () => {
  expect(files).toHaveLength(9);
});

describe.each(files)('%s', (name) => {
  const { checks, skipped } = compareMetrics(parseMetricsCase(read(name)));

  test('every number is that of the published implementation', () => {
    expect(checks.filter(({ isWithin }) => !isWithin)).toEqual([]);
    expect(checks.length).toBeGreaterThan(180);
  });

  test('what is left out is no metric, or was not given', () => {
    expect(skipped.length).toBeLessThan(15);
  });
});

test('a mask that is slightly wrong does not pass', () => {
  const file = read('perfect.json');
  const { prediction } = file;
  const shorter = Array.isArray(prediction) ? prediction.slice(2) : [];
  const { checks } = compareMetrics(parseMetricsCase({ ...file, prediction: shorter }));
  expect(checks.filter(({ isWithin }) => !isWithin).length).toBeGreaterThan(20);
});

test('a number that nothing here computes counts as wrong', () => {
  const file = read('both_empty.json');
  const { checks } = compareMetrics(parseMetricsCase({ ...file, expected: { new: { metric: 1 } } }));
  expect(checks).toEqual([{ path: 'new.metric', expected: 1, found: undefined, isWithin: false }]);
});

test('a damaged file is refused with its place', () => {
  const file = read('perfect.json');
  expect(() => parseMetricsCase({ ...file, reference: [999999, 4] })).toThrow('a run up to voxel 1000003 in reference');
  expect(() => parseMetricsCase({ ...file, spacing_mm: 'x' })).toThrow('spacing_mm');
});
