import type { CaseFacts } from '../../core/case';
import { InputError } from '../../core/errors';
import { decodeRecording, encodeRecording } from '../../core/recording/body';
import type { RecordedCase, RecordedFurther, RecordedLane, Recording } from '../../core/recording/format';
import { decodeVolume } from '../../core/recording/volumeCodec';
import { eventsBackTo } from '../../core/runEvents';
import type { TrainSettings } from '../../core/settings';
import { historyOf } from '../cases/caseHistories';
import { type CaseId, homeId } from '../cases/casesModel';
import { factsOf, homeCase, isPlain, isSameCase, runCases } from '../cases/selectCases';
import type { PredictionHistory } from '../history';
import type { LaneId } from '../laneId';
import { arraysOfLane, lanesOf, settingsOf, sliceOf } from '../laneSite';
import type { Lanes } from '../lanes';
import type { AppState, LaneChange } from '../model';
import type { Vault } from '../vault';
import type { Core } from '../wires';
import { checkHeader, longestName } from './recordingSchema';

/** All lanes as they stand, as a file; null where nothing was trained. So many bytes are for checkpoints, from which lanes can go on; the newest are always there. */
export async function packRun(
  { store, vault, recordings }: Core,
  name: string,
  checkpointBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const recording = recordingOf(store.getState(), vault, name, { checkpointBytes });
  return recording && recordings.pack(encodeRecording(recording));
}

/** What a file holds; throws InputError on anything but a sound recording. */
export async function unpackRun({ recordings }: Pick<Core, 'recordings'>, bytes: Uint8Array): Promise<Recording> {
  const { header, body } = await recordings.unpack(bytes);
  return decodeRecording(checkHeader(header), body);
}

/** Puts a recording in the place of the lanes; its case must be open. Throws InputError where another one is. */
export function adoptRecording({ store }: Core, lanes: Lanes, recording: Recording): void {
  refuseOtherCase(homeCase(store.getState()), recording.case);
  const [first, ...others] = recording.lanes;
  store.setState(({ settings }) => ({ settings: { ...settings, ...first.settings }, shownStep: null }));
  const { further } = recording;
  const idsOf = (role: 'train' | 'validate') => [
    ...((further?.homeRole ?? 'train') === role ? [homeId] : []),
    ...(further?.cases.filter((one) => one.role === role).map(({ id }) => id) ?? []),
  ];
  lanes.load(
    recording,
    { train: idsOf('train'), validate: idsOf('validate') },
    others.map(({ settings }) => changeOf(first.settings, settings)),
  );
}

/** How much of a run is wanted. */
export interface RecordingLimits {
  /** For the checkpoints of all lanes together; the newest of each are always there. */
  readonly checkpointBytes: number;
  /** For the predictions of all lanes together, the newest first; none given = all of them. */
  readonly predictionVoxels?: number;
  /** Ends every lane at its newest checkpoint, where it would go on, and has the lanes that have none yet at step 0. */
  readonly endsAtCheckpoints?: boolean;
}

/** All lanes as they stand; null where nothing was trained, or no case is open. */
export function recordingOf(state: AppState, vault: Vault, name: string, limits: RecordingLimits): Recording | null {
  const home = homeCase(state);
  const share = 1 + state.others.length;
  const own = {
    ...limits,
    checkpointBytes: limits.checkpointBytes / share,
    predictionVoxels: (limits.predictionVoxels ?? Number.POSITIVE_INFINITY) / share,
  };
  const lanes = lanesOf(state).flatMap((id) => recordedLane(state, vault, id, own) ?? []);
  if (!home || lanes[0]?.id !== 'A' || lanes[0].records.length === 0) return null;
  const further = furtherOf(state);
  return {
    name: name.slice(0, longestName),
    madeAt: new Date().toISOString(),
    case: recordedCase(home),
    ...(further && { further }),
    lanes,
  };
}

function recordedCase({ name, source, grid, connectivity, blobs }: CaseFacts): RecordedCase {
  return {
    name: name.slice(0, longestName),
    phantom: source.kind === 'phantom' ? source.settings : null,
    dims: grid.dims,
    spacingMm: grid.spacingMm,
    connectivity,
    blobVoxels: blobs.map(({ voxels }) => voxels),
  };
}

