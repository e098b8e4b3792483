import type { Random } from '../random';
import type { Triple } from '../volume';
import { type Growth, growBlob, occupy, type Room } from './grow';
import type { Level } from './shapes';

/** The law of blob volumes in voxels: log-normal, cut off (not clamped) at both ends. */
export interface VolumeLaw {
  readonly count: number;
  /** Mean of the law before the cut; it stays when the spread changes, so spread 0 = all of this volume. */
  readonly meanVoxels: number;
  /** Standard deviation of ln(volume). */
  readonly spread: number;
  readonly minVoxels: number;
  readonly maxVoxels: number;
}

/** Volumes in falling order: ln V ~ N(ln mean - spread^2 / 2, spread^2). */
export function drawVolumes(law: VolumeLaw, random: Random): number[] {
  const mu = Math.log(law.meanVoxels) - law.spread ** 2 / 2;
  const draw = () => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const voxels = Math.round(random.logNormal(mu, law.spread));
      if (voxels >= law.minVoxels && voxels <= law.maxVoxels) return voxels;
    }
    return Math.round(Math.min(law.maxVoxels, Math.max(law.minVoxels, law.meanVoxels)));
  };
  return Array.from({ length: law.count }, draw).sort((a, b) => b - a);
}

/** The same volumes, scaled down together (to no less than `least` each) where their sum is more than `capacity` voxels. */
export function fitVolumes(volumes: readonly number[], capacity: number, least: number): number[] {
  const total = volumes.reduce((sum, voxels) => sum + voxels, 0);
  const scale = Math.min(1, capacity / total);
  return volumes.map((voxels) => Math.max(Math.min(least, voxels), Math.round(voxels * scale)));
}

export interface Placement {
  readonly room: Room;
  /** Wanted volumes in voxels, largest first. */
  readonly volumes: readonly number[];
  /** Voxels without a blob that stay between any two. */
  readonly gap: number;
  /** How far beyond its own level 1 a blob may be squeezed before another place is tried; Infinity = it may flow anywhere. */
  readonly squeeze: number;
  /** The shape of a blob of this volume round a position in voxels. */
  readonly levelAt: (centre: Triple, voxels: number) => Level;
  /** A voxel to start from, or null for another try. */
  readonly seed: (voxels: number) => number | null;
  readonly random: Random;
}

/** One placed blob; its id is its place in the list + 1. */
export interface PlacedBlob {
  readonly indices: readonly number[];
  readonly centre: Triple;
}

/** Places blobs one after the other where they fit; one that fits nowhere shrinks, and in the end is left out. */
export function placeBlobs(placement: Placement): PlacedBlob[] {
  const placed: PlacedBlob[] = [];
  for (const voxels of placement.volumes) {
    const blob = placeOne(placement, voxels);
    if (!blob) continue;
    occupy(placement.room, blob.indices, placement.gap);
    placed.push(blob);
  }
  return placed;
}

const sizesTried = 6;
const placesTried = 60;

function placeOne(placement: Placement, voxels: number): PlacedBlob | null {
  let wanted = voxels;
  for (let size = 0; size < sizesTried; size++) {
    for (let place = 0; place < placesTried; place++) {
      const seed = placement.seed(wanted);
      if (seed === null || placement.room.free[seed] === 0) continue;
      const blob = tryAt(placement, seed, wanted);
      if (blob) return blob;
    }
    wanted = Math.max(Math.min(3, voxels), Math.round(wanted * 0.6));
  }
  return null;
}

function tryAt(placement: Placement, seed: number, voxels: number): PlacedBlob | null {
  const { room, random } = placement;
  const centre = positionOf(seed, room.size);
  const shift = () => random.uniformIn(-0.4, 0.4);
  const level = placement.levelAt([centre[0] + shift(), centre[1] + shift(), centre[2] + shift()], voxels);
  const growth = growBlob(room, centre, voxels, level);
  return isFit(growth, voxels, placement.squeeze) ? { indices: growth.indices, centre } : null;
}

/** On a grid even an undisturbed small blob reaches about half a voxel beyond its surface. */
function isFit({ indices, reach }: Growth, voxels: number, squeeze: number): boolean {
  return indices.length === voxels && reach <= squeeze * (1 + 1.2 / Math.cbrt(voxels));
}

/** Voxels of the room as it is now, to draw seeds from. */
export function listRoom({ free }: Room): Int32Array {
  const indices = new Int32Array(free.reduce((sum, value) => sum + value, 0));
  let at = 0;
  for (let i = 0; i < free.length; i++) if (free[i] === 1) indices[at++] = i;
  return indices;
}

function positionOf(index: number, size: number): Triple {
  return [index % size, Math.floor(index / size) % size, Math.floor(index / (size * size))];
}

/** Instance ids 1..N of placed blobs on the cube. */
export function paintInstances(blobs: readonly PlacedBlob[], size: number): Int32Array {
  const ids = new Int32Array(size ** 3);
  blobs.forEach(({ indices }, n) => {
    for (const index of indices) ids[index] = n + 1;
  });
  return ids;
}
