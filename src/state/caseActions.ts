import type { Connectivity, MaskReading } from '../core/case';
import { CallError } from '../protocol/connect';
import type { OpenedCase, OpenedFile, Progress, ScanCalls } from '../protocol/scanCalls';
import { createTurns, type Turns } from '../protocol/turns';
import type { Actions } from './actions';
import type { Core } from './app';
import type { OpenFiles } from './model';
import { askForCase, type CaseAsk, createScanMemory, type ScanMemory } from './scanMemory';
import { openingFailure } from './sentence';
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

/** What the work of an opening is given. */
interface OpeningContext {
  readonly report: (progress: Progress) => void;
  /** A newer opening or a cancel has taken its place: what it finds is not wanted any more. */
  readonly isStale: () => boolean;
}

/**
 * Intents that open cases, and the scoring of predictions. The scan worker is asked one thing at a time; the newest opening wins: it
 * stops what the worker does for an older one.
 */
export function createCaseActions(core: Core): { actions: CaseActions; score: ScorePrediction } {
  const { store, scan } = core;
  const memory = createScanMemory(scan);
  const inTurn = createTurns();
  let newest = 0;

  /** Runs one opening: progress while it lasts, a sentence if it fails, what was open before stays. */
  const run = async (what: string, work: (context: OpeningContext) => Promise<void>) => {
    if (store.getState().opening.phase === 'busy') scan.stop();
    const mine = ++newest;
    const isStale = () => mine !== newest;
    const report = (progress: Progress) => {
      const { opening } = store.getState();
      if (!isStale() && opening.phase === 'busy') store.setState({ opening: { ...opening, ...progress } });
    };
    store.setState({ opening: { phase: 'busy', what, fraction: 0, startedAtMs: Date.now() } });
    try {
      await inTurn(async () => {
        if (!isStale()) await work({ report, isStale });
      });
      if (!isStale()) store.setState({ opening: { phase: 'idle' } });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (isStale()) return;
      // A worker that failed for any other reason than its input may hold half of something: a fresh one is safer.
      if (error.failure.kind !== 'input') scan.stop();
      const isCancelled = error.failure.kind === 'cancelled';
      const message = openingFailure(what, error.failure);
      store.setState({ opening: isCancelled ? { phase: 'idle' } : { phase: 'failed', message } });
    }
  };

  /** False when it is not wanted any more. */
  const openCase = async (ask: CaseAsk, { report, isStale }: OpeningContext): Promise<boolean> => {
    if (ask.name === 'assemble') await memory.whenFilesKnown();
    const opened = await askForCase(scan, ask, { onProgress: report });
    if (isStale()) return false;
    memory.setCase(ask);
    adopt(core, opened);
    return true;
  };

  const assemble = (files: OpenFiles, reading: MaskReading) =>
    run('Putting scan and mask together', async (context) => {
      const { scanId, maskId } = files;
      const ask = { scanId, maskId, reading, connectivity: connectivityOf(core) };
      if (await openCase({ name: 'assemble', ask }, context)) store.setState({ openFiles: files });
    });

  const actions: CaseActions = {
    openPhantom: (settings) =>
      void run('Making the case', async (context) => {
        const ask = { settings, connectivity: connectivityOf(core) };
        if (await openCase({ name: 'phantom', ask }, context)) store.setState({ openFiles: null });
      }),

    openFiles: (files) =>
      void run('Reading the files', async (context) => {
        await memory.whenFilesKnown();
        const opened = await scan.call('open', { files }, { onProgress: context.report });
        memory.addFiles(files);
        if (context.isStale()) return;
        const refusals = foldRefusals(opened.refused);
        if (opened.files.length === 0) throw new CallError({ kind: 'input', message: refusals.join(' ') });
        for (const refusal of refusals) addNotice(store, 'error', refusal);
        const roles = assignRoles(store.getState().openFiles, opened.files);
        const { scanId, maskId } = roles;
        const ask = { scanId, maskId, reading: { kind: 'all' } as const, connectivity: connectivityOf(core) };
        if (await openCase({ name: 'assemble', ask }, context))
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
      void run('Labelling blobs', async ({ report, isStale }) => {
        const ask = memory.openCase();
        if (!ask) return;
        await memory.whenCaseKnown();
        const opened = await scan.call('relabel', { connectivity }, { onProgress: report });
        if (isStale()) return;
        memory.setCase(withConnectivity(ask, connectivity));
        adopt(core, opened);
      }),

    cancelOpening: () => {
      if (store.getState().opening.phase === 'busy') {
        newest += 1;
        scan.stop();
      }
      store.setState({ opening: { phase: 'idle' } });
    },
  };

  return { actions, score: createScoring(core, memory, inTurn) };
}

/** Scores for the case that is open when it is asked; waits while another is being opened, and is cancelled if that one takes its place. */
function createScoring({ store, scan, vault }: Core, memory: ScanMemory, inTurn: Turns): ScorePrediction {
  /** How many workers had ended when the last prediction was given to one: that one still has it, later ones do not. */
  let givenAt = -1;
  return async function score(probability, threshold) {
    const { caseRevision } = store.getState();
    const isReplaced = () => store.getState().caseRevision !== caseRevision;
    try {
      return await inTurn(async () => {
        if (isReplaced()) throw new CallError({ kind: 'cancelled', message: 'Another case was opened.' });
        await memory.whenCaseKnown();
        const isForgotten = givenAt !== scan.endings();
        givenAt = scan.endings();
        return scan.call('score', { probability: probability ?? (isForgotten ? vault.probability : null), threshold });
      });
    } catch (error) {
      // Stopped for the sake of an opening: asked again, behind it.
      const isStopped = error instanceof CallError && error.failure.kind === 'cancelled' && !isReplaced();
      if (isStopped) return score(probability, threshold);
      throw error;
    }
  };
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

function withConnectivity(ask: CaseAsk, connectivity: Connectivity): CaseAsk {
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
