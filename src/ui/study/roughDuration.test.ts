import { expect, test } from 'vitest';
import { roughDuration } from './roughDuration';

test.each([
  [0.4, '10 s'],
  [12, '15 s'],
  [58, '1 min'],
  [61, '2 min'],
  [2105, '36 min'],
  [7400, '2 h 4 min'],
])('%f s are roughly %s', (seconds, words) => {
  expect(roughDuration(seconds)).toBe(words);
});
