import type { Scores } from '../core/terms';
import { type ValidationAt, validationAt, validationsOf } from './cases/caseHistories';
import type { CaseId } from './cases/casesModel';
import { judgedCases, runCases } from './cases/selectCases';
import type { LaneId } from './laneId';
import type { JudgedBlobs } from './laneSeries';
import { arraysOfLane, lanesOf, sliceOf } from './laneSite';
import type { AppState } from './model';
import type { Vault } from './vault';

/** The cases of the run to be validated on; none = it is judged on what it learns from. */
export function validationIds(state: Pick<AppState, 'cases'>): readonly CaseId[] {
  return runCases(state).validate;
}

/** Changes whenever what the judged cases came to in any lane has: read the vault then. */
export function validationRevision(state: AppState): string {
  const ofLane = (id: LaneId) => {
    const run = sliceOf(state, id)?.run;
    return `${id}${run?.validated} ${run?.predictedSteps.length} ${run?.predictedSteps.at(-1)}`;
  };
  return `${lanesOf(state).map(ofLane).join(' ')} ${JSON.stringify(state.cases.ofRun)} ${state.cases.shown} ${state.caseRevision}`;
}

/** The judged cases with their blobs. */
export function judgedBlobs(state: Pick<AppState, 'cases'>): readonly JudgedBlobs[] {
  return judgedCases(state).map(({ id, facts }) => ({ id, blobs: facts.blobs }));
}

/** What a lane's validation came to at the shown step, or last before it; null = nothing yet, or nothing to validate on. */
export function shownValidation(state: AppState, vault: Vault, lane: LaneId): ValidationAt | null {
  const arrays = arraysOfLane(vault, lane);
  return arrays && validationAt(arrays, validationIds(state), state.shownStep);
}

/** The scores of a case by a lane at the shown step, or last before it; null = it was not predicted by then. */
export function shownScores(
  { shownStep }: Pick<AppState, 'shownStep'>,
  vault: Vault,
  lane: LaneId,
  id: CaseId,
): { readonly step: number; readonly scores: Scores } | null {
  return (
    arraysOfLane(vault, lane)
      ?.histories.get(id)
      ?.before(shownStep ?? Number.POSITIVE_INFINITY) ?? null
  );
}

/** The lanes that stand, and whose newest validation was not swept. */
export function missingSweeps(state: AppState, vault: Vault): readonly LaneId[] {
  const ids = validationIds(state);
  return lanesOf(state).filter((id) => {
    const [lane, arrays] = [sliceOf(state, id)?.lane, arraysOfLane(vault, id)];
    const newest = arrays && validationsOf(arrays, ids).at(-1);
    return lane && 'facts' in lane && newest && newest.step !== arrays.sweep?.step;
  });
}
