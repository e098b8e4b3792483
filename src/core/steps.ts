/**
 * Work done in steps: each yields how far it is, 0..1; what is returned is the result. Whoever takes the steps can do other things in between, and
 * may leave off at any of them.
 */
export type Steps<Result> = Generator<number, Result>;

/** All steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** So many voxels are a step of a light pass over a volume: a few milliseconds. */
const voxelsAStep = 2 ** 20;

/** A pass over `length` voxels; `pass` takes those from `start` on and before `end`. What does more than a little at each voxel takes fewer `atOnce`. */
export function* overVoxels(
  length: number,
  pass: (start: number, end: number) => void,
  atOnce = voxelsAStep,
): Steps<void> {
  for (let start = 0; start < length; start += atOnce) {
    yield start / length;
    pass(start, Math.min(length, start + atOnce));
  }
}
