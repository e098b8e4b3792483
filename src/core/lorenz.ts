/** A point of a Lorenz curve, both 0..1: the smallest `blobs` of the blobs hold `voxels` of the voxels. */
export interface LorenzPoint {
  readonly blobs: number;
  readonly voxels: number;
}

/**
 * The Lorenz curve of blob sizes, from (0, 0) to (1, 1): how much of the foreground the smaller blobs hold. Of more than `most` blobs
 * only so many points, evenly spaced by rank, each of them exact. Without blobs the two ends. Twice the area between curve and
 * diagonal is the Gini coefficient.
 */
export function lorenzCurve(sizes: readonly number[], most = 200): LorenzPoint[] {
  const rising = Float64Array.from(sizes).sort();
  const total = rising.reduce((sum, size) => sum + size, 0);
  const count = rising.length;
  const points: LorenzPoint[] = [{ blobs: 0, voxels: 0 }];
  const step = Math.max(1, count / most);
  let held = 0;
  let next = step;
  for (let i = 1; i < count; i++) {
    held += rising[i - 1];
    if (i < Math.round(next)) continue;
    points.push({ blobs: i / count, voxels: held / total });
    next += step;
  }
  return [...points, { blobs: 1, voxels: 1 }];
}
