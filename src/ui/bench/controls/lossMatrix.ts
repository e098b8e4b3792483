import type { BenchLoss } from '../../../core/bench/answer';
import { changedLoss } from '../../../core/losses/changedLoss';
import { basesOf } from '../../../core/losses/defined';
import { type BaseLoss, baseLosses, type LossSettings, type Scheme, schemes } from '../../../core/settings';

/** Whether each term stands alone, or instance terms are mixed with the global one as the chosen loss mixes them. */
export type LossView = 'alone' | 'mixed';

export interface LossCell {
  readonly loss: BenchLoss;
  /** At a total weight of 1. */
  readonly value: number;
  /** It is a part of the chosen loss. */
  readonly isChosen: boolean;
}

/** One base: its global loss, and its instance term by scheme; null = not defined. */
export interface LossRow {
  readonly base: BaseLoss;
  readonly cells: readonly (LossCell | null)[];
}

/** Null = the base on the whole scan. */
export const lossColumns: readonly (Scheme | null)[] = [null, ...schemes];

/** All losses of the family at equal total weight: every value is one of a loss whose weights add up to 1. */
export function lossMatrix(losses: readonly BenchLoss[], chosen: LossSettings, view: LossView): readonly LossRow[] {
  return baseLosses.map((base) => {
    const ofBase = losses.filter((loss) => loss.base === base);
    const global = ofBase.find(({ scheme }) => scheme === null)?.value ?? 0;
    const cells = lossColumns.map((scheme): LossCell | null => {
      const loss = ofBase.find((one) => one.scheme === scheme);
      if (!loss) return null;
      const value = scheme === null || view === 'alone' ? loss.value : mixed(global, loss.value, mixOf(chosen));
      return { loss, value, isChosen: isPartOf(chosen, loss) };
    });
    return { base, cells };
  });
}

/** Where the chosen loss stands in the table, heads counted: its instance term where it has one. */
export function chosenPlace(rows: readonly LossRow[]): { readonly row: number; readonly column: number } {
  const row = rows.findIndex(({ cells }) => cells.some((cell) => cell?.isChosen));
  if (row < 0) return { row: 1, column: 1 };
  return { row: row + 1, column: 1 + rows[row].cells.findLastIndex((cell) => cell?.isChosen) };
}

/** Shares of the global and of the instance term; 2 to 1 where the chosen loss has no instance term. */
export function mixOf({ alpha, beta }: Pick<LossSettings, 'alpha' | 'beta'>): {
  readonly global: number;
  readonly instance: number;
} {
  const instance = beta > 0 ? beta / (alpha + beta) : 1 / 3;
  return { global: 1 - instance, instance };
}

function mixed(global: number, own: number, mix: ReturnType<typeof mixOf>): number {
  return mix.global * global + mix.instance * own;
}

function isPartOf({ base, scheme, alpha, beta }: LossSettings, loss: BenchLoss): boolean {
  if (loss.base !== base) return false;
  return loss.scheme === null ? alpha > 0 || beta === 0 : beta > 0 && loss.scheme === scheme;
}

/**
 * The settings with this loss chosen; alpha + beta stays, so that losses are compared at equal total weight. Beside a base alone stays an instance term that
 * is defined for it, so that the ledger has something to compare.
 */
export function chooseLoss(settings: LossSettings, { scheme, base }: Pick<BenchLoss, 'scheme' | 'base'>): LossSettings {
  const { alpha, beta } = settings;
  const weight = alpha + beta || 1;
  if (scheme === null) {
    const beside = basesOf(settings.scheme).includes(base) || base === 'top_k' ? settings.scheme : 'blob';
    return changedLoss(settings, { base, scheme: beside, alpha: weight, beta: 0 });
  }
  if (beta > 0) return changedLoss(settings, { base, scheme });
  const mix = mixOf(settings);
  return changedLoss(settings, { base, scheme, alpha: weight * mix.global, beta: weight * mix.instance });
}
