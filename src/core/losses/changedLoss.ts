import type { BaseLoss, LossSettings, Scheme } from '../settings';
import { isDefined } from './defined';

/**
 * Loss settings after a change, always such that scheme and base go together. alpha + beta stays as it is when the scheme changes, so that losses are
 * compared at equal weight. What no longer fits gives way: to a new scheme or to a beta above 0 the base, to a new base the instance term (its
 * weight goes to the global term). A smoothing that is still the one published with the old scheme becomes that of the new one.
 */
export function changedLoss(loss: LossSettings, change: Partial<LossSettings>): LossSettings {
  const next = withSmoothing(loss, { ...loss, ...change }, change);
  if (isDefined(next)) return next;
  if (change.base !== undefined && change.scheme === undefined)
    return { ...next, alpha: next.alpha + next.beta, beta: 0 };
  return { ...next, base: publishedWith[next.scheme].base };
}

/** What each scheme was published with. */
export const publishedWith: Readonly<Record<Scheme, { readonly base: BaseLoss; readonly smooth: number }>> = {
  blob: { base: 'dice', smooth: 1e-5 },
  cc: { base: 'dice_bce', smooth: 0 },
  bicc: { base: 'dice_bce', smooth: 0 },
  inverse_weighting: { base: 'dice_squared', smooth: 0 },
  component_adaptive: { base: 'tversky', smooth: 1e-5 },
};

function withSmoothing(before: LossSettings, next: LossSettings, change: Partial<LossSettings>): LossSettings {
  const isUntouched = change.smooth === undefined && before.smooth === publishedWith[before.scheme].smooth;
  return isUntouched ? { ...next, smooth: publishedWith[next.scheme].smooth } : next;
}