/** The further cases of the run; undefined where it has none and the first is what it learns from. */
function furtherOf(state: AppState): RecordedFurther | undefined {
  const { train, validate } = runCases(state);
  if (isPlain({ train, validate }, homeId)) return undefined;
  const roleOf = (id: CaseId): 'train' | 'validate' | null => {
    if (train.includes(id)) return 'train';
    return validate.includes(id) ? 'validate' : null;
  };
  const cases = [...train, ...validate]
    .filter((id) => id !== homeId)
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const [facts, role] = [factsOf(state, id), roleOf(id)];
      return facts && role ? [{ ...recordedCase(facts), id, role }] : [];
    });
  return { homeRole: roleOf(homeId) ?? 'off', cases };
}

function recordedLane(
  state: AppState,
  vault: Vault,
  id: LaneId,
  {
    checkpointBytes,
    predictionVoxels,
    endsAtCheckpoints = false,
  }: Required<Omit<RecordingLimits, 'endsAtCheckpoints'>> & Pick<RecordingLimits, 'endsAtCheckpoints'>,
): RecordedLane | null {
  const [slice, arrays] = [sliceOf(state, id), arraysOfLane(vault, id)];
  if (!slice || !arrays || (arrays.records.length === 0 && !endsAtCheckpoints)) return null;
  const ids = furtherOf(state)?.cases.map((one) => one.id) ?? [];
  const mostVoxels = predictionVoxels / (1 + ids.length);
  const end = endsAtCheckpoints ? (arrays.checkpoints.newest?.step ?? 0) : arrays.records.length;
  return {
    id,
    settings: slice.run.settings ?? settingsOf(state, id),
    // A lane that was never opened has no step that anything computed.
    backend: slice.run.backend ?? 'cpu',
    events: eventsBackTo(slice.run.events, end),
    records: arrays.records.slice(0, end),
    predictions: predictionsOf(historyOf(arrays, homeId), end, mostVoxels),
    ...(ids.length > 0 && {
      validations: ids.map((caseId) => ({
        caseId,
        predictions: predictionsOf(historyOf(arrays, caseId), end, mostVoxels),
      })),
    }),
    checkpoints: arrays.checkpoints.within(checkpointBytes),
  };
}

function predictionsOf({ all }: PredictionHistory, end: number, mostVoxels: number): RecordedLane['predictions'] {
  const until = all.filter(({ step }) => step <= end);
  const most = Math.floor(mostVoxels / (until[0]?.voxels ?? 1));
  return until.slice(Math.max(0, until.length - most)).map(({ bytes, voxels, ...past }) => ({
    ...past,
    levels: decodeVolume(bytes, null, voxels),
  }));
}

/** Whether the case that was opened first is the one of a recording. */
export function isCaseOf(state: Pick<AppState, 'cases' | 'openCase'>, wanted: RecordedCase): boolean {
  return isSameCase(homeCase(state), wanted);
}

function refuseOtherCase(openCase: CaseFacts | null, wanted: RecordedCase): void {
  if (isSameCase(openCase, wanted)) return;
  const { name, dims, blobVoxels, connectivity } = wanted;
  throw new InputError({
    found: `A recording of "${name}" (${dims.join(' × ')} voxels, ${blobVoxels.length} blobs, ${connectivity}-connected)`,
    expected: openCase ? `one of the open case, "${openCase.name}"` : 'its case to be open',
    todo: 'The scan itself is not in a recording: open it and its mask first, then the recording',
  });
}

/** In what a lane's settings differ from those of lane A. */
function changeOf(first: TrainSettings, own: TrainSettings): LaneChange {
  const names = Object.keys(first).filter(
    (name) => name !== 'steps' && name !== 'predictEvery',
  ) as (keyof LaneChange)[];
  const differing = names.filter((name) => JSON.stringify(first[name]) !== JSON.stringify(own[name]));
  return Object.fromEntries(differing.map((name) => [name, own[name]]));
}
