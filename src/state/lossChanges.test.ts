import { expect, test } from 'vitest';
import { defaultLoss } from '../core/settings';
import { changesAt } from './lossChanges';

const at = (step: number) => ({ step, loss: { ...defaultLoss, beta: step } });

test('passed changes stay, also one at the step itself', () => {
  expect(changesAt([at(10), at(50)], 50)).toEqual([at(10), at(50)]);
});

test('of the later changes the last acts from the step on, in the place of one that stood there', () => {
  expect(changesAt([at(10), at(50), at(60), at(70)], 50)).toEqual([at(10), { step: 50, loss: at(70).loss }]);
});

test('a run that begins anew has none', () => {
  expect(changesAt([at(10)], 0)).toEqual([]);
});

test('a loss of its own acts from the step on', () => {
  expect(changesAt([at(10), at(60)], 50, at(3).loss)).toEqual([at(10), { step: 50, loss: at(3).loss }]);
});
