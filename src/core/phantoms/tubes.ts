import type { Triple } from '../volume';

/** A point of a tube's middle line with the tube's radius there, in the unit of the positions. */
export interface TubePoint {
  readonly at: Triple;
  readonly radius: number;
}

/** Signed distance of a point to a tube along a line of points: negative inside. */
export function tubeDistance(tube: readonly TubePoint[], x: number, y: number, z: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < tube.length; i++) nearest = Math.min(nearest, segmentDistance(tube[i - 1], tube[i], x, y, z));
  return nearest;
}

function segmentDistance(from: TubePoint, to: TubePoint, x: number, y: number, z: number): number {
  const [ax, ay, az] = from.at;
  const bx = to.at[0] - ax;
  const by = to.at[1] - ay;
  const bz = to.at[2] - az;
  const along = ((x - ax) * bx + (y - ay) * by + (z - az) * bz) / (bx * bx + by * by + bz * bz);
  const t = Math.min(1, Math.max(0, along));
  const dx = x - ax - t * bx;
  const dy = y - ay - t * by;
  const dz = z - az - t * bz;
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - (from.radius + t * (to.radius - from.radius));
}
