import { InputError } from '../errors';
import { checkLossSettings } from '../losses/checkSettings';
import type { BenchCase } from './benchCase';
import type { BenchQuestion } from './question';

/** Throws InputError on a question with numbers out of range, a loss that is not defined, or a blob or voxel that does not exist. */
export function checkQuestion({ blobs, ids }: BenchCase, question: BenchQuestion): void {
  const { loss, threshold, instances, toleranceMm, surestError, seenBlob, seenVoxel } = question;
  checkLossSettings(loss);
  checkRange('The threshold', threshold, 0, 1);
  checkRange('The minimum size', instances.minimumVoxels, 1, 1e9);
  checkRange('The tolerance in mm', toleranceMm, 0, 1e6);
  checkRange('The surest error', surestError, 0.5, 1);
  if (seenBlob !== null) checkRange('The blob', seenBlob, 1, blobs.length);
  if (seenVoxel !== null) checkRange('The voxel', seenVoxel, 0, ids.length - 1);
}

function checkRange(what: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new InputError({
    found: `${what} is ${value}`,
    expected: `${min} to ${max}`,
    todo: 'Choose a value in that range',
  });
}
