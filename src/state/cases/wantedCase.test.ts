import { expect, test } from 'vitest';
import { phantomEntry } from '../../core/phantoms/catalogue';
import type { OpenedFile } from '../../protocol/scanCalls';
import { phantom } from '../testApp';
import { freeSeeds, wantedPairs, wantedPhantom } from './wantedCase';

test('the next seeds that no case has are free, and behind the last comes the first', () => {
  const { min, max } = phantomEntry(phantom.kind).ranges.seed;
  const known = [3, 4, min].map((seed) => wantedPhantom({ ...phantom, seed }, 'train', 26).ask);
  expect(freeSeeds({ ...phantom, seed: 2 }, 3, known)).toEqual([5, 6, 7]);
  expect(freeSeeds({ ...phantom, seed: max - 1 }, 3, known)).toEqual([max, min + 1, min + 2]);
});

test('pairs of files become cases named by their scans; what has no counterpart is named', () => {
  const file = (fileId: number, name: string, guess: OpenedFile['guess']): OpenedFile => ({
    ...{ fileId, name, guess, dims: [2, 2, 2], datatype: 'uint8', why: '' },
  });
  const pair = [file(1, 'a_t1.nii', 'scan'), file(2, 'a_seg.nii', 'mask')];
  const { wanted, leftOver } = wantedPairs([...pair, file(3, 'b_t1.nii', 'scan')], 'validate', 6);
  const ask = { scanId: 1, maskId: 2, reading: { kind: 'all' }, connectivity: 6 };
  expect(wanted).toEqual([{ name: 'a_t1.nii', role: 'validate', ask: { name: 'assemble', ask } }]);
  expect(leftOver).toBe('b_t1.nii: a case needs a scan and its mask. Add both together.');
  expect(wantedPairs(pair, 'train', 26).leftOver).toBe('');
});
