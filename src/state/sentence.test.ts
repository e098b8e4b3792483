import { expect, test } from 'vitest';
import { asSentence, openingFailure, restartNotice, runEnding } from './sentence';

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

test('a run ends for a refusal and for a lack of memory, and for nothing else', () => {
  const ending = (kind: 'input' | 'cancelled' | 'device' | 'memory' | 'fault') =>
    runEnding({ kind, message: 'It is so.' });
  expect(ending('input')).toBe('It is so.');
  expect(ending('memory')).toBe(
    'The lane ran out of memory. Choose a smaller patch or fewer channels, then reset. (It is so.)',
  );
  expect([ending('cancelled'), ending('device'), ending('fault')]).toEqual([null, null, null]);
});

test('a run that goes on says from where, and when it does without the GPU', () => {
  const failure = { kind: 'device', message: 'the GPU was lost' } as const;
  expect(restartNotice(failure, 50, false)).toBe('The GPU was lost. The run goes on from step 50.');
  expect(restartNotice(failure, 0, true)).toBe('The GPU was lost. The run goes on from step 0, without the GPU.');
});
