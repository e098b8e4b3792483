import { describe, expect, test } from 'vitest';
import { defaultRules, matchingKinds } from '../../../core/metrics/matching/rule';
import { formatMetric, formatRate } from './formatMetric';
import { ruleNumbers } from './ruleNumbers';

describe('numbers of metrics', () => {
  test('carry their unit, and are never rounded to 0 or 1', () => {
    expect(formatMetric({ value: 1, unit: '' })).toBe('1.000');
    expect(formatRate(0.99999)).toBe('> 0.999');
    expect(formatRate(0.0001)).toBe('< 0.001');
    expect(formatMetric({ value: 4.2149, unit: 'mm' })).toBe('4.21 mm');
    expect(formatMetric({ value: 1234, unit: 'count' })).toBe('1,234');
  });

  test('say in words what is no number', () => {
    expect(formatMetric({ value: null, unit: 'mm' })).toBe('undefined');
    expect(formatMetric({ value: Number.POSITIVE_INFINITY, unit: 'mm' })).toBe('infinite');
  });
});

describe('numbers of rules', () => {
  test('stand for the rule they are of, and change only themselves', () => {
    for (const kind of matchingKinds)
      for (const number of ruleNumbers(defaultRules[kind])) {
        expect(number.with(number.value)).toEqual(defaultRules[kind]);
        expect(number.with(0.25)).toEqual({ ...defaultRules[kind], [number.key]: 0.25 });
      }
  });

  test('any shared voxel has none, MSSEG three', () => {
    expect(ruleNumbers(defaultRules.anyOverlap)).toEqual([]);
    expect(ruleNumbers(defaultRules.msseg).map(({ key }) => key)).toEqual(['alpha', 'beta', 'gamma']);
  });
});
