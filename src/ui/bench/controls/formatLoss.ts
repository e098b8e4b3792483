/** A loss with four digits behind the point, fewer where it is large; what is not computed is a dash, a tiny one no zero. */
export function formatLoss(value: number | null): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  if (size !== 0 && size < 0.00005) return value < 0 ? '> −0.0001' : '< 0.0001';
  return value.toFixed(size < 10 ? 4 : size < 100 ? 3 : 1);
}
