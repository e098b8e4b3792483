import {
  addGradientInto,
  cutRegions,
  type Ledger,
  type Logits,
  sumRegions,
  type Tally,
  tallyOfLabel,
  tallyOfRow,
} from '../ledger';
import type { LossSettings, Masking } from '../settings';
import type { LossTerms } from '../terms';
import { checkLossSettings } from './checkSettings';
import { criterionOf } from './criteria';
import type { Criterion, Evaluation } from './criterion';

/** The blobs of one batch element, ascending by id, and their own terms. */
export interface ElementTerms {
  readonly blobIds: readonly number[];
  readonly blobTerms: readonly number[];
}

export interface LossValues {
  readonly terms: LossTerms;
  readonly perElement: readonly ElementTerms[];
}

export interface LossAndGradient extends LossValues {
  /** d total / d logits, one number per logit. */
  readonly gradient: Float64Array;
}

export interface LossParts extends LossValues {
  /**
   * d (alpha * global + beta * blob) / d logits; (1, 0) is the gradient of the global term alone, (0, 1) that of the blob term.
   * Each call is one pass over the voxels; the sums are not taken again.
   */
  readonly gradientOf: (alpha: number, beta: number) => Float64Array;
}

/**
 * Blob loss L = alpha * L_global + beta * L_blob of a batch, with its exact gradient (Kofler et al., arXiv 2205.08209).
 * L_global is the mean of the criterion over the elements. L_blob is a mean in two levels: over the blobs of an element, each seen
 * with all other blobs masked away, then over the elements that have blobs; with no blob at all it is 0, without gradient.
 * `logits` and `ids` hold `batchSize` elements of equal length one after the other; ids 0 = background. Throws InputError on settings
 * out of range.
 */
export function evaluateLoss(
  logits: Logits,
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
): LossAndGradient {
  const { terms, perElement, gradientOf } = evaluateLossParts(logits, ids, batchSize, settings);
  return { terms, perElement, gradient: gradientOf(settings.alpha, settings.beta) };
}

/** The same, with the gradients of the two terms to be had apart. */
export function evaluateLossParts(
  logits: Logits,
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
): LossParts {
  checkLossSettings(settings);
  const criterion = criterionOf(settings);
  const elements = cutBatch(logits, ids, batchSize).map(({ elementLogits, elementIds }) => {
    const ledger = sumRegions(elementLogits, cutRegions(elementIds), criterion.quantities);
    return { logits: elementLogits, ledger, ...evaluateElement(ledger, criterion, settings.masking) };
  });
  return { ...termsOf(elements, settings), gradientOf: (alpha, beta) => gradientOf(elements, alpha, beta) };
}

/** One batch element: its ledger, the criterion on the whole of it, and on each blob with the others masked. */
interface Element {
  readonly logits: Logits;
  readonly ledger: Ledger;
  readonly global: Evaluation;
  readonly blobs: readonly Evaluation[];
}

function cutBatch(logits: Logits, ids: Int32Array, batchSize: number) {
  const length = logits.length / batchSize;
  if (!Number.isInteger(length) || length === 0 || ids.length !== logits.length)
    throw new Error(`${logits.length} logits and ${ids.length} ids for a batch of ${batchSize}`);
  return Array.from({ length: batchSize }, (_, b) => ({
    elementLogits: logits.subarray(b * length, (b + 1) * length),
    elementIds: ids.subarray(b * length, (b + 1) * length),
  }));
}

function evaluateElement(ledger: Ledger, criterion: Criterion, masking: Masking) {
  const inside = tallyOfLabel(ledger, 1);
  const outside = tallyOfLabel(ledger, 0);
  const masked = criterion.quantities.map((quantity) => quantity.at(maskedLogit[masking], false));
  const blobs = ledger.regions.blobIds.map((_, n) => {
    const blob = tallyOfRow(ledger, n + 1);
    return criterion.evaluate(blob, addMasked(outside, inside.voxels - blob.voxels, masked));
  });
  return { global: criterion.evaluate(inside, outside), blobs };
}

/** What a voxel of another blob looks like, beside its label 0: p = 0 (the paper), or logit 0 (the released code's example). */
const maskedLogit: Readonly<Record<Masking, number>> = { probability: Number.NEGATIVE_INFINITY, logit: 0 };

/** The outside of a blob: all that is outside every blob, and the voxels of the other blobs, each a masked constant. */
function addMasked(outside: Tally, maskedVoxels: number, masked: readonly number[]): Tally {
  return {
    voxels: outside.voxels + maskedVoxels,
    sums: outside.sums.map((sum, k) => sum + maskedVoxels * masked[k]),
  };
}

function termsOf(elements: readonly Element[], { alpha, beta }: LossSettings): LossValues {
  const perElement = elements.map(({ ledger, blobs }) => ({
    blobIds: ledger.regions.blobIds,
    blobTerms: blobs.map(({ value }) => value),
  }));
  const global = mean(elements.map((element) => element.global.value));
  const withBlobs = perElement.filter(({ blobIds }) => blobIds.length > 0);
  const blob = withBlobs.length === 0 ? 0 : mean(withBlobs.map(({ blobTerms }) => mean(blobTerms)));
  return { terms: { global, blob, total: alpha * global + beta * blob, ...joinBlobs(perElement) }, perElement };
}

/** The blobs of the batch, ascending by id; the term of a blob that several elements hold is the mean over these. */
function joinBlobs(perElement: readonly ElementTerms[]): ElementTerms {
  const termsOfId = new Map<number, number[]>();
  for (const { blobIds, blobTerms } of perElement)
    blobIds.forEach((id, n) => {
      termsOfId.set(id, [...(termsOfId.get(id) ?? []), blobTerms[n]]);
    });
  const joined = [...termsOfId].sort(([a], [b]) => a - b);
  return { blobIds: joined.map(([id]) => id), blobTerms: joined.map(([, terms]) => mean(terms)) };
}

function gradientOf(elements: readonly Element[], alpha: number, beta: number): Float64Array {
  const gradient = new Float64Array(elements.reduce((length, { logits }) => length + logits.length, 0));
  const elementsWithBlobs = elements.filter(({ blobs }) => blobs.length > 0).length;
  let start = 0;
  for (const element of elements) {
    const end = start + element.logits.length;
    const blobWeight = element.blobs.length === 0 ? 0 : beta / (element.blobs.length * elementsWithBlobs);
    const coefficients = coefficientsOf(element, alpha / elements.length, blobWeight);
    addGradientInto(gradient.subarray(start, end), element.logits, element.ledger, coefficients);
    start = end;
  }
  return gradient;
}

/**
 * The derivative of the weighted terms with respect to each sum of the ledger: a row inside a blob counts in the global term and in
 * its own blob's; a row outside counts in the global term and in every blob's; masked voxels are constants.
 */
function coefficientsOf({ ledger, global, blobs }: Element, globalWeight: number, blobWeight: number): Float64Array[] {
  return ledger.quantities.map((_, k) => {
    const outside =
      globalWeight * global.byOutside[k] + blobWeight * blobs.reduce((sum, blob) => sum + blob.byOutside[k], 0);
    return Float64Array.from(ledger.regions.isInside, (isInside, row) =>
      isInside ? globalWeight * global.byInside[k] + blobWeight * blobs[row - 1].byInside[k] : outside,
    );
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
