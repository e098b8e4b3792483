import { expect, test } from 'vitest';
import type { AppState } from '../../state/model';
import { createAppStore } from '../../state/store';
import { notTaken } from './notTaken';

const file = (fileId: number, name: string, guess: 'scan' | 'mask', why: string) => ({
  ...{ fileId, name, guess, why },
  ...{ dims: [2, 2, 2] as const, datatype: 'float32' },
});
const files = [file(0, 'head.nii', 'scan', ''), file(1, 'head_seg.nii', 'scan', 'values with fractions')];

function facts(change: { readonly maskId?: number; readonly hasMask?: boolean; readonly files?: typeof files } = {}) {
  const { maskId = null, hasMask = false, files: opened = files } = change;
  const source = { kind: 'files', scanId: 0, maskId, reading: { kind: 'all' } } as const;
  const state = { openCase: { source, hasMask }, openFiles: { files: opened, scanId: 0, maskId } };
  return { ...createAppStore().getState(), ...state } as unknown as AppState;
}

test('a file that was not taken for the mask is named, with the reason and what to do', () => {
  expect(notTaken(facts())).toEqual([
    'head_seg.nii was not taken for the mask (values with fractions). If it is the mask, choose it above.',
  ]);
});

test('nothing is said of a mask, of one that was put aside by hand, or where nothing is open', () => {
  expect(notTaken(facts({ maskId: 1, hasMask: true }))).toEqual([]);
  expect(notTaken(facts({ files: [files[0], file(1, 'm.nii', 'mask', '')] }))).toEqual([]);
  expect(notTaken(createAppStore().getState())).toEqual([]);
});
