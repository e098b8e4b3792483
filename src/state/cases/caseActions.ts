import type { Connectivity, MadeCaseName, MaskReading } from '../../core/case';
import type { PhantomSettings } from '../../core/phantoms/settings';
import { CallError } from '../../protocol/connect';
import type { CaseAsk, OpenedCase, OpenedFile } from '../../protocol/scanCalls';
import { createTurns } from '../../protocol/turns';
import type { Actions } from '../actions';
import { createBenchActions } from '../bench/benchActions';
import { BenchDesk } from '../bench/benchDesk';
import type { BenchActions } from '../benchModel';
import type { OpenFiles } from '../model';
import { askForCase, createScanMemory, type ScanMemory, withConnectivity } from '../scanMemory';
import { createScoring, type ScorePrediction } from '../scoring';
import { addNotice } from '../store';
import { createSurveyActions, type OpenMask } from '../survey/surveyActions';
import { askOf } from '../survey/surveyLoop';
import type { Core } from '../wires';
import { CaseList } from './caseList';
import type { FurtherPhantom } from './casesModel';
import { foldRefusals } from './foldRefusals';
import { createOpenings, type OpeningContext, type Openings } from './openings';

type CaseActions = Pick<
  Actions,
  | 'openPhantom'
  | 'openFiles'
  | 'chooseRoles'
  | 'readMaskAs'
  | 'setConnectivity'
  | 'cancelOpening'
  | 'addPhantoms'
  | 'addCaseFiles'
  | 'setCaseRole'
  | 'removeCase'
  | 'showCase'
  | 'showBlobOf'
> &
  ReturnType<typeof createSurveyActions>;

/** Intents that open cases or survey masks, the scoring of predictions, and the bench: all ask the scan worker, one thing at a time. */
export function createCaseActions(core: Core): {
  readonly actions: CaseActions & BenchActions;
  readonly score: ScorePrediction;
  readonly bench: BenchDesk;
  readonly list: CaseList;
} {
  const inTurn = createTurns();
  const openings = createOpenings(core, inTurn);
  const memory = createScanMemory(core.scan);
  const list = new CaseList(core, memory, inTurn, openings);
  const opener: Opener = { ...core, openings, memory, list };
  const reassemble = (change: (files: OpenFiles) => OpenFiles, reading: MaskReading) => {
    const { openFiles } = core.store.getState();
    if (openFiles) void assemble(opener, change(openFiles), reading);
  };
  const actions: CaseActions = {
    openPhantom: (settings, further = []) => void openPhantom(opener, settings, further),
    openFiles: (files) => void openFiles(opener, files),
    chooseRoles: (scanId, maskId) => reassemble((files) => ({ ...files, scanId, maskId }), { kind: 'all' }),
    readMaskAs: (reading) => reassemble((files) => files, reading),
    setConnectivity: (connectivity) => void relabel(opener, connectivity),
    cancelOpening: openings.cancel,
    addPhantoms: (count) => list.addPhantoms(count),
    addCaseFiles: (files) => void list.addFiles(files),
    setCaseRole: (id, role) => list.setRole(id, role),
    removeCase: (id) => void list.remove(id),
    showCase: (id) => void list.show(id),
    showBlobOf: (id, blob) =>
      void list.show(id).then(() => {
        if (core.store.getState().cases.shown === id) core.store.setState({ selectedBlob: blob });
      }),
    ...createSurveyActions(core, memory, inTurn, (file, blobsBy) => void openMask(opener, file, blobsBy)),
  };
  const bench = new BenchDesk(core, memory, inTurn);
  const benchActions = createBenchActions(core, bench, () => openMade(opener, 'three_of_sixteen'));
  return { actions: { ...actions, ...benchActions }, score: createScoring(core, memory, inTurn), bench, list };
}

/** What every opening of a case works with. */
interface Opener extends Core {
  readonly openings: Openings;
  readonly memory: ScanMemory;
  readonly list: CaseList;
}

