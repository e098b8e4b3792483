/** A probability is kept as one of so many levels, 0..63: it comes back within 1/126, and exactly on the same side of 0.5. */
export const levelCount = 64;

/** Levels of probabilities 0..1. Below 0.5 (and at it) lie levels 0..31, above it 32..63, so that the default threshold's mask is kept exactly. */
export function levelsOf(probability: Float32Array): Uint8Array {
  const levels = new Uint8Array(probability.length);
  const half = levelCount / 2;
  for (let v = 0; v < levels.length; v++) {
    const nearest = Math.round(probability[v] * (levelCount - 1));
    levels[v] = probability[v] > 0.5 ? Math.max(half, nearest) : Math.min(half - 1, nearest);
  }
  return levels;
}

/** Probabilities from levels. */
export function probabilityOf(levels: Uint8Array): Float32Array {
  const probability = new Float32Array(levels.length);
  for (let v = 0; v < levels.length; v++) probability[v] = levels[v] / (levelCount - 1);
  return probability;
}
