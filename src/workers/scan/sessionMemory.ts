import { InputError, type WorkMonitor } from '../../core/errors';
import type { FileVolume } from '../../io/fileVolume';
import type { ReadableFile } from '../../io/readers';
import type { LabelledCase } from './scanCase';

/** All that the worker remembers; replaced at the end of a call that succeeded, so a failed one changes nothing. */
export interface SessionMemory {
  /** Every file ever given counts, readable or not, so that the same files told again in order get the same ids. */
  readonly filesGiven: number;
  /** How to read each file that can be read, by id. */
  readonly readers: ReadonlyMap<number, ReadableFile['read']>;
  /** Those that were just opened, as many as there is room for, or make up the open case. */
  readonly volumes: ReadonlyMap<number, FileVolume>;
  readonly open: LabelledCase | null;
  readonly probability: Float32Array | null;
}

export const emptyMemory: SessionMemory = {
  ...{ filesGiven: 0, readers: new Map(), volumes: new Map() },
  ...{ open: null, probability: null },
};

/** So many more files were given, of which these can be read. */
export function withFiles(memory: SessionMemory, readable: readonly ReadableFile[], count: number): SessionMemory {
  const { filesGiven } = memory;
  const readers = new Map([
    ...memory.readers,
    ...readable.map(({ index, read }) => [filesGiven + index, read] as const),
  ]);
  return { ...memory, filesGiven: filesGiven + count, readers };
}

/** The voxels of a file, read again where they were let go. Rejects with InputError where it was never given, or cannot be read. */
export async function volumeOf(
  { volumes, readers }: SessionMemory,
  id: number,
  monitor: WorkMonitor,
): Promise<FileVolume> {
  const read = readers.get(id);
  if (!read)
    throw new InputError({
      found: 'a file that is no longer open',
      expected: 'one of the files dropped last',
      todo: 'Drop the file again',
    });
  return volumes.get(id) ?? (await read(monitor));
}

/** The open case. Throws InputError where none is. */
export function openCaseOf({ open }: SessionMemory): LabelledCase {
  if (open) return open;
  throw new InputError({
    found: 'no open case',
    expected: 'a scan or a mask',
    todo: 'Open a built-in case or drop your own files',
  });
}

/** Whether the grid of the open case says where in space it lies: a file may, a made-up case does not. */
export function hasPlace({ open, volumes }: SessionMemory): boolean {
  const source = open?.opened.source;
  if (source?.kind !== 'files') return false;
  const id = source.scanId ?? source.maskId;
  return (id !== null && volumes.get(id)?.hasPlace) ?? false;
}
