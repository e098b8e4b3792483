import { InputError } from '../core/errors';
import { decodeRecording, encodeRecording } from '../core/recording/body';
import type { RecordedCase, RecordedLane, Recording } from '../core/recording/format';
import { decodeVolume } from '../core/recording/volumeCodec';
import type { TrainSettings } from '../core/settings';
import type { Core } from './app';
import { arraysOfLane, lanesOf, settingsOf, sliceOf } from './laneSite';
import type { Lanes } from './lanes';
import type { AppState, LaneChange, LaneId } from './model';
import { checkHeader } from './recordingSchema';
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
  const recording = recordingOf(store.getState(), vault, name, checkpointBytes);
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

function recordingOf(state: AppState, vault: Vault, name: string, checkpointBytes: number): Recording | null {
  const { openCase } = state;
  const lanes = lanesOf(state).flatMap(
    (id) => recordedLane(state, vault, id, checkpointBytes / (1 + state.others.length)) ?? [],
  );
  if (!openCase || lanes[0]?.id !== 'A') return null;
  const { source, grid, connectivity, blobs } = openCase;
  return {
    name,
    madeAt: new Date().toISOString(),
    case: {
      name: openCase.name,
      phantom: source.kind === 'phantom' ? source.settings : null,
      dims: grid.dims,
      spacingMm: grid.spacingMm,
      connectivity,
      blobVoxels: blobs.map(({ voxels }) => voxels),
    },
    lanes,
  };
}

function recordedLane(state: AppState, vault: Vault, id: LaneId, checkpointBytes: number): RecordedLane | null {
  const [slice, arrays] = [sliceOf(state, id), arraysOfLane(vault, id)];
  if (!slice || !arrays || arrays.records.length === 0) return null;
  const facts = 'facts' in slice.lane ? slice.lane.facts : null;
  const predictions = arrays.history.all.map(({ bytes, voxels, ...past }) => ({
    ...past,
    levels: decodeVolume(bytes, null, voxels),
  }));
  return {
    id,
    settings: slice.run.settings ?? settingsOf(state, id),
    backend: facts?.backend ?? slice.run.recorded?.backend ?? 'cpu',
    changes: slice.run.changes,
    records: [...arrays.records],
    predictions,
    checkpoints: arrays.checkpoints.within(checkpointBytes),
  };
}

/** Whether the open case is the one of a recording: same grid, same blobs. */
export function isCaseOf({ openCase }: AppState, { dims, blobVoxels, connectivity }: RecordedCase): boolean {
  const sizes = openCase?.blobs.map(({ voxels }) => voxels);
  return (
    String(openCase?.grid.dims) === String(dims) &&
    openCase?.connectivity === connectivity &&
    String(sizes) === String(blobVoxels)
  );
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
