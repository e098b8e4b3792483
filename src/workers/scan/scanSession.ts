import { InputError, type WorkMonitor } from '../../core/errors';
import { scorePrediction } from '../../core/metrics/scores';
import { allocate } from '../../io/allocate';
import type { FileVolume } from '../../io/fileVolume';
import { findReaders, readEach } from '../../io/readers';
import { partOf } from '../../io/stages';
import { summariseValues } from '../../io/valueSummary';
import type { CaseAsk, MeasuredMask, OpenedCase, Progress, ScanCalls } from '../../protocol/scanCalls';
import type { CallContext, Handlers } from '../../protocol/serve';
import { type BenchSession, createBenchSession } from '../bench/benchSession';
import { callMonitor } from '../callMonitor';
import { describeFiles, type SeenFile } from './describeFiles';
import { keepNewest } from './keepNewest';
import { measureMask } from './measureMask';
import { madeCase, phantomCase } from './phantomCase';
import { assembleCase, copyForPage, type LabelledCase, labelCase } from './scanCase';
import { emptyMemory, hasPlace, openCaseOf, type SessionMemory, volumeOf, withFiles } from './sessionMemory';

/** The scan worker without the worker: answers `ScanCalls` and remembers opened volumes, the open case and the last prediction. */
export function createScanSession(): Handlers<ScanCalls> {
  const session: Session = {
    memory: emptyMemory,
    bench: createBenchSession(),
  };
  return {
    phantom: (ask, context) => makePhantom(session, ask, context),
    open: (ask, context) => openFiles(session, ask, context),
    knowFiles: (ask) => knowFiles(session, ask),
    measureMask: (ask, context) => measure(session, ask, context),
    assemble: (ask, context) => assemble(session, ask, context),
    guest: (ask, context) => makeGuest(session, ask, context),
    relabel: (ask, context) => relabel(session, ask, context),
    score: (ask, context) => score(session, ask, context),
    made: (ask, context) => makeCase(session, ask, context),
    bench: (ask, context) => askBench(session, ask, context),
    benchStudy: async (ask, context) => session.bench.study(openCaseOf(session.memory), ask, context),
  };
}

interface Session {
  memory: SessionMemory;
  readonly bench: BenchSession;
}

type Ask<Name extends keyof ScanCalls> = ScanCalls[Name]['ask'];
type Answer<Name extends keyof ScanCalls> = ScanCalls[Name]['answer'];
type Context = CallContext<Progress>;

async function makePhantom(session: Session, ask: Ask<'phantom'>, context: Context): Promise<OpenedCase> {
  return openUp(session, await labelledPhantom(ask, callMonitor(context)), new Map(), context);
}

async function labelledPhantom(
  { settings, connectivity }: Ask<'phantom'>,
  monitor: WorkMonitor,
): Promise<LabelledCase> {
  const unlabelled = await phantomCase(settings, partOf(monitor, 0, 0.8));
  return labelCase(unlabelled, connectivity, partOf(monitor, 0.8, 1));
}

async function makeCase(session: Session, { made, connectivity }: Ask<'made'>, context: Context): Promise<OpenedCase> {
  const labelled = await labelCase(madeCase(made), connectivity, callMonitor(context));
  return openUp(session, labelled, new Map(), context);
}

async function openFiles(session: Session, { files }: Ask<'open'>, context: Context): Promise<Answer<'open'>> {
  const { filesGiven } = session.memory;
  const readable = await findReaders(files);
  const seen: SeenFile[] = [];
  const fresh = new Map<number, FileVolume>();
  const take = (volume: FileVolume, index: number) => {
    const fileId = filesGiven + index;
    // The list of values is not needed for telling roles, and of many scans it would be long.
    const summary = { ...summariseValues(volume.voxels), values: [] };
    seen.push({ fileId, name: volume.name, dims: volume.grid.dims, datatype: volume.datatype, summary });
    keepNewest(fresh, fileId, volume);
  };
  const refused = await readEach(readable, take, callMonitor(context));
  const answer = { files: describeFiles(seen), refused };
  session.memory = {
    ...withFiles(session.memory, readable, files.length),
    volumes: new Map([...session.memory.volumes, ...fresh]),
  };
  return answer;
}

async function knowFiles(session: Session, { files }: Ask<'knowFiles'>): Promise<Answer<'knowFiles'>> {
  const { filesGiven } = session.memory;
  const readable = await findReaders(files);
  session.memory = withFiles(session.memory, readable, files.length);
  return readable.map(({ index, name }) => ({ fileId: filesGiven + index, name }));
}

