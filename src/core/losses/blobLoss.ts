import { cutCells, divideRegions } from '../finerCut';
import { addGradientInto, cutRegions, type Logits, type Regions, sumRegions, sumSlopes } from '../ledger';
import type { LossSettings } from '../settings';
import { checkLossSettings } from './checkSettings';
import { crossEntropy, probability, type Quantity, squaredError } from './criteria/quantities';
import { cellsOf, componentsOf, type LossGeometry, predictedCellsOf } from './geometry';
import { evaluateLedgers, hasInstanceTerm, type LossLedgers, type LossValues, quantitiesOf } from './ledgerLoss';
import type { DividedLedger } from './terms/predictedCellTerm';
import type { Pull } from './terms/term';
import { hardestVoxels } from './terms/topK';

export type { ElementTerms, LossValues } from './ledgerLoss';

export interface LossAndGradient extends LossValues {
  /** d total / d logits, one number per logit. */
  readonly gradient: Float64Array;
}

export interface LossParts extends LossValues {
  /**
   * d (alpha * global + beta * instance) / d logits; (1, 0) is the gradient of the global term alone, (0, 1) that of the instance term.
   * Each call is one pass over the voxels; the sums are not taken again.
   */
  readonly gradientOf: (alpha: number, beta: number) => Float64Array;
  /** The derivatives of alpha * global + beta * instance by the sums of the ledgers. */
  readonly pullsOf: (alpha: number, beta: number) => readonly Pull[];
  /** The slopes summed over the rows of a pull's ledger; taken once. */
  readonly slopesOf: (pull: Pull) => readonly Float64Array[];
}

/**
 * L = alpha * L_global + beta * L_instance of a batch, with its exact gradient. L_global is the mean of the base over the elements; what L_instance is
 * the scheme decides: blob loss (Kofler et al., arXiv 2205.08209) or one of its peers. `logits` and `ids` hold `batchSize` elements of
 * equal length one after the other; ids 0 = background. The schemes with cells need a `geometry`. Throws InputError on settings out of range.
 */
export function evaluateLoss(
  logits: Logits,
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
  geometry?: LossGeometry,
): LossAndGradient {
  const { terms, perElement, gradientOf } = evaluateLossParts(logits, ids, batchSize, settings, geometry);
  return { terms, perElement, gradient: gradientOf(settings.alpha, settings.beta) };
}

/** The same, with the gradients of the two terms to be had apart. */
export function evaluateLossParts(
  logits: Logits,
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
  geometry?: LossGeometry,
): LossParts {
  checkLossSettings(settings);
  const elements = cutBatch(logits, ids, batchSize, geometry);
  const { terms, perElement, pullsOf } = evaluateLedgers(ledgersOf(elements, settings), settings);
  const slopes = new Map<Pull['ledger'], readonly Float64Array[]>();
  return {
    terms,
    perElement,
    pullsOf,
    gradientOf: (alpha, beta) => gradientOf(elements, pullsOf(alpha, beta)),
    slopesOf: ({ ledger, element }) => {
      const known = slopes.get(ledger) ?? sumSlopes(elements[element].logits, ledger);
      slopes.set(ledger, known);
      return known;
    },
  };
}

/** One batch element. */
interface Element {
  readonly logits: Logits;
  readonly ids: Int32Array;
  readonly geometry: LossGeometry | undefined;
}

function cutBatch(logits: Logits, ids: Int32Array, batchSize: number, geometry?: LossGeometry): readonly Element[] {
  const length = logits.length / batchSize;
  if (!Number.isInteger(length) || length === 0 || ids.length !== logits.length)
    throw new Error(`${logits.length} logits and ${ids.length} ids for a batch of ${batchSize}`);
  return Array.from({ length: batchSize }, (_, b) => {
    const [from, to] = [b * length, (b + 1) * length];
    return {
      logits: logits.subarray(from, to),
      ids: ids.subarray(from, to),
      geometry: geometry && {
        ...geometry,
        ...(geometry.cells && { cells: geometry.cells.subarray(from, to) }),
        ...(geometry.predictedCells && { predictedCells: geometry.predictedCells.subarray(from, to) }),
      },
    };
  });
}

function ledgersOf(elements: readonly Element[], settings: LossSettings): LossLedgers {
  const quantities = quantitiesOf(settings);
  const cuts = elements.map(({ ids }) => cutRegions(ids));
  const divide = (parts: readonly Int32Array[], ofDivided: readonly Quantity[]): readonly DividedLedger[] =>
    elements.map(({ logits }, e) => divided(logits, cuts[e], parts[e], ofDivided));
  const scheme = hasInstanceTerm(settings) ? settings.scheme : null;
  const hasCells = scheme === 'cc' || scheme === 'bicc';
  const main = elements.map((element, e) =>
    sumRegions(element.logits, hasCells ? cutCells(cuts[e], blobCells(element)) : cuts[e], quantities),
  );
  return {
    main,
    ...(scheme === 'bicc' && {
      predicted: divide(elements.map(predictedCells), [probability, squaredError, crossEntropy]),
    }),
    ...(scheme === 'component_adaptive' && {
      components: divide(elements.map(components), quantities),
    }),
    ...(settings.base === 'top_k' && {
      hardest: divide(hardest(elements, settings.topKPercent), [crossEntropy]),
    }),
  };
}

function divided(logits: Logits, cut: Regions, parts: Int32Array, quantities: readonly Quantity[]): DividedLedger {
  const regions = divideRegions(cut, parts);
  return { ...sumRegions(logits, regions, quantities), regions };
}

function blobCells({ ids, geometry }: Element): Int32Array {
  return geometry?.cells ?? cellsOf(ids, needed(geometry));
}

function predictedCells({ logits, geometry }: Element): Int32Array {
  return geometry?.predictedCells ?? predictedCellsOf(logits, needed(geometry));
}

/** The 6-connected components; without a geometry, the blobs. */
function components({ ids, geometry }: Element): Int32Array {
  return geometry ? componentsOf(ids, geometry) : ids;
}

function needed(geometry: LossGeometry | undefined): LossGeometry {
  if (!geometry) throw new Error('a loss with Voronoi cells needs to know where the voxels lie');
  return geometry;
}

/** The hardest voxels of the whole batch, 1 or 0, element by element. */
function hardest(elements: readonly Element[], percent: number): readonly Int32Array[] {
  const length = elements[0].logits.length;
  const all = new Float64Array(elements.length * length);
  elements.forEach(({ logits }, e) => {
    all.set(logits, e * length);
  });
  const isInside = (v: number) => elements[Math.floor(v / length)].ids[v % length] > 0;
  const chosen = hardestVoxels(all, isInside, percent);
  return elements.map((_, e) => chosen.subarray(e * length, (e + 1) * length));
}

function gradientOf(elements: readonly Element[], pulls: readonly Pull[]): Float64Array {
  const { length } = elements[0].logits;
  const gradient = new Float64Array(elements.length * length);
  for (const { element, ledger, coefficients } of pulls) {
    const own = gradient.subarray(element * length, (element + 1) * length);
    addGradientInto(own, elements[element].logits, ledger, coefficients);
  }
  return gradient;
}
