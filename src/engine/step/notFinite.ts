import { InputError } from '../../core/errors';

/** The error of a step whose loss or gradient is not finite. */
export function notFinite(step: number, total: number, gradientNorm: number): InputError {
  return new InputError({
    found: Number.isFinite(total)
      ? `The gradient of step ${step} has the length ${gradientNorm}`
      : `The loss of step ${step} is ${total}`,
    expected: 'a finite number',
    todo: 'Lower the learning rate and reset, or go on from the step before with another loss',
  });
}
