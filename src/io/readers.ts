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

/** The volumes that could be read, each with its place among the files, and one sentence for each file that could not. */
export interface ReadFiles {
  readonly volumes: readonly { readonly index: number; readonly volume: FileVolume }[];
  readonly refused: readonly { readonly name: string; readonly message: string }[];
}

/** Reads every file, each by the reader that knows its content. Throws only what the monitor throws, and faults of the program. */
export async function readFiles(files: readonly File[], monitor: WorkMonitor): Promise<ReadFiles> {
  const jobs = await Promise.all(files.map((file) => jobFor(file, files)));
  const companions = new Set(jobs.map(({ companion }) => companion));
  const wanted = jobs.filter(({ file }) => !companions.has(file));
  const volumes: { index: number; volume: FileVolume }[] = [];
  const refused: { name: string; message: string }[] = [];
  for (const [index, job] of wanted.entries()) {
    try {
      const part = partOf(monitor, index / wanted.length, (index + 1) / wanted.length);
      volumes.push({ index: files.indexOf(job.file), volume: await job.run(part) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ name: job.file.name, message: error.message });
    }
  }
  return { volumes, refused };
}

interface Job {
  readonly file: File;
  readonly companion: File | null;
  readonly run: (monitor: WorkMonitor) => Promise<FileVolume>;
}

async function jobFor(file: File, all: readonly File[]): Promise<Job> {
  try {
    const { bytes, isPacked } = await readHead(file, headBytes);
    const reader = readers.find((candidate) => candidate.recognises(bytes));
    if (!reader) return failingJob(file, notAVolume(recogniseContent(bytes, file.name, isPacked)));
    const companion = reader.companionOf(file, bytes, all);
    return { file, companion, run: (monitor) => reader.read(file, companion, monitor) };
  } catch (error) {
    return failingJob(file, error);
  }
}

function failingJob(file: File, error: unknown): Job {
  return { file, companion: null, run: () => Promise.reject(error) };
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
