import { expect, test } from 'vitest';
import type { BenchMove } from '../../protocol/benchCalls';
import { BenchJournal } from './benchJournal';

const edit = (blob: number, gesture: string | null = null): BenchMove => ({
  kind: 'edit',
  edit: { kind: 'miss', blob },
  gesture,
});
const begin = (step: number, bytes: number): BenchMove => ({
  kind: 'begin',
  from: { kind: 'lane', step, probability: { byteLength: bytes } as Float32Array },
});

test('what stands is what the worker did and did not take back; of a gesture the newest', () => {
  const journal = new BenchJournal();
  journal.note(begin(1, 8), true);
  journal.note(edit(1, 'drag'), true);
  journal.note(edit(2, 'drag'), true);
  journal.note(edit(3), true);
  journal.note({ kind: 'undo' }, true);
  expect(journal.standing).toEqual([begin(1, 8), edit(2, 'drag')]);
  journal.note({ kind: 'redo' }, true);
  expect(journal.standing).toEqual([begin(1, 8), edit(2, 'drag'), edit(3)]);
});

test('predictions that were begun with are not held for ever: the oldest go, with what was done to them', () => {
  const journal = new BenchJournal();
  for (let step = 1; step <= 5; step++) {
    journal.note(begin(step, 50e6), true);
    journal.note(edit(step), true);
  }
  expect(journal.standing).toEqual([begin(4, 50e6), edit(4), begin(5, 50e6), edit(5)]);
});

test('moves that went are still counted when they are taken back and done again', () => {
  const journal = new BenchJournal();
  for (let step = 1; step <= 3; step++) journal.note(begin(step, 60e6), true);
  expect(journal.standing).toEqual([begin(2, 60e6), begin(3, 60e6)]);
  for (let n = 0; n < 3; n++) journal.note({ kind: 'undo' }, true);
  expect(journal.standing).toEqual([]);
  journal.note({ kind: 'redo' }, true);
  expect(journal.standing).toEqual([]);
  journal.note({ kind: 'redo' }, true);
  expect(journal.standing).toEqual([begin(2, 60e6)]);
});

test('one that is larger than that stays, as the worker would need it', () => {
  const journal = new BenchJournal();
  journal.note(begin(1, 1e9), true);
  journal.note(edit(1), true);
  expect(journal.standing).toEqual([begin(1, 1e9), edit(1)]);
});
