import type { Connectivity, MadeCaseName, MaskReading } from '../core/case';
import type { PhantomSettings } from '../core/phantoms/settings';
import { CallError } from '../protocol/connect';
import type { OpenedCase, OpenedFile } from '../protocol/scanCalls';
import { createTurns } from '../protocol/turns';
import type { Actions } from './actions';
import type { Core } from './app';
import { createBenchActions } from './benchActions';
import { BenchDesk } from './benchDesk';
import type { BenchActions } from './benchModel';
import type { OpenFiles } from './model';
import { createOpenings, type OpeningContext, type Openings } from './openings';
import { askForCase, type CaseAsk, createScanMemory, type ScanMemory } from './scanMemory';
import { createScoring, type ScorePrediction } from './scoring';
import { addNotice } from './store';
import { createSurveyActions, type OpenMask } from './surveyActions';
import { askOf } from './surveyLoop';

type CaseActions = Pick<
  Actions,
  'openPhantom' | 'openFiles' | 'chooseRoles' | 'readMaskAs' | 'setConnectivity' | 'cancelOpening'
> &
  ReturnType<typeof createSurveyActions>;

/** Intents that open cases or survey masks, the scoring of predictions, and the bench: all ask the scan worker, one thing at a time. */
export function createCaseActions(core: Core): {
  readonly actions: CaseActions & BenchActions;
  readonly score: ScorePrediction;
  readonly bench: BenchDesk;
} {
  const inTurn = createTurns();
  const openings = createOpenings(core, inTurn);
  const memory = createScanMemory(core.scan);
  const opener: Opener = { ...core, openings, memory };
  const reassemble = (change: (files: OpenFiles) => OpenFiles, reading: MaskReading) => {
    const { openFiles } = core.store.getState();
    if (openFiles) void assemble(opener, change(openFiles), reading);
  };
  const actions: CaseActions = {
    openPhantom: (settings) => void openPhantom(opener, settings),
    openFiles: (files) => void openFiles(opener, files),
    chooseRoles: (scanId, maskId) => reassemble((files) => ({ ...files, scanId, maskId }), { kind: 'all' }),
    readMaskAs: (reading) => reassemble((files) => files, reading),
    setConnectivity: (connectivity) => void relabel(opener, connectivity),
    cancelOpening: openings.cancel,
    ...createSurveyActions(core, memory, inTurn, (file, blobsBy) => void openMask(opener, file, blobsBy)),
  };
  const bench = new BenchDesk(core, memory, inTurn);
  const benchActions = createBenchActions(core, bench, () => openMade(opener, 'three_of_sixteen'));
  return { actions: { ...actions, ...benchActions }, score: createScoring(core, memory, inTurn), bench };
}

/** What every opening of a case works with. */
interface Opener extends Core {
  readonly openings: Openings;
  readonly memory: ScanMemory;
}

function openPhantom(opener: Opener, settings: PhantomSettings): Promise<void> {
  return opener.openings.run('Making the case', async (context) => {
    const ask = { settings, connectivity: connectivityOf(opener) };
    if (await openCase(opener, { name: 'phantom', ask }, context)) opener.store.setState({ openFiles: null });
  });
}

/** Whether the case is open then. */
async function openMade(opener: Opener, made: MadeCaseName): Promise<boolean> {
  let isOpen = false;
  await opener.openings.run('Making the case', async (context) => {
    const ask = { made, connectivity: connectivityOf(opener) };
    isOpen = await openCase(opener, { name: 'made', ask }, context);
    if (isOpen) opener.store.setState({ openFiles: null });
  });
  return isOpen;
}

function openFiles(opener: Opener, files: readonly File[]): Promise<void> {
  const { store, scan, memory, openings } = opener;
  return openings.run('Reading the files', async (context) => {
    await memory.whenFilesKnown();
    const opened = await scan.call('open', { files }, { onProgress: context.report });
    memory.addFiles(files);
    if (context.isStale()) return;
    const refusals = foldRefusals(opened.refused);
    if (opened.files.length === 0) throw new CallError({ kind: 'input', message: refusals.join(' ') });
    for (const refusal of refusals) addNotice(store, 'error', refusal);
    const roles = assignRoles(store.getState().openFiles, opened.files);
    await openAssembled(opener, { ...roles, refused: opened.refused }, { kind: 'all' }, context);
  });
}

function assemble(opener: Opener, files: OpenFiles, reading: MaskReading): Promise<void> {
  return opener.openings.run('Putting scan and mask together', (context) =>
    openAssembled(opener, files, reading, context),
  );
}

/** The mask beside the files that are open, without a scan. */
function openMask(opener: Opener, file: OpenedFile, blobsBy: Parameters<OpenMask>[1]): Promise<void> {
  const { openFiles } = opener.store.getState();
  const others = openFiles?.files.filter(({ fileId }) => fileId !== file.fileId) ?? [];
  const files = { files: [...others, file], scanId: null, maskId: file.fileId, refused: openFiles?.refused ?? [] };
  const { reading, connectivity } = askOf(blobsBy);
  return opener.openings.run('Opening the mask', (context) =>
    openAssembled(opener, files, reading, context, connectivity),
  );
}

function relabel(opener: Opener, connectivity: Connectivity): Promise<void> {
  const { scan, memory, openings } = opener;
  return openings.run('Labelling blobs', async ({ report, isStale }) => {
    const ask = memory.openCase();
    if (!ask) return;
    await memory.whenCaseKnown();
    const opened = await scan.call('relabel', { connectivity }, { onProgress: report });
    if (isStale()) return;
    memory.setCase(withConnectivity(ask, connectivity));
    adopt(opener, opened);
  });
}

async function openAssembled(
  opener: Opener,
  files: OpenFiles,
  reading: MaskReading,
  context: OpeningContext,
  connectivity = connectivityOf(opener),
): Promise<void> {
  const { scanId, maskId } = files;
  const ask = { scanId, maskId, reading, connectivity };
  if (await openCase(opener, { name: 'assemble', ask }, context)) opener.store.setState({ openFiles: files });
}

/** False when it is not wanted any more. */
async function openCase(opener: Opener, ask: CaseAsk, { report, isStale }: OpeningContext): Promise<boolean> {
  const { scan, memory } = opener;
  if (ask.name === 'assemble') await memory.whenFilesKnown();
  const opened = await askForCase(scan, ask, { onProgress: report });
  if (isStale()) return false;
  memory.setCase(ask);
  adopt(opener, opened);
  return true;
}

/** The case becomes what is open; what belonged to the one before is dropped. */
function adopt({ store, vault }: Core, { facts, arrays }: OpenedCase): void {
  vault.caseArrays = arrays;
  vault.probability = null;
  vault.outcome = null;
  store.setState(({ caseRevision, picture, benchSettings }) => ({
    openCase: facts,
    caseRevision: caseRevision + 1,
    selectedBlob: null,
    benchSettings: { ...benchSettings, seenBlob: null, seenVoxel: null },
    hoveredBlob: null,
    prediction: null,
    picture: { ...picture, overlay: 'blobs' },
  }));
}

function connectivityOf({ store }: Core): Connectivity {
  return store.getState().openCase?.connectivity ?? 26;
}

function withConnectivity(ask: CaseAsk, connectivity: Connectivity): CaseAsk {
  switch (ask.name) {
    case 'phantom':
      return { name: ask.name, ask: { ...ask.ask, connectivity } };
    case 'made':
      return { name: ask.name, ask: { ...ask.ask, connectivity } };
    case 'assemble':
      return { name: ask.name, ask: { ...ask.ask, connectivity } };
    default:
      return ask satisfies never;
  }
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
