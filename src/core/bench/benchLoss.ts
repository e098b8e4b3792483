import { addGradientInto, type Ledger } from '../ledger';
import type { LossParts } from '../losses/blobLoss';
import { checkLossSettings } from '../losses/checkSettings';
import { evaluateLedgers, quantitiesOf } from '../losses/ledgerLoss';
import type { Quantity } from '../losses/quantities';
import type { LossSettings } from '../settings';
import type { BenchCase } from './benchCase';
import { biccParts } from './cells/biccParts';
import type { FollowingCells } from './cells/followingCells';
import type { FollowingPrediction } from './followingPrediction';
import type { FollowingHardest } from './hardest/followingHardest';
import { topKParts } from './hardest/topKParts';
import { softQuantities, underTheirNames } from './softErrors';
import type { FollowingSums, RowSums } from './sums';

/** A prediction with the sums that follow it. */
export interface Summed {
  readonly benchCase: BenchCase;
  readonly logits: Float32Array;
  readonly sums: FollowingSums;
  readonly hardest: FollowingHardest;
  /** To be brought up to date before it is read: `cells.follow(atHalf.labelling(26))`. */
  readonly cells: FollowingCells;
  /** The prediction cut at probability 0.5, whatever the threshold of the question. */
  readonly atHalf: FollowingPrediction;
}

/** The parts of a loss as the bench needs them. */
export interface BenchParts extends LossParts {
  /** The sums of |dL/dlogit| over the rows of the case under alpha * global + beta * instance; absent where the pulls of the ledger tell. */
  readonly rowPullsOf?: (alpha: number, beta: number) => Float64Array;
}

/** The loss of one prediction with its terms' gradients apart: from what follows it: no pass over all voxels, but for top-k. `surestError`: see BenchQuestion. Throws InputError on settings out of range. */
export function lossOf(summed: Summed, settings: LossSettings, surestError = 1): BenchParts {
  checkLossSettings(settings);
  if (settings.base === 'top_k') return topKParts(summed, settings, surestError);
  if (settings.scheme === 'bicc') return biccParts(summed, settings, surestError);
  return fromLedger(summed, settings, surestError);
}

/** The ledger of given sums. */
export function ledgerOf(benchCase: BenchCase, rowSums: readonly RowSums[]): Ledger {
  return {
    regions: benchCase.regions,
    quantities: rowSums.map(({ quantity }) => quantity),
    voxels: benchCase.rowVoxels,
    sums: rowSums.map(({ sums }) => sums),
  };
}

/** The sums of these quantities over the rows of the case, with the slopes of soft errors. */
export function softRowSums(sums: FollowingSums, quantities: readonly Quantity[], surestError: number) {
  const soft = softQuantities(quantities, surestError);
  const named = underTheirNames(soft, quantities);
  return sums.of(soft).map((row, k): RowSums => ({ ...row, quantity: named[k] }));
}

function fromLedger({ benchCase, logits, sums }: Summed, settings: LossSettings, surestError: number): LossParts {
  const rowSums = softRowSums(sums, quantitiesOf(settings), surestError);
  const ledger = ledgerOf(benchCase, rowSums);
  const { terms, perElement, pullsOf } = evaluateLedgers({ main: [ledger] }, settings);
  return {
    terms,
    perElement,
    pullsOf,
    slopesOf: () => rowSums.map(({ slopes }) => slopes),
    gradientOf: (alpha, beta) => {
      const gradient = new Float64Array(logits.length);
      for (const { coefficients } of pullsOf(alpha, beta)) addGradientInto(gradient, logits, ledger, coefficients);
      return gradient;
    },
  };
}

/** The quantities whose sums over the ledger the loss needs; those of valid settings. */
export function quantitiesOfLoss(settings: LossSettings, surestError: number): readonly Quantity[] {
  const quantities = quantitiesOf(settings);
  return settings.base === 'top_k' ? quantities : softQuantities(quantities, surestError);
}

/** All quantities that losses of the ledger need, each once. */
export function quantitiesOfAll(all: readonly LossSettings[]): readonly Quantity[] {
  const named = all.flatMap(quantitiesOf).map((quantity) => [quantity.name, quantity] as const);
  return [...new Map(named).values()];
}
