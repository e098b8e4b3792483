import { InputError } from '../../errors';
import { overVoxels, type Steps } from '../../steps';
import { type Triple, voxelIndex } from '../../volume';
import type { BenchCase } from '../benchCase';
import { nearestFree } from '../edits/ball';
import type { PresetId } from '../edits/edit';
import { neighboursOn } from '../edits/neighbours';
import { largestLogit, logitsOfMask } from '../logits';
import { emptiestPlace } from './emptiestPlace';
import { findSameDice } from './sameDice';
import { foundOfSixteen, missedOfSixteen } from './threeOfSixteen';

/** The preset as a prediction of the case, in logits, made in steps. Throws InputError where the case does not allow it. */
export function* presetLogits(benchCase: BenchCase, preset: PresetId): Steps<Float32Array> {
  const { ids } = benchCase;
  const maskOf = (isFound: (blob: number) => boolean) =>
    logitsOfMask((v) => ids[v] !== 0 && isFound(ids[v]), ids.length);
  switch (preset) {
    case 'three_of_sixteen':
      needBlobs(benchCase, foundOfSixteen + missedOfSixteen, 'the case made for it');
      return yield* maskOf((blob) => blob <= foundOfSixteen);
    case 'perfect':
      return yield* maskOf(() => true);
    case 'only_largest':
      needBlobs(benchCase, 2);
      return yield* maskOf((blob) => blob === 1);
    case 'same_dice_a':
    case 'same_dice_b': {
      needBlobs(benchCase, 2);
      const pair = yield* findSameDice(benchCase);
      const logits = new Float32Array(ids.length).fill(-largestLogit);
      for (const v of preset === 'same_dice_a' ? pair.allInPart : pair.fewWhole) logits[v] = largestLogit;
      return logits;
    }
    case 'false_positive_a':
      needBlobs(benchCase, 1);
      return yield* withFalsePositive(benchCase);
    case 'missed_blob_b':
      needBlobs(benchCase, 1);
      return yield* maskOf((blob) => blob !== middleBlob(benchCase));
    case 'everything':
      return new Float32Array(ids.length).fill(largestLogit);
    case 'eroded':
    case 'dilated':
      needBlobs(benchCase, 1);
      return yield* byOneLayer(benchCase, preset);
    default:
      return preset satisfies never;
  }
}

/** The blob in the middle of the sizes: the one that is missed, or made up, where one error is to be weighed against another. */
export function middleBlob({ blobs }: Pick<BenchCase, 'blobs'>): number {
  return 1 + (blobs.length >> 1);
}

/** The mask less its voxels with a face neighbour outside (beyond the grid is outside), or with all face neighbours. */
function* byOneLayer({ ids, grid }: BenchCase, preset: 'eroded' | 'dilated'): Steps<Float32Array> {
  const logits = new Float32Array(ids.length).fill(-largestLogit);
  const { of, found } = neighboursOn(grid.dims, 6);
  yield* overVoxels(ids.length, (start, end) => {
    for (let v = start; v < end; v++) {
      if (ids[v] === 0) continue;
      const count = of(v);
      let isInner = count === 6;
      for (let i = 0; i < count; i++) {
        if (ids[found[i]] !== 0) continue;
        isInner = false;
        if (preset === 'dilated') logits[found[i]] = largestLogit;
      }
      if (isInner || preset === 'dilated') logits[v] = largestLogit;
    }
  });
  return logits;
}

/** The mask and a false positive of as many voxels as the middle blob has, where there is most room. */
function* withFalsePositive(benchCase: BenchCase): Steps<Float32Array> {
  const { grid, ids, blobs } = benchCase;
  const logits = yield* logitsOfMask((v) => ids[v] !== 0, ids.length);
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
