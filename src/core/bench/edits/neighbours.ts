import type { Dims } from '../../volume';

/** Gives the neighbours of a voxel that lie on the grid. */
export interface Neighbours {
  /** Fills `found` with the neighbours and says how many there are. */
  readonly of: (voxel: number) => number;
  readonly found: Int32Array;
}

/** Neighbours across faces (6), faces and edges (18), or all (26). One array serves all calls. */
export function neighboursOn([nx, ny, nz]: Dims, count: 6 | 18 | 26): Neighbours {
  const reach = count === 6 ? 1 : count === 18 ? 2 : 3;
  const steps: { dx: number; dy: number; dz: number; by: number }[] = [];
  for (const dz of [-1, 0, 1])
    for (const dy of [-1, 0, 1])
      for (const dx of [-1, 0, 1]) {
        const distance = Math.abs(dx) + Math.abs(dy) + Math.abs(dz);
        if (distance > 0 && distance <= reach) steps.push({ dx, dy, dz, by: dx + nx * (dy + ny * dz) });
      }
  const bys = Int32Array.from(steps, ({ by }) => by);
  const found = new Int32Array(count);
  return {
    found,
    of: (voxel) => {
      const x = voxel % nx;
      const row = (voxel - x) / nx;
      const y = row % ny;
      const z = (row - y) / ny;
      if (x > 0 && y > 0 && z > 0 && x < nx - 1 && y < ny - 1 && z < nz - 1) {
        for (let i = 0; i < count; i++) found[i] = voxel + bys[i];
        return count;
      }
      let length = 0;
      for (const { dx, dy, dz, by } of steps) {
        const [tx, ty, tz] = [x + dx, y + dy, z + dz];
        if (tx >= 0 && ty >= 0 && tz >= 0 && tx < nx && ty < ny && tz < nz) found[length++] = voxel + by;
      }
      return length;
    },
  };
}
