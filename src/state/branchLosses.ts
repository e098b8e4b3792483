import { isDefined } from '../core/losses/defined';
import type { LossSettings } from '../core/settings';

/** What a branch can train with instead: other weights of the same loss, more for the blobs or none; without a global term, more for that. Never no loss at all. */
export function branchLosses(loss: LossSettings): readonly LossSettings[] {
  return weightsOf(loss)
    .map(([alpha, beta]) => ({ ...loss, alpha, beta }))
    .filter((other) => other.alpha + other.beta > 0 && isDefined(other));
}

function weightsOf({ alpha, beta }: LossSettings): readonly (readonly [alpha: number, beta: number])[] {
  if (beta === 0)
    return [
      [alpha, alpha / 2],
      [alpha, alpha],
    ];
  if (alpha === 0)
    return [
      [beta, 0],
      [beta, beta],
      [2 * beta, beta],
    ];
  return [
    [alpha, 0],
    [alpha, 2 * beta],
    [alpha, 4 * beta],
  ];
}
