import type { TrainSettings } from '../core/settings';

/** How many steps a run will have: as many as it was begun with, or more where nothing but their number was raised since. */
export function stepBudget(begun: TrainSettings | null, wanted: TrainSettings): number {
  if (!begun) return wanted.steps;
  return isResetDue(begun, wanted) ? begun.steps : wanted.steps;
}

/**
 * Whether the run that goes on was begun with settings that the chosen ones replace only with the next run. The loss and the prediction
 * interval act at once, and more steps make the run longer.
 */
export function isResetDue(begun: TrainSettings | null, wanted: TrainSettings): boolean {
  if (!begun) return false;
  if (wanted.steps < begun.steps) return true;
  const decisive = ({ loss: _loss, predictEvery: _predictEvery, steps: _steps, ...rest }: TrainSettings) =>
    JSON.stringify(rest);
  return decisive(begun) !== decisive(wanted);
}
