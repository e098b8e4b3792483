import { InputError } from '../core/errors';
import type { PhantomSettings } from '../core/phantoms/settings';
import { decodeRecording, encodeRecording } from '../core/recording/body';
import type { RecordedCase, RecordedLane, Recording } from '../core/recording/format';
import { decodeVolume } from '../core/recording/volumeCodec';
import { eventsBackTo } from '../core/runEvents';
import type { TrainSettings } from '../core/settings';
import type { Core } from './app';
import type { PredictionHistory } from './history';
import { arraysOfLane, lanesOf, settingsOf, sliceOf } from './laneSite';
import type { Lanes } from './lanes';
import type { AppState, LaneChange, LaneId } from './model';
import { checkHeader, longestName } from './recordingSchema';
import type { Vault } from './vault';

/** A recording's file and what is in it; given from outside, because bytes belong to another room. */
export interface RecordingPort {
  readonly pack: (file: { readonly header: unknown; readonly body: Uint8Array }) => Promise<Uint8Array<ArrayBuffer>>;
  readonly unpack: (bytes: Uint8Array) => Promise<{ readonly header: unknown; readonly body: Uint8Array }>;
}

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
  refuseOtherCase(store.getState(), recording.case);
  const [first, ...others] = recording.lanes;
  store.setState(({ settings }) => ({ settings: { ...settings, ...first.settings }, shownStep: null }));
  lanes.load(
    recording,
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
  const { openCase } = state;
  const share = 1 + state.others.length;
  const own = {
    ...limits,
    checkpointBytes: limits.checkpointBytes / share,
    predictionVoxels: (limits.predictionVoxels ?? Number.POSITIVE_INFINITY) / share,
  };
  const lanes = lanesOf(state).flatMap((id) => recordedLane(state, vault, id, own) ?? []);
  if (!openCase || lanes[0]?.id !== 'A' || lanes[0].records.length === 0) return null;
  const { source, grid, connectivity, blobs } = openCase;
  return {
    name: name.slice(0, longestName),
    madeAt: new Date().toISOString(),
    case: {
      name: openCase.name.slice(0, longestName),
      phantom: source.kind === 'phantom' ? source.settings : null,
      dims: grid.dims,
      spacingMm: grid.spacingMm,
      connectivity,
      blobVoxels: blobs.map(({ voxels }) => voxels),
    },
    lanes,
  };
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
  const end = endsAtCheckpoints ? (arrays.checkpoints.newest?.step ?? 0) : arrays.records.length;
  return {
    id,
    settings: slice.run.settings ?? settingsOf(state, id),
    // A lane that was never opened has no step that anything computed.
    backend: slice.run.backend ?? 'cpu',
    events: eventsBackTo(slice.run.events, end),
    records: arrays.records.slice(0, end),
    predictions: predictionsOf(arrays.history, end, predictionVoxels),
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

/** Whether the open case is the one of a recording: same grid, same blobs; of built-in cases also the same settings, as their noise leaves no trace in the blobs. */
export function isCaseOf({ openCase }: AppState, { dims, blobVoxels, connectivity, phantom }: RecordedCase): boolean {
  const sizes = openCase?.blobs.map(({ voxels }) => voxels);
  const isOtherPhantom =
    phantom !== null && openCase?.source.kind === 'phantom' && !isSamePhantom(phantom, openCase.source.settings);
  return (
    !isOtherPhantom &&
    String(openCase?.grid.dims) === String(dims) &&
    openCase?.connectivity === connectivity &&
    String(sizes) === String(blobVoxels)
  );
}

function isSamePhantom(a: PhantomSettings, b: PhantomSettings): boolean {
  const key = ({ kind, seed, size, blobCount, sizeSpread, contrast, noise }: PhantomSettings) =>
    [kind, seed, size, blobCount, sizeSpread, contrast, noise].join();
  return key(a) === key(b);
}

function refuseOtherCase(state: AppState, wanted: RecordedCase): void {
  if (isCaseOf(state, wanted)) return;
  const { openCase } = state;
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
