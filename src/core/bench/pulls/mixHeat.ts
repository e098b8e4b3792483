import type { HeatKind } from '../question';
import { fullPull, type PullField } from './pullFields';

/** A field without its voxels. */
export interface PullSize {
  readonly largest: number;
}

/**
 * How hard each voxel is pulled by a mix of both terms, divided by its largest value: |factors[0] * first[v] + factors[1] * second[v]|, 0..1. `largest` = that
 * value; 0 where nothing pulls.
 */
export interface Heat {
  readonly first: Int16Array;
  readonly second: Int16Array;
  readonly factors: readonly [number, number];
  readonly largest: number;
}

/** The weights of the two terms in a heat. */
export function weightsOf(kind: HeatKind, { alpha, beta }: { readonly alpha: number; readonly beta: number }) {
  switch (kind) {
    case 'global':
      return { alpha: 1, beta: 0 };
    case 'instance':
      return { alpha: 0, beta: 1 };
    case 'mixed':
      return { alpha, beta };
    default:
      return kind satisfies never;
  }
}

/** The heat of alpha * global + beta * instance, from the two fields: nothing is differentiated anew. One pass for its largest value, none where one weight is 0. */
export function mixHeat(
  global: PullField,
  instance: PullField,
  { alpha, beta }: { readonly alpha: number; readonly beta: number },
): Heat {
  const [first, second] = [global.values, instance.values];
  const [a, b] = [(alpha * global.largest) / fullPull, (beta * instance.largest) / fullPull];
  const largest = a === 0 || b === 0 ? fullPull * (a + b) : largestOf(first, second, a, b);
  return { first, second, largest, factors: largest > 0 ? [a / largest, b / largest] : [0, 0] };
}

function largestOf(first: Int16Array, second: Int16Array, a: number, b: number): number {
  let largest = 0;
  for (let v = 0; v < first.length; v++) {
    const size = Math.abs(a * first[v] + b * second[v]);
    if (size > largest) largest = size;
  }
  return largest;
}
