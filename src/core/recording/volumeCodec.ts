import { InputError } from '../errors';
import { levelCount } from './levels';

/**
 * A volume of levels (0..63) as bytes, written against the volume before it (null = all 0): differences modulo 64, in which whatever
 * stayed as it was is a run of zeros. A byte b < 64 is one difference; a byte 64 + k (k = 0..191) is a run: k + 1 zeros where k < 128,
 * else 2^(k - 120) zeros (256 and more, a power of two). Long runs are written as several. What is left in it is for gzip.
 */
export function encodeVolume(levels: Uint8Array, before: Uint8Array | null): Uint8Array {
  const bytes = new Uint8Array(levels.length);
  let length = 0;
  let zeros = 0;
  const endRun = () => {
    while (zeros > 0) {
      const { code, run } = longestRun(zeros);
      bytes[length++] = code;
      zeros -= run;
    }
  };
  for (let v = 0; v < levels.length; v++) {
    const difference = (levels[v] - (before ? before[v] : 0) + levelCount) % levelCount;
    if (difference === 0) {
      zeros += 1;
      continue;
    }
    endRun();
    bytes[length++] = difference;
  }
  endRun();
  return bytes.slice(0, length);
}

/** The volume of `voxels` levels back from `encodeVolume`; throws InputError on bytes that make any other number of voxels. */
export function decodeVolume(bytes: Uint8Array, before: Uint8Array | null, voxels: number): Uint8Array {
  if (before && before.length !== voxels) throw damaged(before.length, voxels);
  const levels = before ? before.slice() : new Uint8Array(voxels);
  let v = 0;
  for (const byte of bytes) {
    if (byte >= levelCount) v += runOf(byte);
    else if (v < voxels) {
      levels[v] = (levels[v] + byte) % levelCount;
      v += 1;
    } else v += 1;
  }
  if (v !== voxels) throw damaged(v, voxels);
  return levels;
}

const shortRuns = 128;
/** Runs of 2^8 .. 2^40 voxels would fit the code; no scan is longer than 2^30. */
const longestPower = 30;

function longestRun(zeros: number): { readonly code: number; readonly run: number } {
  const power = Math.min(longestPower, Math.floor(Math.log2(zeros)));
  if (power >= 8) return { code: levelCount + power + 120, run: 2 ** power };
  const run = Math.min(zeros, shortRuns);
  return { code: levelCount + run - 1, run };
}

function runOf(byte: number): number {
  const k = byte - levelCount;
  return k < shortRuns ? k + 1 : 2 ** (k - 120);
}

function damaged(found: number, expected: number): InputError {
  return new InputError({
    found: `A recorded prediction has ${found} voxels`,
    expected: `${expected}, as its scan has`,
    todo: 'The recording is damaged: take another copy of it',
  });
}
