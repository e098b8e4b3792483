import type { CaseFacts } from '../../core/case';
import type { PhantomSettings } from '../../core/phantoms/settings';
import type { RecordedCase } from '../../core/recording/format';
import type { StepRecord } from '../../core/terms';
import { voxelCount } from '../../core/volume';
import { isLaneBusy } from '../isRunning';
import { lanesOf, sliceOf } from '../laneSite';
import type { AppState } from '../model';
import type { Vault } from '../vault';
import { sweepCharts } from '../viewModel';
import { recordsOfCase } from './caseRecords';
import { type CaseId, type CaseRow, homeId, mostCases, mostVoxels, type RunCases } from './casesModel';

type Listed = Pick<AppState, 'cases'>;

export function rowOf({ cases }: Listed, id: CaseId): CaseRow | null {
  return cases.rows.find((row) => row.id === id) ?? null;
}

/** What is known of a case of the list; null where it is not (yet) open. */
export function factsOf(state: Listed, id: CaseId): CaseFacts | null {
  const row = rowOf(state, id);
  return row?.state.phase === 'ready' ? row.state.facts : null;
}

/** The case that was opened first, whichever is shown: recordings and kept runs are named after it. */
export function homeCase(state: Pick<AppState, 'cases' | 'openCase'>): CaseFacts | null {
  return factsOf(state, homeId) ?? state.openCase;
}

/** Whether a case is the one of a recording: same grid, same blobs; of built-in cases also the same settings, as their noise leaves no trace in the blobs. */
export function isSameCase(
  facts: CaseFacts | null,
  { dims, blobVoxels, connectivity, phantom }: RecordedCase,
): boolean {
  if (!facts || facts.connectivity !== connectivity || String(facts.grid.dims) !== String(dims)) return false;
  const { source, blobs } = facts;
  if (phantom && source.kind === 'phantom' && !isSamePhantom(phantom, source.settings)) return false;
  return String(blobs.map(({ voxels }) => voxels)) === String(blobVoxels);
}

function isSamePhantom(a: PhantomSettings, b: PhantomSettings): boolean {
  const key = ({ kind, seed, size, blobCount, sizeSpread, contrast, noise }: PhantomSettings) =>
    [kind, seed, size, blobCount, sizeSpread, contrast, noise].join();
  return key(a) === key(b);
}

/** The roles as they are chosen now; a case that did not open has none. */
export function chosenCases({ cases }: Listed): RunCases {
  const idsOf = (role: CaseRow['role']) =>
    cases.rows.filter((row) => row.role === role && row.state.phase === 'ready').map(({ id }) => id);
  return { train: idsOf('train'), validate: idsOf('validate') };
}

/** The roles of the run; before there is one, those that it would begin with. */
export function runCases(state: Listed): RunCases {
  return state.cases.ofRun ?? chosenCases(state);
}

/** Whether the run began with other roles than are chosen now. */
export function isCasesDue(state: Listed): boolean {
  const { ofRun } = state.cases;
  return ofRun !== null && JSON.stringify(ofRun) !== JSON.stringify(chosenCases(state));
}

/** Whether any lane has done a step or is about to: roles are fixed then. */
export function hasBegun(state: AppState): boolean {
  return lanesOf(state).some((id) => {
    const slice = sliceOf(state, id);
    return slice !== null && (slice.run.step > 0 || isLaneBusy(slice.lane));
  });
}

/** Whether a run is of the one case that is shown, which is how it is where nothing was added. */
export function isPlain({ train, validate }: RunCases, shown: CaseId): boolean {
  return validate.length === 0 && train.length === 1 && train[0] === homeId && shown === homeId;
}

/** The cases that a run predicts whole: those to be validated on, and the one that is shown where the run has it; never none. */
export function predictedCases({ train, validate }: RunCases, shown: CaseId): readonly CaseId[] {
  const isExtra = train.includes(shown) && !validate.includes(shown);
  const ids = isExtra ? [...validate, shown] : validate;
  return ids.length > 0 ? ids : train.slice(0, 1);
}

/** The cases whose predictions are judged: those to be validated on; where there are none, the one that is shown. */
export function judgedCases(state: Listed): readonly { readonly id: CaseId; readonly facts: CaseFacts }[] {
  const { validate } = runCases(state);
  const ids = validate.length > 0 ? validate : [state.cases.shown];
  return ids.flatMap((id) => {
    const facts = factsOf(state, id);
    return facts ? [{ id, facts }] : [];
  });
}

/** Why so many more cases of so many voxels cannot be taken in; null = they can. `id` = a row of the list that they are for. */
export function whyNoRoom({ cases }: Listed, more: readonly number[], id: CaseId | null = null): string | null {
  const rows = cases.rows.filter((row) => row.id !== id);
  if (rows.length + more.length > mostCases) return `The list holds at most ${mostCases} cases. Remove one first.`;
  const open = rows.map(({ state }) => (state.phase === 'ready' ? voxelCount(state.facts.grid.dims) : 0));
  const voxels = [...open, ...more].reduce((sum, count) => sum + count, 0);
  if (voxels <= mostVoxels) return null;
  return `All cases together would have ${Math.round(voxels / 1e6)} million voxels; at most ${Math.round(mostVoxels / 1e6)} million fit. Crop or downsample the scans, or remove one.`;
}

/** Whether the page shows what thresholds make of the newest validation: then it is asked for with each. */
export function isSweepShown(state: AppState): boolean {
  const isChosen = sweepCharts.some((chart) => chart === state.compare.quantity);
  return state.mode === 'compare' && isChosen && runCases(state).validate.length > 0;
}

/** The run's steps as the shown case sees them: blobs are those of the case that a step learned from. */
export function shownRecords(state: Listed, { records }: Pick<Vault, 'records'>): readonly StepRecord[] {
  const { train } = runCases(state);
  const hasOthers = train.some((id) => id !== homeId);
  return recordsOfCase(records, state.cases.shown, hasOthers);
}

/** The case that the step in slow motion learns from. */
export function caseOfStep(state: AppState): CaseFacts | null {
  const { slowMotion } = state;
  const id = slowMotion.phase === 'open' ? slowMotion.facts.patch.caseId : homeId;
  return factsOf(state, id) ?? state.openCase;
}

/** Its name, where the run learns from several; else null. */
export function caseNameOfStep(state: AppState): string | null {
  const { slowMotion } = state;
  if (slowMotion.phase !== 'open' || runCases(state).train.length < 2) return null;
  return rowOf(state, slowMotion.facts.patch.caseId)?.name ?? null;
}