function openPhantom(opener: Opener, settings: PhantomSettings, further: readonly FurtherPhantom[]): Promise<void> {
  return opener.openings.run('Making the case', async (context) => {
    const ask = { settings, connectivity: connectivityOf(opener) };
    if (!(await openCase(opener, { name: 'phantom', ask }, context))) return;
    opener.store.setState({ openFiles: null });
    // Behind this one: not waited for.
    void opener.list.add(further.map(({ seed, role }) => opener.list.phantom({ ...settings, seed }, role)));
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
    const isSameScan = roles.scanId !== null && roles.scanId === store.getState().openFiles?.scanId;
    await openAssembled(opener, { ...roles, refused: opened.refused }, { kind: 'all' }, context, isSameScan);
  });
}

function assemble(opener: Opener, files: OpenFiles, reading: MaskReading): Promise<void> {
  return opener.openings.run('Putting scan and mask together', (context) =>
    openAssembled(opener, files, reading, context, true),
  );
}

/** The mask beside the files that are open, without a scan. */
function openMask(opener: Opener, file: OpenedFile, blobsBy: Parameters<OpenMask>[1]): Promise<void> {
  const { openFiles } = opener.store.getState();
  const others = openFiles?.files.filter(({ fileId }) => fileId !== file.fileId) ?? [];
  const files = { files: [...others, file], scanId: null, maskId: file.fileId, refused: openFiles?.refused ?? [] };
  const { reading, connectivity } = askOf(blobsBy);
  return opener.openings.run('Opening the mask', (context) =>
    openAssembled(opener, files, reading, context, false, connectivity),
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
    // The others are made behind this one: not waited for.
    void opener.list.relabel(opened, connectivity);
    adopt(opener, opened);
  });
}

async function openAssembled(
  opener: Opener,
  files: OpenFiles,
  reading: MaskReading,
  context: OpeningContext,
  keepsOthers: boolean,
  connectivity = connectivityOf(opener),
): Promise<void> {
  const { scanId, maskId } = files;
  const ask = { scanId, maskId, reading, connectivity };
  if (await openCase(opener, { name: 'assemble', ask }, context, keepsOthers))
    opener.store.setState({ openFiles: files });
}

/** False when it is not wanted any more. It is the first of a new list, unless the others of this one stay. */
async function openCase(
  opener: Opener,
  ask: CaseAsk,
  { report, isStale }: OpeningContext,
  keepsOthers = false,
): Promise<boolean> {
  const { scan, memory } = opener;
  if (ask.name === 'assemble') await memory.whenFilesKnown();
  const opened = await askForCase(scan, ask, { onProgress: report });
  if (isStale()) return false;
  memory.setCase(ask);
  if (keepsOthers) opener.list.replaceHome(opened, ask);
  else opener.list.startAnew(opened, ask);
  adopt(opener, opened);
  return true;
}

/** The case becomes what is open; what belonged to the one before is dropped. */
function adopt({ store, vault }: Core, { facts, arrays }: OpenedCase): void {
  vault.caseArrays = arrays;
  vault.probability = null;
  vault.outcome = null;
  store.setState(({ caseRevision, homeRevision, picture, benchSettings }) => ({
    openCase: facts,
    caseRevision: caseRevision + 1,
    homeRevision: homeRevision + 1,
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

/** A mask dropped alone goes onto the scan that is open; anything else starts a new case. */
function assignRoles(before: OpenFiles | null, fresh: readonly OpenedFile[]): Omit<OpenFiles, 'refused'> {
  const scan = fresh.find((file) => file.guess === 'scan');
  const mask = fresh.find((file) => file.guess === 'mask');
  const oldScan = before?.files.find((file) => file.fileId === before.scanId);
  if (!scan && mask && oldScan) return { files: [oldScan, ...fresh], scanId: oldScan.fileId, maskId: mask.fileId };
  return { files: fresh, scanId: scan?.fileId ?? null, maskId: mask?.fileId ?? null };
}
