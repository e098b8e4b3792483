import type { Criterion, Evaluation } from './criterion';

/** The value to the criterion's power, and the factor that the derivatives get by it; at 0, where a power below 1 is infinitely steep, there is no gradient. */
export function powerOf({ power }: Criterion, value: number): { readonly value: number; readonly slope: number } {
  if (power === undefined) return { value, slope: 1 };
  return { value: value ** power, slope: value > 0 ? power * value ** (power - 1) : 0 };
}

/** An evaluation of one prediction to the criterion's power. The shares keep their proportions. */
export function raised(criterion: Criterion, evaluation: Evaluation): Evaluation {
  if (criterion.power === undefined) return evaluation;
  const { value, slope } = powerOf(criterion, evaluation.value);
  const ratio = evaluation.value > 0 ? value / evaluation.value : 0;
  return {
    value,
    byInside: evaluation.byInside.map((by) => slope * by),
    byOutside: evaluation.byOutside.map((by) => slope * by),
    shareOf: (part) => ratio * evaluation.shareOf(part),
  };
}
