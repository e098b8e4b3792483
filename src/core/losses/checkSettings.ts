import { InputError } from '../errors';
import { baseLosses, type LossSettings, maskings, schemes } from '../settings';
import { whyUndefined } from './defined';

/** Throws InputError unless scheme, base and masking are known and go together, and every number is finite and in its range. */
export function checkLossSettings(settings: LossSettings): void {
  checkWord('scheme', settings.scheme, schemes);
  checkWord('base', settings.base, baseLosses);
  checkWord('masking', settings.masking, maskings);
  for (const [name, least, most] of ranges)
    if (!Number.isFinite(settings[name]) || settings[name] < least || settings[name] > most)
      refuse(name, settings[name], most === Number.POSITIVE_INFINITY ? atLeast(least) : `${least} to ${most}`);
  const { focalAlpha } = settings;
  if (focalAlpha !== null && !(focalAlpha >= 0 && focalAlpha <= 1)) refuse('focalAlpha', focalAlpha, '0 to 1, or none');
  const problem = whyUndefined(settings);
  if (problem) throw new InputError(problem);
}

const endless = Number.POSITIVE_INFINITY;

const ranges = [
  ['alpha', 0, endless],
  ['beta', 0, endless],
  ['smooth', 0, endless],
  ['tverskyFp', 0, endless],
  ['tverskyFn', 0, endless],
  ['focalGamma', 0, endless],
  ['focalTverskyGamma', 0, endless],
  ['topKPercent', 0, 100],
  ['biccAlpha', 0, 1],
  ['aslBeta', 1, endless],
  ['backgroundWeight', 0, endless],
] as const;

function atLeast(least: number): string {
  return least === 0 ? 'a finite number that is not negative' : `a finite number of at least ${least}`;
}

function checkWord(name: string, word: string, known: readonly string[]): void {
  if (!known.includes(word)) refuse(name, word, `one of ${known.join(', ')}`);
}

function refuse(name: string, value: unknown, expected: string): never {
  throw new InputError({
    found: `The loss setting "${name}" is ${String(value)}`,
    expected,
    todo: 'Change it in the loss settings',
  });
}
