import type { Connectivity, MadeCaseName, MaskReading } from '../../core/case';
import type { PhantomSettings } from '../../core/phantoms/settings';
import { CallError } from '../../protocol/connect';
import type { CaseAsk, OpenedCase, OpenedFile } from '../../protocol/scanCalls';
import type { CaseBefore, OpenFiles } from '../model';
import { askForCase, type ScanMemory, withConnectivity } from '../scanMemory';
import { addNotice } from '../store';
import type { OpenMask } from '../survey/surveyActions';
import { askOf } from '../survey/surveyLoop';
import type { Core } from '../wires';
import type { CaseList } from './caseList';
import type { FurtherPhantom } from './casesModel';
import { foldRefusals } from './foldRefusals';
import type { OpeningContext, Openings } from './openings';

/** What every opening of a case works with. */
export interface Opener extends Core {
  readonly openings: Openings;
  readonly memory: ScanMemory;
  readonly list: CaseList;
}

/** Opens a built-in case, and makes further ones behind it. */
export function openPhantom(
  opener: Opener,
  settings: PhantomSettings,
  further: readonly FurtherPhantom[],
): Promise<void> {
  return opener.openings.run('Making the case', async (context) => {
    const ask = { settings, connectivity: connectivityOf(opener) };
    if (!(await openCase(opener, { name: 'phantom', ask }, context))) return;
    opener.store.setState({ openFiles: null });
    // Behind this one: not waited for.
    void opener.list.add(further.map(({ seed, role }) => opener.list.phantom({ ...settings, seed }, role)));
  });
}

/** Whether the case is open then; what was open before can be gone back to. */
export async function openMade(opener: Opener, made: MadeCaseName): Promise<boolean> {
  let isOpen = false;
  await opener.openings.run('Making the case', async (context) => {
    const ask = { made, connectivity: connectivityOf(opener) };
    const before = caseNow(opener);
    isOpen = await openCase(opener, { name: 'made', ask }, context);
    if (isOpen) opener.store.setState({ openFiles: null, caseBefore: before });
  });
  return isOpen;
}

function caseNow({ store, memory }: Opener): CaseBefore | null {
  const { openFiles: files, cases } = store.getState();
  const ask = memory.openCase();
  const [home] = cases.rows;
  return ask && home && { name: home.name, ask, files };
}

/** Opens what was open before a case was made for an example; files are known to the scan worker still. */
export async function goBackToCase(opener: Opener): Promise<void> {
  const before = opener.store.getState().caseBefore;
  if (!before) return;
  await opener.openings.run(`Opening ${before.name} again`, async (context) => {
    if (await openCase(opener, before.ask, context)) opener.store.setState({ openFiles: before.files });
  });
}

/** Opens what can be read of dropped files, in the roles that they are guessed to have. */
export function openFiles(opener: Opener, files: readonly File[]): Promise<void> {
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

/** Puts the open files together anew: read in this way, and in other roles where these are given. */
export async function assemble(
  opener: Opener,
  reading: MaskReading,
  roles: Partial<Pick<OpenFiles, 'scanId' | 'maskId'>> = {},
): Promise<void> {
  const { openFiles: files } = opener.store.getState();
  if (!files) return;
  await opener.openings.run('Putting scan and mask together', (context) =>
    openAssembled(opener, { ...files, ...roles }, reading, context, true),
  );
}

/** The mask beside the files that are open, without a scan. */
export function openMask(opener: Opener, file: OpenedFile, blobsBy: Parameters<OpenMask>[1]): Promise<void> {
  const { openFiles } = opener.store.getState();
  const others = openFiles?.files.filter(({ fileId }) => fileId !== file.fileId) ?? [];
  const files = { files: [...others, file], scanId: null, maskId: file.fileId, refused: openFiles?.refused ?? [] };
  const { reading, connectivity } = askOf(blobsBy);
  return opener.openings.run('Opening the mask', (context) =>
    openAssembled(opener, files, reading, context, false, connectivity),
  );
}

/** Labels the open case, and all others, with other neighbours. */
export function relabel(opener: Opener, connectivity: Connectivity): Promise<void> {
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
  opener.store.setState({ caseBefore: null });
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
