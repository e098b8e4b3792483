/**
 * How far a number may be from its golden one: |error| <= absolute and, where |expected| > relativeAbove, |error| <= relative |expected|.
 * An error of at most `negligible` is always within.
 */
export interface Bound {
  readonly absolute: number;
  readonly relative: number;
  readonly relativeAbove: number;
  readonly negligible: number;
}

export interface Tolerance {
  readonly scalar: Bound;
  readonly gradient: Bound;
}

/**
 * For float64. Scalars are given to 17 digits: 1e-10 relative. The reference takes 1 - ratio and 1 - p in float64, which rounds at
 * 1e-16 whatever is left: near a perfect prediction (losses of 1e-6 and less) its own digits end there, and a power below 1 (focal Tversky)
 * makes that tens of times as large, so 1e-14 is negligible.
 * Gradients are rounded to 9 significant digits, which alone is up to 5e-9 of the value (half a unit of the last digit of
 * 1.00000000): 1e-8 relative leaves as much again for the computing.
 */
export const float64Tolerance: Tolerance = {
  scalar: { absolute: Number.POSITIVE_INFINITY, relative: 1e-10, relativeAbove: 0, negligible: 1e-14 },
  gradient: { absolute: Number.POSITIVE_INFINITY, relative: 1e-8, relativeAbove: 0, negligible: 0 },
};

/**
 * For float32: scalars 5e-6 absolute; gradients 1e-7 absolute, and 1e-3 relative where |g| > 1e-6. The reference itself, run in
 * float32, is off by up to 1.04e-6 in scalars and 3.6e-9 in gradients.
 */
export const float32Tolerance: Tolerance = {
  scalar: { absolute: 5e-6, relative: Number.POSITIVE_INFINITY, relativeAbove: 0, negligible: 0 },
  gradient: { absolute: 1e-7, relative: 1e-3, relativeAbove: 1e-6, negligible: 0 },
};
