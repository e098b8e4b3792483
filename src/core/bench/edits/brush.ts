import type { Dims, Triple } from '../../volume';

/** A stroke: points in voxels, and all within `radius` voxels of the lines between them; a flat brush stays in its slice. */
export interface Stroke {
  readonly path: readonly Triple[];
  readonly radius: number;
  readonly flatAxis: 0 | 1 | 2 | null;
}

/** The voxels of a stroke, ascending, each once. */
export function voxelsOfStroke(dims: Dims, { path, radius, flatAxis }: Stroke): Int32Array {
  const voxels = new Set<number>();
  path.forEach((point, n) => {
    const from = path[Math.max(0, n - 1)];
    addCapsule(voxels, dims, { from, to: point, radius, flatAxis });
  });
  return Int32Array.from(voxels).sort();
}

interface Capsule {
  readonly from: Triple;
  readonly to: Triple;
  readonly radius: number;
  readonly flatAxis: 0 | 1 | 2 | null;
}

function addCapsule(voxels: Set<number>, dims: Dims, capsule: Capsule): void {
  const { from, to, radius, flatAxis } = capsule;
  const [nx, ny] = dims;
  const reach = (axis: number) => (axis === flatAxis ? 0 : radius);
  const low = [0, 1, 2].map((a) => Math.max(0, Math.ceil(Math.min(from[a], to[a]) - reach(a))));
  const high = [0, 1, 2].map((a) => Math.min(dims[a] - 1, Math.floor(Math.max(from[a], to[a]) + reach(a))));
  const [ax, ay, az] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const length = ax * ax + ay * ay + az * az;
  // Places that a sum in another order would put on either side of the rim count as within.
  const most = radius ** 2 + 1e-9;
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++)
      for (let x = low[0]; x <= high[0]; x++) {
        const [ox, oy, oz] = [x - from[0], y - from[1], z - from[2]];
        const along = length === 0 ? 0 : Math.min(1, Math.max(0, (ax * ox + ay * oy + az * oz) / length));
        const [dx, dy, dz] = [ox - along * ax, oy - along * ay, oz - along * az];
        if (dx * dx + dy * dy + dz * dz <= most) voxels.add(x + nx * (y + ny * z));
      }
}
