/** How many blobs a prediction can miss at which Dice. */
export interface Missable {
  /** The smallest blobs, so many of them. */
  readonly missed: number;
  /** The best Dice of a prediction that misses exactly these. */
  readonly dice: number;
}

/**
 * The best Dice of a prediction that misses the `missed` smallest blobs: 2 kept / (kept + total), in voxels. No prediction that misses
 * so many blobs does better: it has at most `kept` voxels right, and predicts at least those that it has right. Without foreground 0.
 */
export function bestDiceMissing(sizes: readonly number[], missed: number): number {
  const rising = sizes.toSorted((a, b) => a - b);
  const total = rising.reduce(add, 0);
  const kept = rising.slice(missed).reduce(add, 0);
  return kept === 0 ? 0 : (2 * kept) / (kept + total);
}

/** The most of the smallest blobs that can be missed while Dice stays at `dice` (above 0) or more; none missed is Dice 1. */
export function mostMissable(sizes: readonly number[], dice: number): Missable {
  const rising = sizes.toSorted((a, b) => a - b);
  const total = rising.reduce(add, 0);
  let kept = total;
  let best: Missable = { missed: 0, dice: 1 };
  for (const [index, size] of rising.entries()) {
    kept -= size;
    // A hair is allowed, so that a Dice of exactly 0.9 is not lost to rounding.
    if (kept <= 0 || 2 * kept < (dice - 1e-12) * (kept + total)) break;
    best = { missed: index + 1, dice: (2 * kept) / (kept + total) };
  }
  return best;
}

function add(total: number, size: number): number {
  return total + size;
}
