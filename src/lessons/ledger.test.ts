import { describe, expect, test } from 'vitest';
import type { Pull } from '../core/bench/answer';
import {
  backgroundSentence,
  falseSentence,
  ledgerSentence,
  maskedSentence,
  priceSentence,
  softErrorNote,
  tideSentence,
} from './ledger';

const words = {
  share: (share: number) => `${Math.round(100 * share)} %`,
  ratio: String,
  count: String,
  many: (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`,
};
const pull: Pull = { globalInside: 2, globalOutside: 1, instanceInside: 4, instanceOutside: 0 };
const totals = { pull, numerator: 60, denominator: 100, blobVoxels: 40 };
const row = (id: number, shareOfGlobal: number | null, shareOfInstance: number | null) => ({
  ...{ id, shareOfGlobal, shareOfInstance },
  ignored: shareOfGlobal === null || shareOfInstance === null ? null : shareOfInstance - shareOfGlobal,
});

describe('what the ledger says', () => {
  const said = (rows: readonly ReturnType<typeof row>[], of = totals) => ledgerSentence(rows, of, 'blob', words);

  test('of a scan with many blobs, the one that is ignored most', () =>
    expect(said([row(1, 0.9, 0.5), row(2, 0.1, 0.5)])).toBe(
      'Blob 2 is ignored most: 10 % of the global pull on blobs, 50 % of that of the blob term.',
    ));
  test('of none, of one, of equal ones, of a term that pulls on no blob, and where nothing pulls', () => {
    const perfect = { ...totals, numerator: 79.995 };
    expect(said([])).toContain('no blob');
    expect(said([row(1, 1, 1)])).toContain('one blob');
    expect(said([row(1, 0.5, 0.5), row(2, 0.5, 0.5)])).toContain('nearly alike');
    expect(said([row(1, 0.5, null), row(2, 0.5, null)])).toContain('nothing to compare');
    expect(said([row(1, 0.5, 0.5), row(2, 0.5, 0.5)], perfect)).toContain('predicted in full');
  });
});

test('the background against the blobs, also where one of them is not pulled', () => {
  expect(backgroundSentence(totals, 'CC')).toBe(
    'The background is pulled 0.50 × as hard as all blobs under the global term, and not at all under the CC term.',
  );
  expect(backgroundSentence({ ...totals, pull: { ...pull, globalInside: 0 } }, 'CC')).toContain(
    'pulled alone under the global term',
  );
});

test('how many blobs are under water, over all and in their cells', () => {
  const blobs = [
    { id: 1, voxels: 100 },
    { id: 2, voxels: 5 },
  ];
  const tide = { global: 20, perCell: [120, 0] };
  expect(tideSentence(blobs, tide, 'all', words)).toBe('1 of 2 blobs under water · F\u00a0=\u00a020 soft voxels');
  expect(tideSentence(blobs, tide, 'cell', words)).toBe('1 of 2 blobs under water · each in its own cell');
  expect(tideSentence(blobs, { global: 0, perCell: [0, 0] }, 'all', words)).toContain('0 of 2');
  expect(tideSentence([], { global: 3, perCell: [] }, 'all', words)).toContain('no blob');
});

test('what a term does not see', () => {
  const seen = (maskedVoxels: number, scheme: 'blob' | 'cc' | 'inverse_weighting', masking: 'probability' | 'none') =>
    maskedSentence(3, maskedVoxels, { scheme, masking }, words);
  expect(seen(7, 'blob', 'probability')).toContain('but the 7 voxels of the other blobs');
  expect(seen(7, 'blob', 'none')).toContain('takes them for background');
  expect(seen(0, 'blob', 'probability')).toContain('no other blob');
  expect(seen(900, 'cc', 'probability')).toContain('its own cell only');
  expect(seen(0, 'inverse_weighting', 'probability')).toContain('masks nothing');
  const term = (value: number) => value.toFixed(2);
  expect(priceSentence({ probability: 0, logit: 0.92, none: 0.95 }, term)).toContain('0.92 where their logit is');
  expect(priceSentence({ probability: 0, logit: 0, none: 0 }, term)).toContain('nothing');
});

test('soft errors are owned up to where a prediction has probabilities of its own', () => {
  const lane = { kind: 'lane', step: 100 } as const;
  expect(softErrorNote(lane, 0.95)).toContain('probabilities of its own');
  expect(softErrorNote({ kind: 'file', name: 'p.nii', isBinary: false }, 0.95)).toContain('as if they were 95 % sure');
  expect(softErrorNote(lane, 1)).toBeNull();
  expect(softErrorNote({ kind: 'file', name: 'm.nii', isBinary: true }, 0.95)).toBeNull();
  expect(softErrorNote({ kind: 'perfect' }, 0.95)).toBeNull();
});

test('the list of false components says how many there are, and how many are shown', () => {
  expect(falseSentence(0, 0, words)).toBe('By this rule no predicted component is false.');
  expect(falseSentence(1, 1, words)).toBe('1 component is false by this rule; F flies to it.');
  expect(falseSentence(700, 500, words)).toContain(', of which the largest 500 are listed;');
});
