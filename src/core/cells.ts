import type { Dims, Triple } from './volume';
/** For each voxel the id of the nearest blob by distance in mm, the lowest of several as near; all 0 without blobs. By trying all. */
export function labelCells(ids: Int32Array, dims: Dims, spacing: Triple): Int32Array {
  const [nx, ny] = dims;
  const at = (v: number) => [v % nx, Math.floor(v / nx) % ny, Math.floor(v / (nx * ny))];
  const seeds = [...ids.keys()].filter((v) => ids[v] > 0);
  return ids.map((id, v) => {
    if (id > 0) return id;
    const a = at(v);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const s of seeds) {
      const b = at(s);
      const d = a.reduce((t, x, i) => t + ((x - b[i]) * spacing[i]) ** 2, 0);
      if (d < least || (d === least && ids[s] < best)) [least, best] = [d, ids[s]];
    }
    return best;
  });
}
