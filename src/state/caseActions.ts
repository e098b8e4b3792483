import type { Connectivity, MaskReading } from '../core/case';
import { CallError } from '../protocol/connect';
import type { OpenedCase, OpenedFile, Progress, ScanCalls } from '../protocol/scanCalls';
import type { Actions } from './actions';
import type { Core } from './app';
import type { OpenFiles } from './model';
import { addNotice } from './store';

type CaseActions = Pick<
  Actions,
  'openPhantom' | 'openFiles' | 'chooseRoles' | 'readMaskAs' | 'setConnectivity' | 'cancelOpening'
>;

/** Scores a prediction of the open case in the scan worker; null = the last one again. */
export type ScorePrediction = (
  probability: Float32Array | null,
  threshold: number,
) => Promise<ScanCalls['score']['answer']>;

/** Everything that makes the scan worker forget: then the case is told to it anew from what the page kept. */
interface Retold {
  /** All that were ever opened, in order: a fresh worker then gives them the same ids. */
  files: File[];
  ask:
    | { name: 'phantom'; ask: ScanCalls['phantom']['ask'] }
    | { name: 'assemble'; ask: ScanCalls['assemble']['ask'] }
    | null;
  isLost: boolean;
}

/** Intents that open cases. The newest one wins: it stops what the scan worker is doing for an older one. */
export function createCaseActions(core: Core): { actions: CaseActions; score: ScorePrediction } {
  const { store, scan } = core;
  const told: Retold = { files: [], ask: null, isLost: false };
  let turn = 0;

  const onProgress = (mine: number) => (progress: Progress) => {
    const { opening } = store.getState();
    if (mine === turn && opening.phase === 'busy') store.setState({ opening: { ...opening, ...progress } });
  };

  const stopWorker = () => {
    scan.stop();
    told.isLost = true;
  };

  const retell = async () => {
    if (!told.isLost) return;
    told.isLost = false;
    if (told.files.length > 0) await scan.call('open', { files: told.files });
    if (told.ask) await callCase(told.ask, {});
  };

  const callCase = (what: NonNullable<Retold['ask']>, options: { onProgress?: (p: Progress) => void }) =>
    what.name === 'phantom' ? scan.call('phantom', what.ask, options) : scan.call('assemble', what.ask, options);

  /** Runs one opening: progress while it lasts, a sentence if it fails, what was open before stays. */
  const run = async (what: string, work: (report: (p: Progress) => void) => Promise<void>) => {
    if (store.getState().opening.phase === 'busy') stopWorker();
    const mine = ++turn;
    store.setState({ opening: { phase: 'busy', what, fraction: 0, startedAtMs: Date.now() } });
    try {
      await work(onProgress(mine));
      if (mine === turn) store.setState({ opening: { phase: 'idle' } });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (mine !== turn) return;
      if (error.failure.kind !== 'input') stopWorker();
      const isCancelled = error.failure.kind === 'cancelled';
      store.setState({ opening: isCancelled ? { phase: 'idle' } : { phase: 'failed', message: error.message } });
    }
  };

  const openCase = async (ask: NonNullable<Retold['ask']>, report: (p: Progress) => void) => {
    const mine = turn;
    if (ask.name === 'assemble') await retell();
    const opened = await callCase(ask, { onProgress: report });
    if (mine !== turn) return;
    told.ask = ask;
    told.isLost = false;
    adopt(core, opened);
  };

  const assemble = (files: OpenFiles, reading: MaskReading) =>
    run('Putting scan and mask together', async (report) => {
      const { scanId, maskId } = files;
      await openCase(
        { name: 'assemble', ask: { scanId, maskId, reading, connectivity: connectivityOf(core) } },
        report,
      );
      store.setState({ openFiles: files });
    });

  const actions: CaseActions = {
    openPhantom: (settings) =>
      void run('Making the case', async (report) => {
        await openCase({ name: 'phantom', ask: { settings, connectivity: connectivityOf(core) } }, report);
        store.setState({ openFiles: null });
      }),

    openFiles: (files) =>
      void run('Reading the files', async (report) => {
        const mine = turn;
        await retell();
        const opened = await scan.call('open', { files }, { onProgress: report });
        told.files = [...told.files, ...files];
        if (mine !== turn) return;
        const refusals = foldRefusals(opened.refused);
        if (opened.files.length === 0) throw new CallError({ kind: 'input', message: refusals.join(' ') });
        for (const refusal of refusals) addNotice(store, 'error', refusal);
        const roles = assignRoles(store.getState().openFiles, opened.files);
        const { scanId, maskId } = roles;
        const ask = { scanId, maskId, reading: { kind: 'all' } as const, connectivity: connectivityOf(core) };
        await openCase({ name: 'assemble', ask }, report);
        store.setState({ openFiles: { ...roles, refused: opened.refused } });
      }),

    chooseRoles: (scanId, maskId) => {
      const { openFiles } = store.getState();
      if (openFiles) void assemble({ ...openFiles, scanId, maskId }, { kind: 'all' });
    },

    readMaskAs: (reading) => {
      const { openFiles } = store.getState();
      if (openFiles) void assemble(openFiles, reading);
    },

    setConnectivity: (connectivity) =>
      void run('Labelling blobs', async (report) => {
        if (!told.ask) return;
        const mine = turn;
        await retell();
        const opened = await scan.call('relabel', { connectivity }, { onProgress: report });
        if (mine !== turn) return;
        told.ask = withConnectivity(told.ask, connectivity);
        adopt(core, opened);
      }),

    cancelOpening: () => {
      if (store.getState().opening.phase !== 'busy') return void store.setState({ opening: { phase: 'idle' } });
      turn += 1;
      stopWorker();
      store.setState({ opening: { phase: 'idle' } });
    },
  };

  const score: ScorePrediction = async (probability, threshold) => {
    const mustResend = told.isLost;
    await retell();
    return scan.call('score', { probability: mustResend ? core.vault.probability : probability, threshold });
  };

  return { actions, score };
}

