import { InputError } from '../errors';
import { mostComponents } from '../metrics/checkInput';

/** Throws InputError where a prediction falls into too many pieces. */
export function checkComponents(count: number, threshold: number): void {
  if (count <= mostComponents) return;
  throw new InputError({
    found: `a prediction that falls into ${count.toLocaleString('en')} components above ${threshold}`,
    expected: `at most ${mostComponents.toLocaleString('en')}`,
    todo: 'Choose another threshold, or check that this is a prediction and not noise',
  });
}
