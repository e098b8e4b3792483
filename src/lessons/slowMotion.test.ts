import { expect, test } from 'vitest';
import { defaultLoss, maskings, schemes } from '../core/settings';
import { numberWords } from '../ui/numberWords';
import { afterSentence, patchSentence, soughtSentence, stages, stageWords, termsSentence } from './slowMotion';

test('every stage has a name of its own and says what is lit', () => {
  expect(new Set(stages.map((stage) => stageWords[stage].name)).size).toBe(8);
  for (const stage of stages) expect(stageWords[stage].lit.length).toBeGreaterThan(10);
});

test('each scheme and masking has words for its terms, with blobs and without', () => {
  for (const scheme of schemes)
    for (const masking of maskings)
      for (const blobs of [0, 3]) {
        const words = termsSentence({ ...defaultLoss, scheme, masking }, true, blobs);
        expect(words).toMatch(/^[A-Z].*\.$/);
        expect(words.includes('holds no blob')).toBe(blobs === 0);
      }
  expect(termsSentence({ ...defaultLoss, beta: 0 }, true, 2)).toContain('β = 0');
});

test('the loss after the update falls, rises or stays, and a rise is explained', () => {
  const at = (total: number) => ({ total, global: 0, blob: 0, blobIds: [], blobTerms: [] });
  const say = (after: number) => afterSentence(at(1), at(after), String);
  expect(say(0.5)).toContain('falls from 1 to 0.5.');
  expect(say(2)).toMatch(/rises from 1 to 2\. That can happen/);
  expect(say(1)).toContain('stays');
});

test('a patch without blobs says so', () => {
  const none = { global: 0, instance: 0, total: 0 };
  const explained = {
    ...{
      shown: 0,
      quantities: [],
      blobs: [],
      globalSums: null,
      patches: [],
      sides: null,
      terms: { ...none, blob: 0, blobIds: [], blobTerms: [] },
    },
    background: { voxels: 8, sums: [], pull: none },
  };
  const patch = {
    caseId: 0,
    ofStep: 4,
    sought: 0,
    size: 2,
    count: 2,
    origin: [1, 2, 3],
    spacingMm: [1, 1, 1],
    mayBeMirrored: true,
  } as const;
  const words = patchSentence({ step: 4, patch, explained }, numberWords);
  expect(words).toContain('Step 4 cuts 2 patches, of which the first is shown, of 2³ voxels');
  expect(words).toContain('It holds no blob.');

  const later = patchSentence(
    { step: 4, patch: { ...patch, ofStep: 7 }, explained: { ...explained, shown: 1 } },
    numberWords,
  );
  expect(later).toMatch(/^Not the patch of the next step, 4, which holds no blob: this one comes 3 later/);
  expect(later).toContain('Step 7 cuts 2 patches, of which number 2 is shown');
  expect(soughtSentence({ patch, explained })).toBeNull();
  expect(soughtSentence({ patch: { ...patch, sought: 20 }, explained })).toMatch(/^None of the next 20 steps/);
});
