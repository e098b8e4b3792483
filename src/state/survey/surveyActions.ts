import { voxelCount } from '../../core/volume';
import { CallError } from '../../protocol/connect';
import type { OpenedFile } from '../../protocol/scanCalls';
import type { Turns } from '../../protocol/turns';
import type { Actions } from '../actions';
import type { AppState } from '../model';
import type { ScanMemory } from '../scanMemory';
import { asSentence } from '../sentence';
import { type AppStore, addNotice } from '../store';
import type { Core } from '../wires';
import { type BlobsBy, emptySurvey, type Survey, type SurveyRow, withRows } from './survey';
import { createSurveyLoop } from './surveyLoop';

type SurveyActions = Pick<
  Actions,
  | 'openSurvey'
  | 'closeSurvey'
  | 'addToSurvey'
  | 'tellBlobsBy'
  | 'removeFromSurvey'
  | 'clearSurvey'
  | 'holdSurvey'
  | 'goOnWithSurvey'
  | 'openSurveyed'
>;

/** Opens a mask alone as the case. */
export type OpenMask = (file: OpenedFile, blobsBy: BlobsBy) => void;

/** Intents about the survey of masks. It takes turns with openings, file by file, and stands still while it is not seen. */
export function createSurveyActions(core: Core, memory: ScanMemory, inTurn: Turns, openMask: OpenMask): SurveyActions {
  const { store } = core;
  const loop = createSurveyLoop(core, memory, inTurn);
  const change = (how: (survey: Survey) => Survey) => store.setState(({ survey }) => ({ survey: how(survey) }));
  return {
    openSurvey: () => {
      store.setState((state) => ({ survey: { ...withOpenMasks(state), isOpen: true, isHeld: false } }));
      loop.goOn();
    },
    closeSurvey: () => {
      change((survey) => ({ ...survey, isOpen: false }));
      loop.stop();
    },
    addToSurvey: (files) => void inTurn(() => addFiles(core, memory, files)).then(loop.goOn),
    tellBlobsBy: (blobsBy) => {
      change((survey) => ({ ...survey, blobsBy, isHeld: false, rows: survey.rows.map(waitingAnew) }));
      loop.restart();
    },
    removeFromSurvey: (rowId) => {
      change((survey) => ({ ...survey, rows: survey.rows.filter(({ id }) => id !== rowId) }));
      if (store.getState().survey.work?.rowId === rowId) loop.restart();
    },
    clearSurvey: () => {
      change(({ blobsBy }) => ({ ...emptySurvey, isOpen: true, blobsBy }));
      loop.stop();
    },
    holdSurvey: () => {
      change((survey) => ({ ...survey, isHeld: true }));
      loop.stop();
    },
    goOnWithSurvey: () => {
      change((survey) => ({ ...survey, isHeld: false }));
      loop.goOn();
    },
    openSurveyed: (rowId) => {
      const row = store.getState().survey.rows.find(({ id }) => id === rowId);
      if (row?.fileId == null || row.result.phase !== 'measured') return;
      const { dims, datatype, blobsBy } = row.result;
      change((survey) => ({ ...survey, isOpen: false }));
      loop.stop();
      openMask({ fileId: row.fileId, name: row.name, dims, datatype, guess: 'mask', why: 'from the survey' }, blobsBy);
    },
  };
}

async function addFiles({ scan, store }: Core, memory: ScanMemory, files: readonly File[]): Promise<void> {
  try {
    await memory.whenFilesKnown();
    const named = await scan.call('knowFiles', { files });
    memory.addFiles(files);
    store.setState(({ survey }) => ({
      survey: withRows(
        { ...withoutBuiltIn(survey), isHeld: false },
        named.map(({ fileId, name }) => ({ fileId, name, result: { phase: 'waiting' } })),
      ),
    }));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    sayRefusal(store, error);
  }
}

function sayRefusal(store: AppStore, { message }: CallError): void {
  addNotice(store, 'error', `The masks could not be added to the survey: ${asSentence(message)}`);
}

/** The survey with what is open: the masks among the opened files, or, where it has no mask of the user's, the built-in case as it is now. */
function withOpenMasks({ survey, openFiles, openCase }: AppState): Survey {
  const own = withoutBuiltIn(survey);
  const fresh = own.rows.length === 0 && openCase ? { ...own, blobsBy: openCase.connectivity } : own;
  if (!openFiles) return fresh.rows.length === 0 ? withBuiltIn(fresh, openCase) : fresh;
  const isKnown = (fileId: number) => fresh.rows.some((row) => row.fileId === fileId);
  const isMask = ({ fileId, guess }: OpenedFile) =>
    fileId === openFiles.maskId || (guess === 'mask' && fileId !== openFiles.scanId);
  const masks = openFiles.files.filter((file) => isMask(file) && !isKnown(file.fileId));
  const isTold = (name: string) => fresh.rows.some((row) => row.fileId === null && row.name === name);
  const refused = openFiles.scanId === null ? openFiles.refused.filter(({ name }) => !isTold(name)) : [];
  return withRows(fresh, [
    ...masks.map(({ fileId, name }) => ({ fileId, name, result: { phase: 'waiting' } as const })),
    ...refused.map(({ name, message }) => ({ fileId: null, name, result: { phase: 'refused', message } as const })),
  ]);
}

function withBuiltIn(survey: Survey, openCase: AppState['openCase']): Survey {
  if (openCase?.source.kind !== 'phantom') return survey;
  const { name, grid, connectivity, blobs } = openCase;
  const sizes = blobs.map(({ voxels }) => voxels).sort((a, b) => b - a);
  const mask = { spacingMm: grid.spacingMm, voxelTotal: voxelCount(grid.dims), sizes };
  const remarks = [`The built-in case as it was open, ${connectivity}-connected. Masks of yours take its place.`];
  const facts = { mask, dims: grid.dims, datatype: 'uint8', blobsBy: connectivity, remarks };
  return withRows(survey, [{ fileId: null, name, result: { phase: 'measured', ...facts } }]);
}

/** Made-up blobs are not counted together with those of the user's masks. */
function withoutBuiltIn(survey: Survey): Survey {
  return {
    ...survey,
    rows: survey.rows.filter(({ fileId, result }) => fileId !== null || result.phase !== 'measured'),
  };
}

function waitingAnew(row: SurveyRow): SurveyRow {
  return row.fileId === null ? row : { ...row, result: { phase: 'waiting' } };
}
