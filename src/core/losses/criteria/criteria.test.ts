import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseLosses, defaultLoss } from '../../settings';
import { finiteDifferences } from '../finiteDifferences';
import { criterionOf } from './criteria';

const bases = baseLosses.filter((base) => base !== 'top_k');

describe.each(bases)('%s', (base) => {
  const criterion = criterionOf({ ...defaultLoss, base });
  const sumCount = criterion.quantities.length;

  test('its derivatives by each sum are the finite differences of its value', () => {
    const sums = fc.array(fc.double({ min: 0.5, max: 9, noNaN: true }), { minLength: sumCount, maxLength: sumCount });
    fc.assert(
      fc.property(sums, sums, (inside, outside) => {
        const evaluate = (i: readonly number[], o: readonly number[]) =>
          criterion.evaluate({ voxels: 10, sums: i }, { voxels: 30, sums: o }, 40);
        const found = evaluate(inside, outside);
        const byInside = finiteDifferences((x) => evaluate([...x], outside).value, inside);
        const byOutside = finiteDifferences((x) => evaluate(inside, [...x]).value, outside);
        for (let k = 0; k < sumCount; k++) {
          expect(found.byInside[k]).toBeCloseTo(byInside[k], 9);
          expect(found.byOutside[k]).toBeCloseTo(byOutside[k], 9);
        }
      }),
    );
  });

  test('a perfect prediction costs nothing', () => {
    const best = (isInside: boolean, voxels: number) => ({
      voxels,
      sums: criterion.quantities.map(({ at }) => voxels * at(isInside ? 1e4 : -1e4, isInside)),
    });
    expect(criterion.evaluate(best(true, 7), best(false, 20), 27).value).toBe(0);
  });

  test('the parts of the inside share what a perfect background leaves of the value', () => {
    const part = (voxels: number, x: number) => ({
      voxels,
      sums: criterion.quantities.map(({ at }) => voxels * at(x, true)),
    });
    const [first, second] = [part(3, -1), part(4, 2)];
    const inside = { voxels: 7, sums: first.sums.map((sum, k) => sum + second.sums[k]) };
    const background = { voxels: 20, sums: criterion.quantities.map(({ at }) => 20 * at(-1e4, false)) };
    const { value, shareOf } = criterion.evaluate(inside, background, 27);
    expect(shareOf(first) + shareOf(second)).toBeCloseTo(value, 12);
    expect(shareOf(first)).toBeGreaterThan(shareOf(second));
  });
});
