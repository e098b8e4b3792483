import { CallError } from '../protocol/connect';
import type { LaneCalls } from '../protocol/laneCalls';
import { historyOf } from './cases/caseHistories';
import type { CaseId } from './cases/casesModel';
import { probabilityOfPast } from './history';
import { isThere, type LaneSite } from './laneSite';
import type { PredictionFacts } from './model';
import type { ScorePrediction } from './scoring';
import { addNotice } from './store';
import type { Core } from './wires';

/**
 * Scores a lane's prediction of the open case, keeps it, and makes it the one that is shown, unless it is no longer wanted by then or an
 * earlier step is looked at; whether it was kept. One that cannot be scored is not the lane's fault: it is said, and what was shown stays.
 */
export async function takePrediction(
  core: Core,
  site: LaneSite,
  score: ScorePrediction,
  { probability, recorded, step, elapsedMs }: LaneCalls['predict']['answer'],
  isWanted: () => boolean,
): Promise<boolean> {
  const scored = await scoreOrSay(core, score, probability);
  if (!scored || !isWanted()) return false;
  const { scores, outcome } = scored;
  site.arrays.history.add({ step, elapsedMs, scores, bytes: recorded, voxels: probability.length });
  site.arrays.newest = probability;
  site.write(({ run }) => ({
    run: { ...run, revision: run.revision + 1, predictedSteps: withStep(run.predictedSteps, step) },
  }));
  if (core.store.getState().shownStep !== null) return true;
  const isFirst = site.read().prediction === null;
  show(site, { probability, step, elapsedMs, scores, outcome });
  // The first prediction of a run shows itself; after that the choice of the overlay is the user's.
  if (isFirst)
    core.store.setState(({ picture }) => ({
      picture: picture.overlay === 'blobs' ? { ...picture, overlay: 'outcome' } : picture,
    }));
  catchUp(core, site, score, scores.threshold);
  return true;
}

/** Shows what a lane had predicted at a step or last before it; null = the newest. Where it had predicted nothing by then, nothing is shown. */
export async function showPast(core: Core, site: LaneSite, score: ScorePrediction, step: number | null): Promise<void> {
  const { store } = core;
  const { history, newest } = site.arrays;
  const past = history.before(step ?? Number.POSITIVE_INFINITY);
  if (!past) {
    site.write(() => ({ prediction: null }));
    return;
  }
  if (past.step === site.read().prediction?.step) return;
  const isNewest = past === history.all.at(-1);
  const probability = isNewest && newest ? newest : probabilityOfPast(past);
  try {
    const { scores, outcome } = await score(probability, store.getState().threshold);
    // Gone, reset, taken back, or overtaken by a newer one while it was scored.
    const isNext = site.arrays.history.before(step ?? Number.POSITIVE_INFINITY) === past;
    if (store.getState().shownStep !== step || !isNext || !isThere(core, site)) return;
    show(site, { probability, step: past.step, elapsedMs: past.elapsedMs, scores, outcome });
    catchUp(core, site, score, scores.threshold);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}

/** The shown case is another one: nothing is shown of a lane until what it predicted of that one is. */
export function forgetShown({ arrays, write }: LaneSite, shown: CaseId): void {
  Object.assign(arrays, { history: historyOf(arrays, shown), newest: null, probability: null, outcome: null });
  write(() => ({ prediction: null }));
}

interface Shown extends Omit<PredictionFacts, 'revision'> {
  readonly probability: Float32Array;
  readonly outcome: Uint8Array;
}

function show(site: LaneSite, { probability, outcome, ...facts }: Shown): void {
  site.arrays.probability = probability;
  site.arrays.outcome = outcome;
  site.arrays.shown += 1;
  site.write(() => ({ prediction: { ...facts, revision: site.arrays.shown } }));
}

/** Scores what was just shown once more where the threshold was changed while it was scored. */
function catchUp(core: Core, site: LaneSite, score: ScorePrediction, scoredAt: number): void {
  const { threshold } = core.store.getState();
  if (threshold !== scoredAt) void rescore(core, site, score, threshold);
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

/** Scores a lane's prediction anew; of quick changes only the newest counts, and a lane may be gone by then. */
export async function rescore(core: Core, site: LaneSite, score: ScorePrediction, threshold: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
  const { store } = core;
  const shown = () => (isThere(core, site) ? site.read().prediction : null);
  const prediction = shown();
  const { probability } = site.arrays;
  if (!prediction || !probability || store.getState().threshold !== threshold) return;
  try {
    const scored = await score(probability, threshold);
    const now = shown();
    if (store.getState().threshold !== threshold || now?.step !== prediction.step) return;
    show(site, { probability, step: now.step, elapsedMs: now.elapsedMs, ...scored });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}
