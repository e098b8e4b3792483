import type { Connectivity, MaskReading } from '../../core/case';
import { CallError } from '../../protocol/connect';
import type { Turns } from '../../protocol/turns';
import type { ScanMemory } from '../scanMemory';
import { openingFailure } from '../sentence';
import type { Core } from '../wires';
import { type BlobsBy, type Survey, type SurveyResult, type SurveyRow, withResult } from './survey';

/** Measures the waiting rows of the survey one after the other while it is open and not held. */
export interface SurveyLoop {
  readonly goOn: () => void;
  /** Ends the running measurement; its row waits on. */
  readonly stop: () => void;
  /** Ends the running measurement and goes on with what waits now. */
  readonly restart: () => void;
}

export function createSurveyLoop(core: Core, memory: ScanMemory, inTurn: Turns): SurveyLoop {
  const { store } = core;
  let running = new AbortController();
  let isRunning = false;
  const change = (how: (survey: Survey) => Survey) => store.setState(({ survey }) => ({ survey: how(survey) }));

  const run = async () => {
    isRunning = true;
    const startedAtMs = Date.now();
    for (let row = nextRow(store.getState().survey); row; row = nextRow(store.getState().survey)) {
      running = new AbortController();
      const { signal } = running;
      const { id } = row;
      change((survey) => ({ ...survey, work: { rowId: id, fraction: 0, startedAtMs } }));
      const result = await inTurn(() => measureRow(core, memory, row, signal));
      // A row that was stopped, by the user or because an opening took the worker away, waits on.
      if (result && !signal.aborted) change((survey) => withResult(survey, id, result));
    }
    change((survey) => ({ ...survey, work: null }));
    isRunning = false;
  };

  const goOn = () => {
    if (!isRunning) void run();
  };
  const stop = () => running.abort();
  return {
    goOn,
    stop,
    restart: () => {
      stop();
      goOn();
    },
  };
}

/** How the scan worker is asked for it. */
export function askOf(blobsBy: BlobsBy): { readonly reading: MaskReading; readonly connectivity: Connectivity } {
  return blobsBy === 'values'
    ? { reading: { kind: 'instances' }, connectivity: 26 }
    : { reading: { kind: 'all' }, connectivity: blobsBy };
}

function nextRow({ isOpen, isHeld, rows }: Survey): SurveyRow | null {
  return (isOpen && !isHeld && rows.find(({ result }) => result.phase === 'waiting')) || null;
}

/** Null = stopped. A failure is this row's alone; a worker that broke is replaced before the next. */
async function measureRow(
  { scan, store }: Core,
  memory: ScanMemory,
  { fileId }: SurveyRow,
  signal: AbortSignal,
): Promise<SurveyResult | null> {
  if (signal.aborted || fileId === null) return null;
  const { blobsBy } = store.getState().survey;
  const onProgress = ({ fraction }: { readonly fraction: number }) =>
    store.setState(({ survey }) => ({ survey: { ...survey, work: survey.work && { ...survey.work, fraction } } }));
  try {
    await memory.whenFilesKnown();
    const measured = await scan.call('measureMask', { fileId, ...askOf(blobsBy) }, { signal, onProgress });
    return { phase: 'measured', ...measured, blobsBy };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.failure.kind === 'cancelled') return null;
    if (error.failure.kind !== 'input') scan.stop();
    return { phase: 'refused', message: openingFailure('Measuring it', error.failure) };
  }
}
