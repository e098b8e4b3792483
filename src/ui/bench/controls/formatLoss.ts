import { fixed } from '../../../core/fixed';

/** A loss with four digits behind the point, fewer where it is large; a tiny one is no zero. */
export function formatLoss(value: number): string {
  return withDigits(value, 4);
}

/** The same with three digits, for tables: what is nearly zero is "≈ 0". */
export function formatLossShort(value: number): string {
  const isTiny = value !== 0 && Math.abs(value) < 0.0005;
  return isTiny ? '≈ 0' : withDigits(value, 3);
}

function withDigits(value: number, digits: number): string {
  const size = Math.abs(value);
  const least = 1 / 10 ** digits;
  if (size !== 0 && size < least / 2) return value < 0 ? `> −${least}` : `< ${least}`;
  return fixed(value, Math.max(0, size < 10 ? digits : size < 100 ? digits - 1 : digits - 2));
}
