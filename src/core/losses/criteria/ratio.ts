import type { Evaluation } from './criterion';

/** A quantity of region sums with its derivatives: what is wrong, or what is right, of a prediction. */
export interface Amount {
  readonly value: number;
  readonly byInside: readonly number[];
  readonly byOutside: readonly number[];
}

/**
 * The loss charge / (overlap + charge), which is 1 - overlap / whole without its cancellation near a perfect prediction. Without label, prediction
 * and smoothing it is 0/0: 0, without gradient. `chargeOf` gives the charge of a part of the inside.
 */
export function ratioOf(charge: Amount, overlap: Amount, chargeOf: Evaluation['shareOf']): Evaluation {
  const whole = charge.value + overlap.value;
  if (whole === 0) {
    const none = charge.byInside.map(() => 0);
    return { value: 0, byInside: none, byOutside: none, shareOf: () => 0 };
  }
  // The derivative of c / (o + c) is (o dc - c do) / (o + c)^2.
  const derivative = (byCharge: readonly number[], byOverlap: readonly number[]) =>
    byCharge.map((slope, k) => (overlap.value * slope - charge.value * byOverlap[k]) / whole ** 2);
  return {
    value: charge.value / whole,
    byInside: derivative(charge.byInside, overlap.byInside),
    byOutside: derivative(charge.byOutside, overlap.byOutside),
    shareOf: (part) => chargeOf(part) / whole,
  };
}
