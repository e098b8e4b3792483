import type { Components } from '../components';

/** 1 where a voxel belongs to any component. (A loop: `Uint8Array.from` with a function takes ten times as long.) */
export function foregroundOf({ ids }: Components): Uint8Array {
  const mask = new Uint8Array(ids.length);
  for (let v = 0; v < ids.length; v++) if (ids[v] !== 0) mask[v] = 1;
  return mask;
}
