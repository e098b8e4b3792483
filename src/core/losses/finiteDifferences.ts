/**
 * For tests of gradients: the slope of `f` along each coordinate of `at`, by the fourth-order central difference.
 * With steps of 1e-3 the error is near 1e-12 for functions of size 1.
 */
export function finiteDifferences(f: (x: Float64Array) => number, at: ArrayLike<number>, step = 1e-3): Float64Array {
  const x = Float64Array.from(at);
  return x.map((centre, k) => {
    const along = (offset: number) => {
      x[k] = centre + offset;
      const value = f(x);
      x[k] = centre;
      return value;
    };
    return (8 * (along(step) - along(-step)) - (along(2 * step) - along(-2 * step))) / (12 * step);
  });
}
