import { type Dims, type Triple, voxelIndex } from '../volume';

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
  const reach = (axis: number) => (axis === flatAxis ? 0 : radius);
  const low = [0, 1, 2].map((a) => Math.max(0, Math.ceil(Math.min(from[a], to[a]) - reach(a))));
  const high = [0, 1, 2].map((a) => Math.min(dims[a] - 1, Math.floor(Math.max(from[a], to[a]) + reach(a))));
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++)
      for (let x = low[0]; x <= high[0]; x++)
        if (squaredDistance([x, y, z], from, to) <= radius ** 2 + 1e-9) voxels.add(voxelIndex(dims, x, y, z));
}

/** From a point to the segment between two others. */
function squaredDistance(point: Triple, from: Triple, to: Triple): number {
  const along = [0, 1, 2].map((a) => to[a] - from[a]);
  const offset = [0, 1, 2].map((a) => point[a] - from[a]);
  const length = along.reduce((sum, d) => sum + d * d, 0);
  const place = length === 0 ? 0 : along.reduce((sum, d, a) => sum + d * offset[a], 0) / length;
  const t = Math.min(1, Math.max(0, place));
  return offset.reduce((sum, d, a) => sum + (d - t * along[a]) ** 2, 0);
}
