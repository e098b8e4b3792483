/**
 * The least of a ratio of times, measured until it is below `enough`, at most five times: other programs make a step longer, never
 * shorter, so what is so of the machine shows in one undisturbed measurement.
 */
export async function leastOf(measure: () => Promise<number>, enough: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 5 && !(least < enough); n++) least = Math.min(least, await measure());
  return least;
}
