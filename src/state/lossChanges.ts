import type { LossSettings } from '../core/settings';
import type { RunFacts } from './model';

/**
 * The changes of the loss of a run that goes on from this step: those that it has passed, and of the later ones the last, which then acts from here
 * on; `loss` = another that does. Before the first step nothing is a change: the run begins with its loss.
 */
export function changesAt(changes: RunFacts['changes'], step: number, loss?: LossSettings): RunFacts['changes'] {
  if (step === 0) return [];
  const acting = loss ?? changes.findLast((change) => change.step > step)?.loss;
  if (!acting) return changes.filter((change) => change.step <= step);
  return [...changes.filter((change) => change.step < step), { step, loss: acting }];
}
