import { CallError } from '../protocol/connect';
import type { OpenedFile } from '../protocol/scanCalls';
import type { Turns } from '../protocol/turns';
import type { Actions } from './actions';
import type { Core } from './app';
import type { AppState } from './model';
import type { ScanMemory } from './scanMemory';
import { asSentence } from './sentence';
import { type AppStore, addNotice } from './store';
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
        { ...survey, isHeld: false },
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

/** The survey with what is open: the masks among the opened files, or the built-in case as it is now. */
function withOpenMasks({ survey, openFiles, openCase }: AppState): Survey {
  const fresh = survey.rows.length === 0 && openCase ? { ...survey, blobsBy: openCase.connectivity } : survey;
  if (!openFiles) return withBuiltIn(fresh, openCase);
  const isKnown = (fileId: number) => fresh.rows.some((row) => row.fileId === fileId);
  const masks = openFiles.files.filter(
    ({ fileId, guess }) =>
      !isKnown(fileId) && (fileId === openFiles.maskId || (guess === 'mask' && fileId !== openFiles.scanId)),
  );
  const isTold = (name: string) => fresh.rows.some((row) => row.fileId === null && row.name === name);
  const refused = openFiles.scanId === null ? openFiles.refused.filter(({ name }) => !isTold(name)) : [];
  return withRows(fresh, [
    ...masks.map(({ fileId, name }) => ({ fileId, name, result: { phase: 'waiting' } as const })),
    ...refused.map(({ name, message }) => ({ fileId: null, name, result: { phase: 'refused', message } as const })),
  ]);
}

/** A built-in case has one row, which is brought up to date. */
function withBuiltIn(survey: Survey, openCase: AppState['openCase']): Survey {
  if (openCase?.source.kind !== 'phantom') return survey;
  const others = survey.rows.filter(({ fileId, result }) => fileId !== null || result.phase === 'refused');
  const { name, grid, connectivity, blobs } = openCase;
  const mask = {
    spacingMm: grid.spacingMm,
    voxelTotal: grid.dims[0] * grid.dims[1] * grid.dims[2],
    sizes: blobs.map(({ voxels }) => voxels).sort((a, b) => b - a),
  };
  const remarks = [`A built-in case as it was open, ${connectivity}-connected whatever the other masks are.`];
  const result = {
    phase: 'measured',
    mask,
    dims: grid.dims,
    datatype: 'uint8',
    blobsBy: connectivity,
    remarks,
  } as const;
  return withRows({ ...survey, rows: others }, [{ fileId: null, name, result }]);
}

function waitingAnew(row: SurveyRow): SurveyRow {
  return row.fileId === null ? row : { ...row, result: { phase: 'waiting' } };
}
