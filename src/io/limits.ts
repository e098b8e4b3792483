import { InputError } from '../core/errors';
import { type Dims, voxelCount } from '../core/volume';
import { sizeInWords } from './allocate';

/** Longest side in voxels: what a NIfTI-1 header, and so the viewer, can hold. */
export const longestSide = 32767;

/**
 * Most voxels of a scan: 2^26 = 67 million, 512 x 512 x 256. Each float32 or int32 array of it takes 256 MiB, and an open case with a
 * prediction holds about eight of them (scan and ids in the page and in two workers, the probability in the page and in one), which is
 * what a tab of 4 GB can bear.
 */
export const mostVoxels = 2 ** 26;

/** Bytes per voxel that opening a case takes beside the file itself: scan, ids, mask and the copies handed over. */
const bytesPerVoxelBeside = 20;

/** Refuses, before anything is allocated, a volume that could not be worked with. `deviceGiB`: memory of the machine where the browser tells it. */
export function checkAffordable(dims: Dims, bytesPerVoxel: number, deviceGiB = browserGiB()): void {
  const voxels = voxelCount(dims);
  if (!(voxels <= mostVoxels)) throw tooLarge(dims, `at most ${millions(mostVoxels)} voxels (512 x 512 x 256)`);
  const needed = voxels * (bytesPerVoxel + bytesPerVoxelBeside);
  const available = (deviceGiB * 2 ** 30) / 2;
  if (needed > available)
    throw tooLarge(
      dims,
      `what fits half of this machine's memory, ${sizeInWords(available)} (it needs ${sizeInWords(needed)})`,
    );
}

function tooLarge(dims: Dims, expected: string): InputError {
  return new InputError({
    found: `a volume of ${dims.join(' x ')} = ${millions(voxelCount(dims))} voxels`,
    expected,
    todo: 'Crop it to the part you need, or downsample it by 2 along each axis',
  });
}

function millions(voxels: number): string {
  return `${voxels >= 1e9 ? (voxels / 1e6).toPrecision(4) : Math.round(voxels / 1e6)} million`;
}

/** Chromium tells the memory in GiB (rounded, at most 32), others nothing. */
function browserGiB(): number {
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: number };
  return deviceMemory ?? Number.POSITIVE_INFINITY;
}
