import { InputError, type WorkMonitor } from '../core/errors';
import { scorePrediction } from '../core/metrics';
import { allocate } from '../io/allocate';
import type { FileVolume } from '../io/fileVolume';
import { findReaders, type ReadableFile, readAll } from '../io/readers';
import { guessRole, pickPair } from '../io/roles';
import { partOf } from '../io/stages';
import { summariseValues } from '../io/valueSummary';
import type { OpenedCase, OpenedFile, ScanCalls } from '../protocol/scanCalls';
import type { CallContext, Handlers } from '../protocol/serve';
import { callMonitor } from './callMonitor';
import { phantomCase } from './phantomCase';
import { assembleCase, copyForPage, type LabelledCase, labelCase } from './scanCase';

/** All that the worker remembers; replaced at the end of a call that succeeded, so a failed one changes nothing. */
interface Memory {
  /** Every file ever given counts, readable or not, so that the same files told again in order get the same ids. */
  readonly filesGiven: number;
  /** How to read each file that can be read, by id. */
  readonly readers: ReadonlyMap<number, ReadableFile['read']>;
  /** Those that were just opened, or make up the open case. */
  readonly volumes: ReadonlyMap<number, FileVolume>;
  readonly open: LabelledCase | null;
  readonly probability: Float32Array | null;
}

/** The scan worker without the worker: answers `ScanCalls` and remembers opened volumes, the open case and the last prediction. */
export function createScanSession(): Handlers<ScanCalls> {
  let memory: Memory = { filesGiven: 0, readers: new Map(), volumes: new Map(), open: null, probability: null };

  const openUp = (
    open: LabelledCase,
    volumes: Memory['volumes'],
    { transfer }: Pick<CallContext<never>, 'transfer'>,
  ): OpenedCase => {
    const answer = copyForPage(open);
    transfer([answer.arrays.scan.buffer as ArrayBuffer, answer.arrays.ids.buffer as ArrayBuffer]);
    memory = { ...memory, volumes, open, probability: null };
    return answer;
  };

  return {
    phantom: async ({ settings, connectivity }, context) => {
      const monitor = callMonitor(context);
      const unlabelled = await phantomCase(settings, partOf(monitor, 0, 0.8));
      return openUp(await labelCase(unlabelled, connectivity, partOf(monitor, 0.8, 1)), new Map(), context);
    },

    open: async ({ files }, context) => {
      const { filesGiven } = memory;
      const readable = await findReaders(files);
      const { volumes, refused } = await readAll(readable, callMonitor(context));
      const opened = volumes.map(({ index, volume }) => ({ fileId: filesGiven + index, volume }));
      const answer = { files: describeFiles(opened), refused };
      memory = {
        ...withFiles(memory, readable, files.length),
        volumes: new Map([...memory.volumes, ...opened.map(({ fileId, volume }) => [fileId, volume] as const)]),
      };
      return answer;
    },

    knowFiles: async ({ files }) => {
      memory = withFiles(memory, await findReaders(files), files.length);
      return null;
    },

    assemble: async ({ scanId, maskId, reading, connectivity }, context) => {
      const monitor = callMonitor(context);
      const volumes = new Map<number, FileVolume>();
      for (const id of [scanId, maskId])
        if (id !== null) volumes.set(id, await volumeOf(memory, id, partOf(monitor, 0, 0.3)));
      const named = (id: number | null) => (id === null ? null : (volumes.get(id) ?? null));
      const source = { kind: 'files', scanId, maskId, reading } as const;
      const parts = { scan: named(scanId), mask: named(maskId), reading, source };
      const unlabelled = await assembleCase(parts, partOf(monitor, 0.3, 0.6));
      return openUp(await labelCase(unlabelled, connectivity, partOf(monitor, 0.6, 1)), volumes, context);
    },

    relabel: async ({ connectivity }, context) => {
      const labelled = await labelCase(openCaseOf(memory), connectivity, callMonitor(context));
      return openUp(labelled, memory.volumes, context);
    },

    score: ({ probability, threshold }, context) => {
      const { ids, opened } = openCaseOf(memory);
      const given = probability ?? memory.probability;
      if (!given) throw nothingPredicted();
      const { connectivity, blobs, grid } = opened;
      const prediction = { probability: given, ids, blobCount: blobs.length, dims: grid.dims, threshold, connectivity };
      const { scores, outcome } = allocate(6 * ids.length, () =>
        scorePrediction({ ...prediction, monitor: callMonitor(context) }),
      );
      context.transfer([outcome.buffer as ArrayBuffer]);
      memory = { ...memory, probability: given };
      return { scores, outcome };
    },
  };
}

/** What the page is told of opened files; the best scan and the best mask stand first among their kind. */
function describeFiles(opened: readonly { readonly fileId: number; readonly volume: FileVolume }[]): OpenedFile[] {
  const candidates = opened.map(({ volume }) => ({
    name: volume.name,
    dims: volume.grid.dims,
    summary: summariseValues(volume.voxels),
  }));
  const pair = pickPair(candidates);
  const files = opened.map(({ fileId, volume }, index): OpenedFile => {
    const alone = guessRole(candidates[index]);
    const guess = index === pair.scan ? 'scan' : index === pair.mask ? 'mask' : alone.guess;
    const why = guess === alone.guess ? alone.why : `less like a ${alone.guess} than the other file (${alone.why})`;
    return { fileId, name: volume.name, dims: volume.grid.dims, datatype: volume.datatype, guess, why };
  });
  const isPicked = (file: OpenedFile) =>
    [pair.scan, pair.mask].some((i) => i !== null && opened[i].fileId === file.fileId);
  return [...files.filter(isPicked), ...files.filter((file) => !isPicked(file))];
}

function withFiles(memory: Memory, readable: readonly ReadableFile[], count: number): Memory {
  const { filesGiven } = memory;
  const readers = new Map([
    ...memory.readers,
    ...readable.map(({ index, read }) => [filesGiven + index, read] as const),
  ]);
  return { ...memory, filesGiven: filesGiven + count, readers };
}

/** The voxels of a file, read again where they were let go. */
async function volumeOf({ volumes, readers }: Memory, id: number, monitor: WorkMonitor): Promise<FileVolume> {
  const read = readers.get(id);
  if (!read)
    throw new InputError({
      found: 'a file that is no longer open',
      expected: 'one of the files dropped last',
      todo: 'Drop the file again',
    });
  return volumes.get(id) ?? (await read(monitor));
}

function openCaseOf({ open }: Memory): LabelledCase {
  if (open) return open;
  throw new InputError({
    found: 'no open case',
    expected: 'a scan or a mask',
    todo: 'Open a built-in case or drop your own files',
  });
}

function nothingPredicted(): InputError {
  return new InputError({
    found: 'no prediction',
    expected: 'one of the open case',
    todo: 'Predict the whole scan first',
  });
}
