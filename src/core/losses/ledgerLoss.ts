import type { Ledger } from '../ledger';
import type { LossSettings } from '../settings';
import type { LossTerms } from '../terms';
import { criterionOf } from './criteria/criteria';
import type { Quantity } from './criteria/quantities';
import { basesOf } from './defined';
import { blobTerm, quantitiesOfBlobTerm } from './terms/blobTerm';
import { cellTerm } from './terms/cellTerm';
import { componentAdaptiveTerm } from './terms/componentAdaptive';
import { globalTerm } from './terms/globalTerm';
import { inverseWeightingCriterion, inverseWeightingTerm } from './terms/inverseWeighting';
import { type DividedLedger, predictedCellTerm } from './terms/predictedCellTerm';
import { predictedCellCriteria } from './terms/selfWeighted';
import { mean, type Pull, type Term } from './terms/term';
import { topKTerm } from './terms/topK';

/** The ledgers of a batch, one an element, that a loss is a function of. */
export interface LossLedgers {
  /** Cut by blobs; of the schemes 'cc' and 'bicc' also by the blobs' cells, which serves all other schemes as well. */
  readonly main: readonly Ledger[];
  /** Of 'component_adaptive': divided by 6-connected components. Missing: the blobs are the components. */
  readonly components?: readonly DividedLedger[];
  /** Of 'bicc': divided by the cells of the predicted components. */
  readonly predicted?: readonly DividedLedger[];
  /** Of top-k: divided into the hardest voxels (part 1) and the others. */
  readonly hardest?: readonly DividedLedger[];
}

/** The blobs of one batch element, ascending by id, and their parts in the instance term. */
export interface ElementTerms {
  readonly blobIds: readonly number[];
  readonly blobTerms: readonly number[];
}

export interface LossValues {
  /**
   * `blob` is the instance term. A blob's own part in it is its own term ('blob'), the loss in its cell ('cc', 'bicc'), or what its voxels add
   * (the weighted schemes); without an instance term, what they add to the global one. What they add is told of the value of their batch element, of
   * top-k, which has one value for the batch, of that.
   */
  readonly terms: LossTerms;
  readonly perElement: readonly ElementTerms[];
}

export interface LedgerLoss extends LossValues {
  /** The derivatives of alpha * global + beta * instance, one entry for each ledger. */
  readonly pullsOf: (alpha: number, beta: number) => readonly Pull[];
}

/** The loss of a batch from its ledgers alone, in time that follows the number of rows; the settings must be valid (`checkLossSettings`). */
export function evaluateLedgers(ledgers: LossLedgers, settings: LossSettings): LedgerLoss {
  const global = evaluateGlobal(ledgers, settings);
  const instance = hasInstanceTerm(settings)
    ? evaluateInstance(ledgers, settings)
    : { ...global, value: 0, pulls: () => [] };
  const perElement = ledgers.main.map(({ regions }, e) => ({
    blobIds: regions.blobIds,
    blobTerms: instance.blobTerms[e],
  }));
  const total = settings.alpha * global.value + settings.beta * instance.value;
  return {
    terms: { global: global.value, blob: instance.value, total, ...joinBlobs(perElement) },
    perElement,
    pullsOf: (alpha, beta) => mergePulls([...weigh(global, alpha), ...weigh(instance, beta)]),
  };
}

/** The global term alone. */
export function evaluateGlobal(ledgers: LossLedgers, settings: LossSettings): Term {
  return settings.base === 'top_k' ? topKTerm(given(ledgers.hardest)) : globalTerm(ledgers.main, criterionOf(settings));
}

/** The quantities that the main ledgers must hold; the divided ones hold those of `dividedQuantities`. */
export function quantitiesOf(settings: LossSettings): readonly Quantity[] {
  const ofGlobal = settings.base === 'top_k' ? [] : criterionOf(settings).quantities;
  return distinct([...ofGlobal, ...(hasInstanceTerm(settings) ? quantitiesOfInstance(settings) : [])]);
}

/** False where beta is 0 and the base is not defined for the scheme: then there is only the global term. */
export function hasInstanceTerm({ base, scheme }: LossSettings): boolean {
  return basesOf(scheme).includes(base);
}

/** The instance term alone, of settings that have one (`hasInstanceTerm`). */
export function evaluateInstance(ledgers: LossLedgers, settings: LossSettings): Term {
  const { scheme, masking, base, smooth } = settings;
  switch (scheme) {
    case 'blob':
      return blobTerm(ledgers.main, criterionOf(settings), masking);
    case 'cc':
      return cellTerm(ledgers.main, criterionOf(settings));
    case 'bicc':
      return mixTerms(
        cellTerm(ledgers.main, criterionOf(settings)),
        predictedCellTerm(given(ledgers.predicted), predictedCellCriteria(base, smooth)),
        settings.biccAlpha,
      );
    case 'inverse_weighting':
      return inverseWeightingTerm(ledgers.main, settings);
    case 'component_adaptive':
      return componentAdaptiveTerm(ledgers.components ?? ledgers.main, settings);
    default:
      return scheme satisfies never;
  }
}

function quantitiesOfInstance(settings: LossSettings): readonly Quantity[] {
  switch (settings.scheme) {
    case 'blob':
      return quantitiesOfBlobTerm(criterionOf(settings), settings.masking);
    case 'inverse_weighting':
      return inverseWeightingCriterion(settings).quantities;
    default:
      return criterionOf(settings).quantities;
  }
}

/** (1 - share) * first + share * second; a blob's part is that in the first. */
function mixTerms(first: Term, second: Term, share: number): Term {
  return {
    value: (1 - share) * first.value + share * second.value,
    blobTerms: first.blobTerms,
    pulls: () => [...weigh(first, 1 - share), ...weigh(second, share)],
  };
}

function weigh({ pulls }: Term, weight: number): readonly Pull[] {
  if (weight === 0) return [];
  return pulls().map((pull) => ({
    ...pull,
    coefficients: pull.coefficients.map((ofRow) => ofRow.map((coefficient) => weight * coefficient)),
  }));
}

/** Adds up the pulls on the same ledger. */
function mergePulls(pulls: readonly Pull[]): readonly Pull[] {
  const merged = new Map<Ledger, Pull>();
  for (const pull of pulls) {
    const before = merged.get(pull.ledger);
    const coefficients = pull.coefficients.map((ofRow, k) =>
      before ? ofRow.map((coefficient, row) => coefficient + before.coefficients[k][row]) : ofRow,
    );
    merged.set(pull.ledger, { ...pull, coefficients });
  }
  return [...merged.values()];
}

/** The blobs of the batch, ascending by id; the part of a blob that several elements hold is the mean over these. */
function joinBlobs(perElement: readonly ElementTerms[]): ElementTerms {
  const termsOfId = new Map<number, number[]>();
  for (const { blobIds, blobTerms } of perElement)
    blobIds.forEach((id, n) => {
      termsOfId.set(id, [...(termsOfId.get(id) ?? []), blobTerms[n]]);
    });
  const joined = [...termsOfId].sort(([a], [b]) => a - b);
  return { blobIds: joined.map(([id]) => id), blobTerms: joined.map(([, terms]) => mean(terms)) };
}

function distinct(quantities: readonly Quantity[]): readonly Quantity[] {
  return [...new Map(quantities.map((quantity) => [quantity.name, quantity])).values()];
}

function given<Ledgers>(ledgers: Ledgers | undefined): Ledgers {
  if (ledgers === undefined) throw new Error('the loss needs ledgers that are not given');
  return ledgers;
}