async function measure(
  session: Session,
  { fileId, reading, connectivity }: Ask<'measureMask'>,
  context: Context,
): Promise<MeasuredMask> {
  const monitor = callMonitor(context);
  const volume = await volumeOf(session.memory, fileId, partOf(monitor, 0, 0.5));
  return measureMask(volume, reading, connectivity, partOf(monitor, 0.5, 1));
}

async function assemble(session: Session, ask: Ask<'assemble'>, context: Context): Promise<OpenedCase> {
  const { labelled, volumes } = await labelledFiles(session.memory, ask, callMonitor(context));
  return openUp(session, labelled, volumes, context);
}

async function labelledFiles(
  memory: SessionMemory,
  { scanId, maskId, reading, connectivity }: Ask<'assemble'>,
  monitor: WorkMonitor,
): Promise<{ readonly labelled: LabelledCase; readonly volumes: SessionMemory['volumes'] }> {
  const volumes = new Map<number, FileVolume>();
  for (const id of [scanId, maskId])
    if (id !== null) volumes.set(id, await volumeOf(memory, id, partOf(monitor, 0, 0.3)));
  const named = (id: number | null) => (id === null ? null : (volumes.get(id) ?? null));
  const source = { kind: 'files', scanId, maskId, reading } as const;
  const parts = { scan: named(scanId), mask: named(maskId), reading, source };
  const unlabelled = await assembleCase(parts, partOf(monitor, 0.3, 0.6));
  return { labelled: await labelCase(unlabelled, connectivity, partOf(monitor, 0.6, 1)), volumes };
}

async function makeGuest({ memory }: Session, asked: CaseAsk, context: Context): Promise<OpenedCase> {
  const answer = copyForPage(await labelledGuest(memory, asked, callMonitor(context)));
  handOver(answer, context);
  return answer;
}

async function labelledGuest(
  memory: SessionMemory,
  { name, ask }: CaseAsk,
  monitor: WorkMonitor,
): Promise<LabelledCase> {
  switch (name) {
    case 'phantom':
      return labelledPhantom(ask, monitor);
    case 'made':
      return labelCase(madeCase(ask.made), ask.connectivity, monitor);
    case 'assemble':
      return (await labelledFiles(memory, ask, monitor)).labelled;
    default:
      return name satisfies never;
  }
}

async function relabel(session: Session, { connectivity }: Ask<'relabel'>, context: Context): Promise<OpenedCase> {
  const labelled = await labelCase(openCaseOf(session.memory), connectivity, callMonitor(context));
  return openUp(session, labelled, session.memory.volumes, context);
}

function score(session: Session, { probability, threshold }: Ask<'score'>, context: Context): Answer<'score'> {
  const { ids, opened } = openCaseOf(session.memory);
  const given = probability ?? session.memory.probability;
  if (!given) throw nothingPredicted();
  const { connectivity, blobs, grid } = opened;
  const prediction = { probability: given, ids, blobCount: blobs.length, dims: grid.dims, threshold, connectivity };
  const { scores, outcome } = allocate(6 * ids.length, () =>
    scorePrediction({ ...prediction, monitor: callMonitor(context) }),
  );
  context.transfer([outcome.buffer as ArrayBuffer]);
  session.memory = { ...session.memory, probability: given };
  return { scores, outcome };
}

function askBench({ memory, bench }: Session, ask: Ask<'bench'>, context: Context): Promise<Answer<'bench'>> {
  const open = openCaseOf(memory);
  return bench.answer({ open, hasPlace: hasPlace(memory) }, ask, context);
}

/** The case becomes the open one; the page gets arrays of its own. */
function openUp(
  session: Session,
  open: LabelledCase,
  volumes: SessionMemory['volumes'],
  { transfer }: Pick<Context, 'transfer'>,
): OpenedCase {
  const answer = copyForPage(open);
  handOver(answer, { transfer });
  session.memory = { ...session.memory, volumes, open, probability: null };
  return answer;
}

function handOver({ arrays: { scan, ids } }: OpenedCase, { transfer }: Pick<Context, 'transfer'>): void {
  transfer([scan.buffer as ArrayBuffer, ids.buffer as ArrayBuffer]);
}

function nothingPredicted(): InputError {
  return new InputError({
    found: 'no prediction',
    expected: 'one of the open case',
    todo: 'Predict the whole scan first',
  });
}
