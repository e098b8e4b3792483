import { InputError } from '../../core/errors';
import type { RecordedCase, RecordedFurther, Recording } from '../../core/recording/format';
import type { Actions } from '../actions';
import type { Lanes } from '../lanes';
import type { AppState } from '../model';
import { asSentence } from '../sentence';
import { addNotice } from '../store';
import type { Core } from '../wires';
import { adoptRecording, isCaseOf, packRun, unpackRun } from './recordings';

type RecordingActions = Pick<Actions, 'packRecording' | 'openRecording'>;

/** Intents about recordings. A built-in case is made again for its recording; other cases have to be open already. */
export function createRecordingActions(core: Core, lanes: Lanes, cases: CaseOpener): RecordingActions {
  const { store } = core;
  return {
    packRecording: (name) => packRun(core, name, sharedBytes),
    openRecording: async (bytes) => {
      try {
        await openRun(core, lanes, cases, bytes);
        return true;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        addNotice(store, 'error', asSentence(error.message));
        return false;
      }
    },
  };
}

/** Opens what a file holds in the place of the lanes, with its case where that is built in; throws InputError where it cannot be. */
export async function openRun(core: Core, lanes: Lanes, cases: CaseOpener, bytes: Uint8Array): Promise<Recording> {
  const recording = await unpackRun(core, bytes);
  await openCaseOf(core, cases, recording.case);
  if (isCaseOf(core.store.getState(), recording.case)) await cases.restoreCases(recording.further ?? null);
  adoptRecording(core, lanes, recording);
  return recording;
}

/** What makes built-in cases again. */
export interface CaseOpener extends Pick<Actions, 'openPhantom' | 'setConnectivity'> {
  /** The list becomes that of a recording, as far as its cases are built in or open; the others are named in it. Null = it had none. */
  readonly restoreCases: (further: RecordedFurther | null) => Promise<void>;
}

/** Of a file that is handed on, so much is for checkpoints: all of it should stay under 2 MB. */
const sharedBytes = 1.2 * 2 ** 20;

async function openCaseOf(
  { store }: Core,
  { openPhantom, setConnectivity }: CaseOpener,
  wanted: RecordedCase,
): Promise<void> {
  if (!wanted.phantom || isCaseOf(store.getState(), wanted)) return;
  openPhantom(wanted.phantom);
  await untilIdle(store);
  if (store.getState().openCase?.connectivity === wanted.connectivity) return;
  setConnectivity(wanted.connectivity);
  await untilIdle(store);
}

/** Openings begin at once, so that their end can be waited for. */
function untilIdle(store: Core['store']): Promise<void> {
  const isIdle = ({ opening }: AppState) => opening.phase !== 'busy';
  return new Promise((resolve) => {
    const ignore = store.subscribe((state) => {
      if (!isIdle(state)) return;
      ignore();
      resolve();
    });
    if (!isIdle(store.getState())) return;
    ignore();
    resolve();
  });
}
