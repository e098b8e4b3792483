/** (stepMm · k)² for each k below `count`: the product that a comparison of two places makes; a power could be rounded in another way. */
export function squaredSteps(count: number, stepMm: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => k * stepMm * (k * stepMm));
}

/** At least as many steps as a distance holds, whatever rounding does. */
export function stepsWithin(withinMm: number, stepMm: number): number {
  return Math.floor(withinMm / stepMm) + 1;
}
