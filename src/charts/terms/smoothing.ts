/**
 * Exponential smoothing without the pull towards 0 at the start: m = w m + (1 - w) x, shown as m / (1 - w^k) after k values
 * (the bias correction of Adam, Kingma and Ba 2015). `weight` 0..1, 0 = the values themselves; a gap (null) stays a gap.
 */
export function createSmoother(weight: number): (value: number | null) => number | null {
  let mean = 0;
  let remaining = 1;
  return (value) => {
    if (value === null) return null;
    mean = weight * mean + (1 - weight) * value;
    remaining *= weight;
    return mean / (1 - remaining);
  };
}
