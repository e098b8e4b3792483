import { InputError } from '../errors';
import { baseLosses, type LossSettings } from '../settings';

/** Throws InputError unless the base and masking are known and every number is finite and not negative. */
export function checkLossSettings(settings: LossSettings): void {
  if (!baseLosses.includes(settings.base)) refuse('base', settings.base, `one of ${baseLosses.join(', ')}`);
  if (!maskings.includes(settings.masking)) refuse('masking', settings.masking, `one of ${maskings.join(', ')}`);
  for (const name of numbers)
    if (!Number.isFinite(settings[name]) || settings[name] < 0)
      refuse(name, settings[name], 'a finite number that is not negative');
}

const maskings: readonly string[] = ['probability', 'logit'] satisfies LossSettings['masking'][];
const numbers = ['alpha', 'beta', 'smooth', 'tverskyFp', 'tverskyFn', 'focalGamma'] as const;

function refuse(name: string, value: unknown, expected: string): never {
  throw new InputError({
    found: `The loss setting "${name}" is ${String(value)}`,
    expected,
    todo: 'Change it in the loss settings',
  });
}
