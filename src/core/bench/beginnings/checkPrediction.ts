import { InputError } from '../../errors';
import { overVoxels, type Steps } from '../../steps';
import { logitsOf, logitsOfMask } from '../logits';

/** A prediction as it was read: one value per voxel of the case. */
export type PredictionValues = ArrayLike<number>;

export interface ReadPrediction {
  readonly logits: Float32Array;
  readonly isBinary: boolean;
  /** Sentences about what was odd and what was done about it. */
  readonly remarks: readonly string[];
}

/**
 * Reads values as a prediction, in steps: whole numbers as a mask (everything above 0), fractions as probabilities. Throws InputError on values that
 * are no numbers, and on fractions outside 0..1, which may be logits or percent: guessing would be wrong silently.
 */
export function* readPrediction(values: PredictionValues): Steps<ReadPrediction> {
  const { isWhole, least, largest, badCount, distinct } = yield* survey(values);
  if (badCount > 0)
    refuse(
      `a prediction with ${badCount.toLocaleString('en')} voxels that are not finite numbers (NaN or infinite)`,
      'a probability of 0 to 1 in every voxel',
      'Find out where they come from, and write the prediction again',
    );
  if (isWhole) {
    const remarks = [
      ...(least < 0 ? ['The prediction has negative values; they count as background.'] : []),
      ...(distinct > 1 ? ['The prediction has several whole values; every value above 0 counts as predicted.'] : []),
    ];
    return { logits: yield* logitsOfMask((v) => values[v] > 0, values.length), isBinary: true, remarks };
  }
  if (least < 0 || largest > 1)
    refuse(
      `a prediction with values from ${rounded(least)} to ${rounded(largest)}`,
      'probabilities of 0 to 1, or a mask of whole numbers',
      least < 0
        ? 'These may be logits: write their sigmoid instead'
        : 'These may be percent or another scale: divide them first',
    );
  return { logits: yield* logitsOf(values), isBinary: false, remarks: [] };
}

function* survey(values: PredictionValues) {
  let [isWhole, least, largest, badCount] = [true, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const positive = new Set<number>();
  yield* overVoxels(values.length, (start, end) => {
    for (let v = start; v < end; v++) {
      const value = values[v];
      if (!Number.isFinite(value)) {
        badCount++;
        continue;
      }
      if (value < least) least = value;
      if (value > largest) largest = value;
      if (isWhole && !Number.isInteger(value)) isWhole = false;
      if (value > 0 && positive.size < 2) positive.add(value);
    }
  });
  return { isWhole, least, largest, badCount, distinct: positive.size };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function refuse(found: string, expected: string, todo: string): never {
  throw new InputError({ found, expected, todo });
}
