import { describe, expect, test } from 'vitest';
import { softErrors } from '../../bench/pulls/softErrors';
import { createRandom } from '../../random';
import { crossEntropy, focalTerm, probability, type Quantity, relabelled, squaredError } from './quantities';
import { blockSize, LogitBlock } from './wrongLogits';

const plain = [probability, squaredError, crossEntropy, focalTerm(0), focalTerm(0.5), focalTerm(2)];
const quantities: readonly Quantity[] = [
  ...plain,
  ...plain.map(relabelled),
  ...[...plain, ...plain.map(relabelled)].map((quantity) => softErrors(quantity, 0.9)),
];

/** Usual ones, and those where rounding and overflow lie. */
function logitsOf(seed: number): Float32Array {
  const random = createRandom(seed);
  const special = [0, -0, 1e-30, 2.2, -2.2, 40, -40, 1e4, -1e4, 3.4e38, -3.4e38];
  return Float32Array.from({ length: blockSize }, (_, n) => special[n] ?? random.uniformIn(-12, 12));
}

describe.each(quantities)('$name', (quantity) => {
  test.each([true, false])('of a block it is that of each voxel, inside = %s', (isInside) => {
    const logits = logitsOf(3);
    const block = new LogitBlock();
    const [values, slopes] = [new Float64Array(blockSize), new Float64Array(blockSize)];
    const [start, count] = [5, 200];
    for (const from of [0, start]) {
      // The block is used anew, and only as far as it is filled.
      block.set(logits, from, from === 0 ? blockSize : count, isInside);
      quantity.fill?.(block, values, slopes);
      for (let n = 0; n < block.count; n++) {
        expectAlike(values[n], quantity.at(logits[from + n], isInside));
        expectAlike(slopes[n], quantity.slope(logits[from + n], isInside));
      }
    }
  });
});

test('each quantity of the family is computed in blocks', () => {
  for (const quantity of quantities) expect(quantity.fill, quantity.name).toBeDefined();
});

/** But for the last bit of a product. */
function expectAlike(one: number, other: number): void {
  expect(Math.abs(one - other)).toBeLessThanOrEqual(2 ** -51 * Math.abs(other));
}
