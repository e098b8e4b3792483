import { InputError, type WorkMonitor } from '../core/errors';
import { type Content, recogniseContent } from './content';
import { readHead } from './fileBytes';
import type { FileVolume } from './fileVolume';
import { readNifti } from './nifti';
import { niftiKind } from './niftiHeader';
import { partOf } from './stages';

/** One file format. A new one is a new entry in `readers`. */
interface Reader {
  /** By the first bytes of the (unpacked) file, not by its name. */
  readonly recognises: (head: Uint8Array) => boolean;
  /** The other file that belongs to this one, by name, where the format spreads over two. */
  readonly companionOf: (file: File, head: Uint8Array, all: readonly File[]) => File | null;
  readonly read: (file: File, companion: File | null, monitor: WorkMonitor) => Promise<FileVolume>;
}

const readers: readonly Reader[] = [
  {
    recognises: (head) => niftiKind(head) !== null,
    companionOf: (file, head, all) => (niftiKind(head)?.isPair ? imageOf(file, all) : null),
    read: readNifti,
  },
];

const supported = 'a NIfTI volume (.nii, .nii.gz, or .hdr with .img)';
const headBytes = 1024;

/** A file whose format is settled, not yet read; `read` throws InputError, at once if nothing here knows the format. */
export interface ReadableFile {
  readonly name: string;
  /** Its place among the files that were given. */
  readonly index: number;
  readonly read: (monitor: WorkMonitor) => Promise<FileVolume>;
}

/** Settles who reads which file, from their first bytes; a file that belongs to another (`.img` to `.hdr`) is not listed. */
export async function findReaders(files: readonly File[]): Promise<readonly ReadableFile[]> {
  const jobs = await Promise.all(files.map((file) => jobFor(file, files)));
  const companions = new Set(jobs.map(({ companion }) => companion));
  return jobs.flatMap(({ file, read }, index) => (companions.has(file) ? [] : [{ name: file.name, index, read }]));
}

/** The volumes that could be read, each with its place among the files, and one sentence for each file that could not. */
export interface ReadFiles {
  readonly volumes: readonly { readonly index: number; readonly volume: FileVolume }[];
  readonly refused: readonly { readonly name: string; readonly message: string }[];
}

/** Reads one file after the other and keeps them all. Throws only what the monitor throws, and faults of the program. */
export async function readAll(files: readonly ReadableFile[], monitor: WorkMonitor): Promise<ReadFiles> {
  const volumes: { index: number; volume: FileVolume }[] = [];
  const refused = await readEach(files, (volume, index) => volumes.push({ index, volume }), monitor);
  return { volumes, refused };
}

/** The same, each volume handed over as it comes, with its place among the files. Answers with the sentences. */
export async function readEach(
  files: readonly ReadableFile[],
  take: (volume: FileVolume, index: number) => void,
  monitor: WorkMonitor,
): Promise<ReadFiles['refused']> {
  const refused: { name: string; message: string }[] = [];
  for (const [turn, { name, index, read }] of files.entries()) {
    try {
      take(await read(partOf(monitor, turn / files.length, (turn + 1) / files.length)), index);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ name, message: error.message });
    }
  }
  return refused;
}

interface Job {
  readonly file: File;
  readonly companion: File | null;
  readonly read: (monitor: WorkMonitor) => Promise<FileVolume>;
}

async function jobFor(file: File, all: readonly File[]): Promise<Job> {
  try {
    const { bytes, isPacked } = await readHead(file, headBytes);
    const reader = readers.find((candidate) => candidate.recognises(bytes));
    if (!reader) return failingJob(file, notAVolume(recogniseContent(bytes, file.name, isPacked)));
    const companion = reader.companionOf(file, bytes, all);
    return { file, companion, read: (monitor) => reader.read(file, companion, monitor) };
  } catch (error) {
    return failingJob(file, error);
  }
}

function failingJob(file: File, error: unknown): Job {
  return { file, companion: null, read: () => Promise.reject(error) };
}

/** `brain.img` or `brain.img.gz` beside `brain.hdr` or `brain.hdr.gz`. */
function imageOf(header: File, all: readonly File[]): File | null {
  const stem = (name: string) =>
    name
      .toLowerCase()
      .replace(/\.gz$/, '')
      .replace(/\.(hdr|img)$/, '');
  const isImage = (name: string) => /\.img(\.gz)?$/i.test(name);
  return all.find(({ name }) => isImage(name) && stem(name) === stem(header.name)) ?? null;
}

function notAVolume({ words, todo }: Content): InputError {
  return new InputError({ found: words, expected: supported, todo });
}
