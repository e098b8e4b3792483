import type { Triple } from '../../volume';
import type { BenchCase } from '../benchCase';

/** Places looked at along each axis. */
const placesPerAxis = 24;

/** A voxel that lies far from all blobs (from their boxes) and from the border, in mm, on a coarse lattice. */
export function emptiestPlace({ grid: { dims, spacingMm }, blobs }: BenchCase): Triple {
  const along = (axis: number) => {
    const count = Math.min(placesPerAxis, dims[axis]);
    return Array.from({ length: count }, (_, n) => Math.floor(((n + 0.5) * dims[axis]) / count));
  };
  const [xs, ys, zs] = [along(0), along(1), along(2)];
  let best: Triple = [xs[0], ys[0], zs[0]];
  let most = -1;
  for (const z of zs)
    for (const y of ys)
      for (const x of xs) {
        const room = roomAt([x, y, z], most);
        if (room > most) {
          most = room;
          best = [x, y, z];
        }
      }
  return best;

  /** The squared distance to the nearest box or border; gives up below what is found already. */
  function roomAt(at: Triple, enough: number): number {
    let room = Number.POSITIVE_INFINITY;
    for (let a = 0; a < 3; a++) room = Math.min(room, (Math.min(at[a] + 1, dims[a] - at[a]) * spacingMm[a]) ** 2);
    for (const { boxMin, boxMax } of blobs) {
      if (room <= enough) return room;
      let squared = 0;
      for (let a = 0; a < 3; a++) squared += (Math.max(0, boxMin[a] - at[a], at[a] - boxMax[a]) * spacingMm[a]) ** 2;
      room = Math.min(room, squared);
    }
    return room;
  }
}
