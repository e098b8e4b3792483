import { expect, test } from 'vitest';
import { asSentence, openingFailure } from './sentence';

test('a message becomes a sentence', () => {
  expect(asSentence('the GPU was lost (destroyed)')).toBe('The GPU was lost (destroyed).');
  expect(asSentence('The lane stopped.')).toBe('The lane stopped.');
});

test('a failed opening says what was done, what happened and what to do; a refusal stands as it is', () => {
  const failed = (kind: 'input' | 'memory' | 'fault', message: string) =>
    openingFailure('Reading the files', { kind, message });
  expect(failed('input', 'a.nii: text; expected a volume. Choose one.')).toBe(
    'a.nii: text; expected a volume. Choose one.',
  );
  expect(failed('memory', 'Array buffer allocation failed')).toBe(
    'Reading the files took more memory than there is (Array buffer allocation failed). ' +
      'What was open stays; close other tabs, or crop or downsample the scan.',
  );
  expect(failed('fault', 'The scan worker stopped (it broke).')).toBe(
    'Reading the files failed: The scan worker stopped (it broke). What was open stays; try again.',
  );
});
