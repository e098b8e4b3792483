import { expect, test } from 'vitest';
import { InputError } from '../../errors';
import { finish } from '../../steps';
import { largestLogit } from '../logits';
import { checkComponents } from '../tooMany';
import { readPrediction } from './checkPrediction';

test('whole numbers are a mask, whatever they are called', () => {
  for (const values of [Uint8Array.of(0, 1, 1), Float32Array.of(0, 1, 1), Uint8Array.of(0, 255, 255)]) {
    const { logits, isBinary, remarks } = finish(readPrediction(values));
    expect([...logits]).toEqual([-largestLogit, largestLogit, largestLogit]);
    expect(isBinary).toBe(true);
    expect(remarks).toEqual([]);
  }
});

test('several whole values, and negative ones, are told', () => {
  const { logits, remarks } = finish(readPrediction(Int16Array.of(-1, 0, 3, 7)));
  expect([...logits]).toEqual([-largestLogit, -largestLogit, largestLogit, largestLogit]);
  expect(remarks.join(' ')).toMatch(/negative.*several/);
});

test('fractions are probabilities', () => {
  const { logits, isBinary } = finish(readPrediction(Float32Array.of(0, 0.25, 0.5, 1)));
  expect(isBinary).toBe(false);
  expect(logits[0]).toBe(-largestLogit);
  expect(logits[1]).toBeCloseTo(Math.log(1 / 3), 6);
  expect(logits[2]).toBe(0);
  expect(logits[3]).toBe(largestLogit);
});

test.each([
  [Float32Array.of(0, Number.NaN, 1), /1 voxels that are not finite/],
  [Float32Array.of(0.5, Number.POSITIVE_INFINITY), /not finite/],
  [Float32Array.of(-3.25, 4.5), /-3.25 to 4.5.*logits/],
  [Float32Array.of(0, 12.5, 99), /0 to 99.*percent/],
])('%o is refused in a sentence', (values, sentence) => {
  expect(() => finish(readPrediction(values))).toThrow(InputError);
  expect(() => finish(readPrediction(values))).toThrow(sentence);
});

test('more than 20,000 components are refused, 20,000 are not', () => {
  expect(() => checkComponents(20_001, 0.5)).toThrow('20,001 components above 0.5');
  checkComponents(20_000, 0.5);
});
