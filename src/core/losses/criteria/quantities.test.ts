import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finiteDifferences } from '../finiteDifferences';
import { crossEntropy, focalTerm, probability, type Quantity, sigmoid, softplus } from './quantities';

const quantities: Quantity[] = [probability, crossEntropy, focalTerm(0), focalTerm(0.5), focalTerm(2), focalTerm(5)];

describe.each(quantities)('$name', (quantity) => {
  test('its slope is the finite difference of its value, for both labels', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), fc.boolean(), (x, isInside) => {
        const [slope] = finiteDifferences(([at]) => quantity.at(at, isInside), [x]);
        expect(quantity.slope(x, isInside)).toBeCloseTo(slope, 9);
      }),
    );
  });

  test('saturated logits, up to the largest float32, give finite values and slopes', () => {
    for (const x of [1e4, -1e4, 3.4e38, -3.4e38])
      for (const isInside of [true, false]) {
        expect(quantity.at(x, isInside)).toSatisfy(Number.isFinite);
        expect(quantity.slope(x, isInside)).toSatisfy(Number.isFinite);
      }
  });

  test('a masked voxel, p = 0 with label 0, costs nothing', () => {
    expect(quantity.at(Number.NEGATIVE_INFINITY, false)).toBe(0);
  });
});

test('at logit 0 both labels have p = 1/2, a cross-entropy of ln 2 and a focal term of ln 2 / 2^gamma', () => {
  for (const isInside of [true, false]) {
    expect(probability.at(0, isInside)).toBe(0.5);
    expect(crossEntropy.at(0, isInside)).toBeCloseTo(Math.LN2, 15);
    expect(focalTerm(2).at(0, isInside)).toBeCloseTo(Math.LN2 / 4, 15);
  }
});

test('p = 3/4 has the cross-entropy ln(4/3) inside and ln 4 outside', () => {
  const x = Math.log(3);
  expect(sigmoid(x)).toBeCloseTo(0.75, 15);
  expect(crossEntropy.at(x, true)).toBeCloseTo(Math.log(4 / 3), 15);
  expect(crossEntropy.at(x, false)).toBeCloseTo(Math.log(4), 15);
  expect(focalTerm(2).at(x, true)).toBeCloseTo(Math.log(4 / 3) / 16, 15);
  expect(focalTerm(2).at(x, false)).toBeCloseTo((Math.log(4) * 9) / 16, 15);
});

test('a confident mistake costs its logit, and a confident success keeps its last digits', () => {
  expect(crossEntropy.at(1e4, false)).toBe(1e4);
  expect(focalTerm(2).at(1e4, false)).toBe(1e4);
  expect(softplus(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
  expect(sigmoid(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
});
