import { expect, test } from 'vitest';
import { firstFound } from './firstFound';

const sightings = [
  { step: 50, isFound: [false, true, false] },
  { step: 100, isFound: [true, true, false] },
  { step: 150, isFound: [true, false, false] },
  { step: 200, isFound: [true, true, false] },
];

test('a bar begins at the first find, breaks where the blob is lost, and goes on', () => {
  expect(firstFound(sightings, 3)).toEqual([
    { firstStep: 100, stretches: [{ from: 100, to: 200 }], isHeld: true },
    {
      firstStep: 50,
      stretches: [
        { from: 50, to: 100 },
        { from: 200, to: 200 },
      ],
      isHeld: true,
    },
    { firstStep: null, stretches: [], isHeld: false },
  ]);
});

test('a blob that was lost last is not held', () => {
  expect(firstFound(sightings.slice(0, 3), 2)[1]).toMatchObject({ firstStep: 50, isHeld: false });
});

test('without a validation there is nothing yet', () => {
  expect(firstFound([], 1)).toEqual([{ firstStep: null, stretches: [], isHeld: false }]);
});
