import { InputError } from './errors';
import { createRandom, type Random } from './random';
import type { NetworkSettings, PatchSettings } from './settings';
import { type Dims, type Triple, voxelAt, voxelIndex } from './volume';

/** What patches are cut from; the arrays are flat, x fastest, and are kept, not copied. */
export interface PatchSource {
  readonly dims: Dims;
  readonly spacingMm: Triple;
  /** Normalised intensities. */
  readonly scan: Float32Array;
  /** 0 = background. */
  readonly ids: Int32Array;
  readonly settings: PatchSettings;
  readonly seed: number;
  readonly levels: NetworkSettings['levels'];
}

/** Cubes of `size` voxels a side, flat in the order [batch, z, y, x], x fastest. */
export interface PatchBatch {
  readonly batchSize: number;
  readonly size: number;
  readonly scan: Float32Array;
  readonly ids: Int32Array;
  readonly spacingMm: Triple;
  /** For each cube the voxel of the scan at its lowest corner; negative where the scan is smaller than the cube. */
  readonly origins: readonly Triple[];
}

export interface PatchSampler {
  /** The batch of a step: the same for the same seed and step, whichever steps were sampled before. */
  readonly sample: (step: number) => PatchBatch;
}

/**
 * Cuts random training patches. With the chance `foregroundShare` a patch is placed round a foreground voxel drawn evenly from all
 * of them (as nnU-Net does, so large blobs are met more often), which then lies somewhere in the middle half of the patch; the
 * others lie anywhere. Patches stay inside the scan; where it is smaller than a patch it is centred, padded with 0 and background.
 */
export function createPatchSampler(source: PatchSource): PatchSampler {
  const { dims, scan, ids, settings, seed, levels } = source;
  checkPatchSize(settings.size, levels);
  const foreground = listForeground(ids);
  const sample = (step: number): PatchBatch => {
    const random = createRandom(seed, step);
    const { size, batchSize } = settings;
    const batch = { scan: new Float32Array(batchSize * size ** 3), ids: new Int32Array(batchSize * size ** 3) };
    const origins: Triple[] = [];
    for (let element = 0; element < batchSize; element++) {
      const cut: Cut = { dims, size, ...choosePlace(source, foreground, random), at: element * size ** 3 };
      copyPatch(scan, batch.scan, cut);
      copyPatch(ids, batch.ids, cut);
      origins.push(cut.origin);
    }
    return { batchSize, size, ...batch, spacingMm: source.spacingMm, origins };
  };
  return { sample };
}

function checkPatchSize(size: number, levels: number): void {
  const step = 2 ** (levels - 1);
  if (Number.isInteger(size) && size >= step && size % step === 0) return;
  throw new InputError({
    found: `a patch of ${size} voxels a side`,
    expected: `a multiple of ${step}, because a network of ${levels} levels halves it ${levels - 1} times`,
    todo: `Choose ${Math.max(step, step * Math.round(size / step)) || step}`,
  });
}

/** Counted first, so that the list is built at its final size. */
function listForeground(ids: Int32Array): Int32Array {
  let count = 0;
  for (let i = 0; i < ids.length; i++) if (ids[i] !== 0) count++;
  const indices = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < ids.length; i++) if (ids[i] !== 0) indices[at++] = i;
  return indices;
}

interface Place {
  readonly origin: Triple;
  readonly isFlipped: readonly [boolean, boolean, boolean];
}

function choosePlace({ dims, settings }: PatchSource, foreground: Int32Array, random: Random): Place {
  const isOnForeground = random.uniform() < settings.foregroundShare && foreground.length > 0;
  const target = isOnForeground ? voxelAt(dims, foreground[random.integer(foreground.length)]) : null;
  const along = (axis: 0 | 1 | 2) => {
    const room = dims[axis] - settings.size;
    if (room < 0) return -Math.floor(-room / 2);
    if (!target) return random.integer(room + 1);
    const inset = Math.floor(settings.size / 4) + random.integer(Math.ceil(settings.size / 2));
    return Math.min(room, Math.max(0, target[axis] - inset));
  };
  const origin: Triple = [along(0), along(1), along(2)];
  const flip = () => settings.flips && random.uniform() < 0.5;
  return { origin, isFlipped: [flip(), flip(), flip()] };
}

interface Cut extends Place {
  readonly dims: Dims;
  readonly size: number;
  /** Where the patch begins in the batch. */
  readonly at: number;
}

function copyPatch<Voxels extends Float32Array | Int32Array>(from: Voxels, to: Voxels, cut: Cut): void {
  const { dims, size, origin, isFlipped } = cut;
  const [fromX, toX] = [Math.max(0, -origin[0]), Math.min(size, dims[0] - origin[0])];
  for (let z = 0; z < size; z++) {
    const sourceZ = origin[2] + (isFlipped[2] ? size - 1 - z : z);
    if (sourceZ < 0 || sourceZ >= dims[2]) continue;
    for (let y = 0; y < size; y++) {
      const sourceY = origin[1] + (isFlipped[1] ? size - 1 - y : y);
      if (sourceY < 0 || sourceY >= dims[1]) continue;
      const source = voxelIndex(dims, origin[0], sourceY, sourceZ);
      const target = cut.at + size * (y + size * z);
      for (let x = fromX; x < toX; x++) to[target + (isFlipped[0] ? size - 1 - x : x)] = from[source + x];
    }
  }
}
