import type { Components } from '../components';
import { countIds } from '../countIds';

/** The components of at least `minVoxels` voxels, renumbered in their order; the same object when none is smaller. */
export function keepLarge(components: Components, minVoxels: number): Components {
  return minVoxels <= 1 ? components : keepIf(components, (voxels) => voxels >= minVoxels);
}

/** The components of more than `volumeMm3`, as MSSEG counts lesions; renumbered in their order. */
export function keepAboveVolume(components: Components, volumeMm3: number, voxelVolumeMm3: number): Components {
  return keepIf(components, (voxels) => voxels * voxelVolumeMm3 > volumeMm3);
}

/** The components that are to stay, by their voxels, renumbered in their order; the same object where all stay. */
export function keepIf(components: Components, isKept: (voxels: number) => boolean): Components {
  const { ids, count } = components;
  const sizes = countIds(ids, count);
  const newId = new Int32Array(count + 1);
  let kept = 0;
  for (let id = 1; id <= count; id++) if (isKept(sizes[id])) newId[id] = ++kept;
  if (kept === count) return components;
  const renumbered = new Int32Array(ids.length);
  for (let v = 0; v < ids.length; v++) if (ids[v] !== 0) renumbered[v] = newId[ids[v]];
  return { ids: renumbered, count: kept };
}
