import type { Tally } from '../../ledger';
import type { Criterion, Evaluation } from './criterion';

/** The sum of two criteria, each on its own quantities. */
export function sumCriterion(first: Criterion, second: Criterion): Criterion {
  const split = first.quantities.length;
  return {
    quantities: [...first.quantities, ...second.quantities],
    evaluate: (inside, outside, voxels) =>
      add(
        split,
        first.evaluate(part(inside, 0, split), part(outside, 0, split), voxels),
        second.evaluate(part(inside, split), part(outside, split), voxels),
      ),
  };
}

function part({ voxels, sums }: Tally, from: number, to?: number): Tally {
  return { voxels, sums: sums.slice(from, to) };
}

function add(split: number, a: Evaluation, b: Evaluation): Evaluation {
  return {
    value: a.value + b.value,
    byInside: [...a.byInside, ...b.byInside],
    byOutside: [...a.byOutside, ...b.byOutside],
    shareOf: (tally) => a.shareOf(part(tally, 0, split)) + b.shareOf(part(tally, split)),
  };
}