/** The case becomes what is open; what belonged to the one before is dropped. */
function adopt({ store, vault }: Core, { facts, arrays }: OpenedCase): void {
  vault.caseArrays = arrays;
  vault.probability = null;
  vault.outcome = null;
  store.setState(({ caseRevision, picture }) => ({
    openCase: facts,
    caseRevision: caseRevision + 1,
    selectedBlob: null,
    hoveredBlob: null,
    prediction: null,
    picture: { ...picture, overlay: 'blobs' },
  }));
}

function connectivityOf({ store }: Core): Connectivity {
  return store.getState().openCase?.connectivity ?? 26;
}

function withConnectivity(ask: NonNullable<Retold['ask']>, connectivity: Connectivity): NonNullable<Retold['ask']> {
  return ask.name === 'phantom'
    ? { name: 'phantom', ask: { ...ask.ask, connectivity } }
    : { name: 'assemble', ask: { ...ask.ask, connectivity } };
}

/** One sentence for each reason, naming the file or counting the files that it holds for. */
function foldRefusals(refused: OpenFiles['refused']): string[] {
  const messages = [...new Set(refused.map(({ message }) => message))];
  return messages.map((message) => {
    const names = refused.filter((file) => file.message === message).map(({ name }) => name);
    const others = names.length > 1 ? ` and ${names.length - 1} more` : '';
    return `${names[0]}${others}: ${message}`;
  });
}

/** A mask dropped alone goes onto the scan that is open; anything else starts a new case. */
function assignRoles(before: OpenFiles | null, fresh: readonly OpenedFile[]): Omit<OpenFiles, 'refused'> {
  const scan = fresh.find((file) => file.guess === 'scan');
  const mask = fresh.find((file) => file.guess === 'mask');
  const oldScan = before?.files.find((file) => file.fileId === before.scanId);
  if (!scan && mask && oldScan) return { files: [oldScan, ...fresh], scanId: oldScan.fileId, maskId: mask.fileId };
  return { files: fresh, scanId: scan?.fileId ?? null, maskId: mask?.fileId ?? null };
}
