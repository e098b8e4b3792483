import { InputError } from '../errors';
import { type Triple, voxelIndex } from '../volume';
import { nearestFree } from './ball';
import type { BenchCase } from './benchCase';
import { voxelsOfBlob } from './body';
import type { PresetId } from './edit';
import { emptiestPlace } from './emptiestPlace';
import { growRuns, shrinkRuns } from './layers';
import { largestLogit, logitsOfMask } from './logits';
import { type Runs, writeRuns } from './runs';
import { findSameDice } from './sameDice';
import { foundOfSixteen, missedOfSixteen } from './threeOfSixteen';

/** The preset as a prediction of the case, in logits. Throws InputError where the case does not allow it. */
export function presetLogits(benchCase: BenchCase, preset: PresetId): Float32Array {
  const { ids } = benchCase;
  const maskOf = (isFound: (blob: number) => boolean) =>
    logitsOfMask((v) => ids[v] !== 0 && isFound(ids[v]), ids.length);
  switch (preset) {
    case 'three_of_sixteen':
      needBlobs(benchCase, foundOfSixteen + missedOfSixteen, 'the case made for it');
      return maskOf((blob) => blob <= foundOfSixteen);
    case 'perfect':
      return maskOf(() => true);
    case 'only_largest':
      needBlobs(benchCase, 2);
      return maskOf((blob) => blob === 1);
    case 'same_dice_a':
    case 'same_dice_b': {
      needBlobs(benchCase, 2);
      const pair = findSameDice(benchCase);
      const voxels = new Set(preset === 'same_dice_a' ? pair.allInPart : pair.fewWhole);
      return logitsOfMask((v) => voxels.has(v), ids.length);
    }
    case 'false_positive_a':
      needBlobs(benchCase, 1);
      return withFalsePositive(
        benchCase,
        maskOf(() => true),
      );
    case 'missed_blob_b':
      needBlobs(benchCase, 1);
      return maskOf((blob) => blob !== middleBlob(benchCase));
    case 'everything':
      return new Float32Array(ids.length).fill(largestLogit);
    case 'eroded':
    case 'dilated': {
      needBlobs(benchCase, 1);
      const logits = maskOf(() => true);
      writeRuns(logits, byOneLayer(benchCase, logits, preset), () => {});
      return logits;
    }
    default:
      return preset satisfies never;
  }
}

/** The blob in the middle of the sizes: the one that is missed, or made up, where one error is to be weighed against another. */
export function middleBlob({ blobs }: Pick<BenchCase, 'blobs'>): number {
  return 1 + (blobs.length >> 1);
}

function byOneLayer(benchCase: BenchCase, logits: Float32Array, preset: 'eroded' | 'dilated'): Runs {
  const { ids, blobs } = benchCase;
  const mask = Int32Array.from(blobs.flatMap(({ id }) => Array.from(voxelsOfBlob(benchCase, id)))).sort();
  const marks = new Uint8Array(ids.length);
  return preset === 'eroded'
    ? shrinkRuns(benchCase, mask, 1, marks)
    : growRuns(benchCase, logits, mask, 1, (v) => ids[v] === 0, marks);
}

/** A false positive of as many voxels as the middle blob has, where there is most room. */
function withFalsePositive(benchCase: BenchCase, logits: Float32Array): Float32Array {
  const { grid, ids, blobs } = benchCase;
  const { voxels } = blobs[middleBlob(benchCase) - 1];
  const place: Triple = emptiestPlace(benchCase);
  const isFree = (v: number) => ids[v] === 0;
  if (!isFree(voxelIndex(grid.dims, ...place)))
    throw new InputError({
      found: 'a mask that fills the volume',
      expected: 'room for a false positive',
      todo: 'Choose another preset',
    });
  for (const v of nearestFree(grid, place, voxels, isFree)) logits[v] = largestLogit;
  return logits;
}

function needBlobs({ blobs }: BenchCase, least: number, what = 'a case for this preset'): void {
  if (blobs.length >= least) return;
  throw new InputError({
    found: `a mask with ${blobs.length === 1 ? 'one blob' : `${blobs.length} blobs`}`,
    expected: `at least ${least} in ${what}`,
    todo: 'Open another case, or choose another preset',
  });
}
