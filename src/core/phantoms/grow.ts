import type { Triple } from '../volume';
import type { Level } from './shapes';

/** Where blobs may still grow in a cube: 1 = free, 0 = not (wrong tissue, or too near to a blob that stands). */
export interface Room {
  readonly size: number;
  readonly free: Uint8Array;
  /** The number of the attempt that last looked at a voxel; saves clearing a cube for every attempt. */
  readonly seen: Int32Array;
  attempt: number;
}

export function createRoom(size: number, isFree: (index: number) => boolean): Room {
  const free = new Uint8Array(size ** 3);
  for (let i = 0; i < free.length; i++) free[i] = isFree(i) ? 1 : 0;
  return { size, free, seen: new Int32Array(size ** 3), attempt: 0 };
}

/** What was grown: voxel indices from the centre outwards, and the level of the outermost one. */
export interface Growth {
  readonly indices: readonly number[];
  readonly reach: number;
}

/**
 * Grows a blob of up to `voxels` voxels from the voxel at `centre` through the free room, always taking the neighbour (face to
 * face) of the lowest level, so that it is in one piece whatever blocks its way. The room itself does not change.
 */
export function growBlob(room: Room, centre: Triple, voxels: number, level: Level): Growth {
  const { size, free, seen } = room;
  const attempt = ++room.attempt;
  const frontier = createFrontier();
  const look = (x: number, y: number, z: number) => {
    if (x < 0 || y < 0 || z < 0 || x >= size || y >= size || z >= size) return;
    const index = x + size * (y + size * z);
    if (free[index] === 0 || seen[index] === attempt) return;
    seen[index] = attempt;
    frontier.push(level(x, y, z), index);
  };
  look(...centre);
  const indices: number[] = [];
  let reach = 0;
  while (indices.length < voxels && frontier.length() > 0) {
    const { cost, index } = frontier.pop();
    indices.push(index);
    reach = Math.max(reach, cost);
    const x = index % size;
    const y = Math.floor(index / size) % size;
    const z = Math.floor(index / (size * size));
    look(x - 1, y, z);
    look(x + 1, y, z);
    look(x, y - 1, z);
    look(x, y + 1, z);
    look(x, y, z - 1);
    look(x, y, z + 1);
  }
  return { indices, reach };
}

/** Takes the voxels and all within `gap` voxels of them (cube-wise) out of the room. */
export function occupy({ size, free }: Room, indices: readonly number[], gap: number): void {
  for (const index of indices) {
    const x = index % size;
    const y = Math.floor(index / size) % size;
    const z = Math.floor(index / (size * size));
    for (let nz = Math.max(0, z - gap); nz <= Math.min(size - 1, z + gap); nz++) {
      for (let ny = Math.max(0, y - gap); ny <= Math.min(size - 1, y + gap); ny++) {
        const row = size * (ny + size * nz);
        free.fill(0, row + Math.max(0, x - gap), row + Math.min(size - 1, x + gap) + 1);
      }
    }
  }
}

interface Frontier {
  readonly length: () => number;
  readonly push: (cost: number, index: number) => void;
  /** The entry of the lowest cost. */
  readonly pop: () => { cost: number; index: number };
}

/** A binary heap, kept as two arrays of numbers. */
function createFrontier(): Frontier {
  const costs: number[] = [];
  const indices: number[] = [];
  const swap = (a: number, b: number) => {
    [costs[a], costs[b]] = [costs[b], costs[a]];
    [indices[a], indices[b]] = [indices[b], indices[a]];
  };
  const push = (cost: number, index: number) => {
    let at = costs.push(cost) - 1;
    indices.push(index);
    for (let parent = (at - 1) >> 1; at > 0 && costs[parent] > costs[at]; parent = (at - 1) >> 1) {
      swap(parent, at);
      at = parent;
    }
  };
  const pop = () => {
    swap(0, costs.length - 1);
    const top = { cost: costs.pop() ?? 0, index: indices.pop() ?? -1 };
    let at = 0;
    for (let child = 1; child < costs.length; child = 2 * at + 1) {
      if (child + 1 < costs.length && costs[child + 1] < costs[child]) child++;
      if (costs[at] <= costs[child]) break;
      swap(at, child);
      at = child;
    }
    return top;
  };
  return { length: () => costs.length, push, pop };
}
