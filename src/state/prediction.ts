import { CallError } from '../protocol/connect';
import type { LaneCalls } from '../protocol/laneCalls';
import type { Core } from './app';
import type { ScorePrediction } from './scoring';
import { addNotice } from './store';

/**
 * Scores a lane's prediction of the open case and makes it the one that is shown, unless it is no longer wanted by then. One that cannot
 * be scored is not the lane's fault: it is said, and what was shown stays.
 */
export async function showPrediction(
  core: Core,
  score: ScorePrediction,
  { probability, step, elapsedMs }: LaneCalls['predict']['answer'],
  isWanted: () => boolean,
): Promise<void> {
  const { store, vault } = core;
  const scored = await scoreOrSay(core, score, probability);
  if (!scored || !isWanted()) return;
  vault.probability = probability;
  vault.outcome = scored.outcome;
  store.setState(({ prediction: before, picture, run }) => ({
    run: { ...run, revision: run.revision + 1, predictedSteps: withStep(run.predictedSteps, step) },
    prediction: { revision: (before?.revision ?? 0) + 1, step, elapsedMs, scores: scored.scores },
    // The first prediction of a run shows itself; after that the choice of the overlay is the user's.
    picture: before || picture.overlay !== 'blobs' ? picture : { ...picture, overlay: 'outcome' },
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

/** Scores the shown prediction anew; of quick changes only the newest counts. */
export async function rescore({ store, vault }: Core, score: ScorePrediction, threshold: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
  const { prediction } = store.getState();
  if (!prediction || store.getState().threshold !== threshold) return;
  try {
    const { scores, outcome } = await score(null, threshold);
    const now = store.getState();
    if (now.threshold !== threshold || now.prediction?.step !== prediction.step) return;
    vault.outcome = outcome;
    store.setState({ prediction: { ...now.prediction, revision: now.prediction.revision + 1, scores } });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}
