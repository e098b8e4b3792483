import type { Judgement, LaneCalls } from '../protocol/laneCalls';
import { historyOf } from './cases/caseHistories';
import { predictedCases, runCases } from './cases/selectCases';
import { isThere, type LaneSite } from './laneSite';
import { helpersNow } from './machine/helperCount';
import { showPast } from './prediction';
import type { ScorePrediction } from './scoring';
import type { Core } from './wires';

/** What a lane is asked when its run has several cases: those to be validated on, whole, and the one that is shown. */
export function validationAsk(core: Core): LaneCalls['validate']['ask'] {
  const state = core.store.getState();
  const { shown } = state.cases;
  return {
    caseIds: predictedCases(runCases(state), shown),
    threshold: state.threshold,
    wholeOf: shown,
    ...helpersNow(core),
  };
}

/** Keeps what a lane predicted of several cases, and shows the one that is looked at, unless an earlier step is. */
export async function takeValidation(
  core: Core,
  site: LaneSite,
  score: ScorePrediction,
  { step, cases, whole }: LaneCalls['validate']['answer'],
): Promise<void> {
  const { arrays } = site;
  for (const { caseId, scores, recorded, voxels, elapsedMs } of cases)
    historyOf(arrays, caseId).add({ step, elapsedMs, scores, bytes: recorded, voxels });
  const { cases: listed, shownStep } = core.store.getState();
  arrays.newest = whole?.caseId === listed.shown ? whole.probability : null;
  site.write(({ run }) => ({
    run: {
      ...run,
      revision: run.revision + 1,
      validated: run.validated + 1,
      predictedSteps: [...run.predictedSteps.filter((earlier) => earlier < step), step],
    },
  }));
  if (shownStep !== null || !cases.some(({ caseId }) => caseId === listed.shown)) return;
  const isFirst = site.read().prediction === null;
  await showPast(core, site, score, null);
  if (isFirst && isThere(core, site) && site.read().prediction !== null)
    core.store.setState(({ picture }) => ({
      picture: picture.overlay === 'blobs' ? { ...picture, overlay: 'outcome' } : picture,
    }));
}

/** Keeps how a lane's newest validation reads at another threshold, and what all thresholds make of it. */
export function takeJudgement({ arrays, write }: LaneSite, { step, cases, sweep }: Judgement): void {
  for (const { caseId, scores } of cases) historyOf(arrays, caseId).rescore(step, scores);
  if (sweep) arrays.sweep = { step, of: sweep };
  write(({ run }) => ({ run: { ...run, revision: run.revision + 1, validated: run.validated + 1 } }));
}
