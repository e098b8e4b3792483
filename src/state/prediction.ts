import { CallError } from '../protocol/connect';
import type { LaneCalls } from '../protocol/laneCalls';
import type { Core } from './app';
import type { LaneSite } from './laneSite';
import type { ScorePrediction } from './scoring';
import { addNotice } from './store';

/**
 * Scores a lane's prediction of the open case and makes it the one that is shown, unless it is no longer wanted by then. One that cannot
 * be scored is not the lane's fault: it is said, and what was shown stays.
 */
export async function showPrediction(
  core: Core,
  site: LaneSite,
  score: ScorePrediction,
  { probability, step, elapsedMs }: LaneCalls['predict']['answer'],
  isWanted: () => boolean,
): Promise<void> {
  const scored = await scoreOrSay(core, score, probability);
  if (!scored || !isWanted()) return;
  site.arrays.probability = probability;
  site.arrays.outcome = scored.outcome;
  const isFirst = site.read().prediction === null;
  site.write(({ prediction: before, run }) => ({
    run: { ...run, revision: run.revision + 1, predictedSteps: withStep(run.predictedSteps, step) },
    prediction: { revision: (before?.revision ?? 0) + 1, step, elapsedMs, scores: scored.scores },
  }));
  // The first prediction of a run shows itself; after that the choice of the overlay is the user's.
  if (isFirst)
    core.store.setState(({ picture }) => ({
      picture: picture.overlay === 'blobs' ? { ...picture, overlay: 'outcome' } : picture,
    }));
}

async function scoreOrSay({ store }: Core, score: ScorePrediction, probability: Float32Array) {
  try {
    return await score(probability, store.getState().threshold);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.failure.kind !== 'cancelled')
      addNotice(store, 'error', `The prediction could not be scored: ${error.message}`);
    return null;
  }
}

function withStep(steps: readonly number[], step: number): readonly number[] {
  return [...steps.filter((earlier) => earlier < step), step];
}

/** Scores a lane's prediction anew; of quick changes only the newest counts. */
export async function rescore(
  { store }: Core,
  site: LaneSite,
  score: ScorePrediction,
  threshold: number,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
  const { prediction } = site.read();
  const { probability } = site.arrays;
  if (!prediction || !probability || store.getState().threshold !== threshold) return;
  try {
    const { scores, outcome } = await score(probability, threshold);
    const now = site.read().prediction;
    if (store.getState().threshold !== threshold || now?.step !== prediction.step) return;
    site.arrays.outcome = outcome;
    site.write(() => ({ prediction: { ...now, revision: now.revision + 1, scores } }));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}
