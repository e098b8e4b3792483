import { expect, test } from 'vitest';
import { defaultLoss, defaultTraining } from '../../core/settings';
import type { KeptLane } from '../../state/kept/keptModel';
import { differingRows } from './differingRows';
import { formatBytes, formatDate, runWords } from './keptWords';

const lane = (id: KeptLane['id'], change: Partial<KeptLane['settings']> = {}): KeptLane => ({
  ...{ id, settings: { ...defaultTraining, ...change }, backend: 'wasm', step: 1, scores: null },
  ...{ lossCurve: [], f1Curve: [] },
});
const plain = { ...defaultLoss, beta: 0, alpha: 1 };

test('one lane is called by its loss, several by what they differ in', () => {
  expect(runWords({ lanes: [lane('A')] })).toBe('blob over Dice, 2 : 1 · seed 1');
  expect(runWords({ lanes: [lane('A', { loss: plain }), lane('B')] })).toBe('A: Dice · B: blob over Dice, 2 : 1');
});

test('sizes and times are short, and no nonsense comes of nonsense', () => {
  expect([0, 1, 640_000, 1_230_000, 2_100_000_000].map(formatBytes)).toEqual([
    '0 KB',
    '1 KB',
    '640 KB',
    '1.2 MB',
    '2.1 GB',
  ]);
  expect(formatDate('2026-11-25T14:03:00')).toBe('25 Nov 2026, 14:03');
  expect(formatDate('<b>')).toBe('at an unknown time');
});

test('only what differs between runs or lanes is listed, down to parts of the network and the patch', () => {
  const patch = { ...defaultTraining.patch, foregroundShare: 0.5 };
  expect(differingRows([lane('A').settings, lane('A', { loss: plain, seed: 2, patch }).settings])).toEqual([
    ['α global', ['2', '1']],
    ['β blob', ['1', '0']],
    ['Seed', ['1', '2']],
    ['On foreground', ['70 %', '50 %']],
  ]);
  expect(differingRows([lane('A').settings, lane('A').settings])).toEqual([]);
});
