/**
 * A number with so many digits behind the point, halves away from zero, and no sign where nothing is left of it. What is off a half by less than a
 * hundredth of the last digit counts as one: a mean of terms that smoothing leaves at 0.81249999 is written as 0.8125 is.
 */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const unit = 10 ** digits;
  const units = Math.floor(Number((Math.abs(value) * unit).toFixed(2)) + 0.5);
  return `${value < 0 && units > 0 ? '-' : ''}${(units / unit).toFixed(digits)}`;
}
