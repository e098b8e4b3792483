import { InputError, noMonitor, type WorkMonitor } from '../core/errors';
import { allocate, sizeInWords } from './allocate';
import { gunzip, gunzipHead, isGzip } from './gunzip';

/** Packed bytes that are read to see the beginning of what a gzip holds. */
const packedHeadBytes = 1 << 16;
/** Bytes behind the wanted ones that are put up with: padding, appended notes. */
const tolerated = 1 << 20;

export interface FileHead {
  /** The first bytes, unpacked if the file is a gzip; fewer than asked for where there are no more. */
  readonly bytes: Uint8Array;
  readonly isPacked: boolean;
}

/** The first `count` bytes of a file or of what the gzip holds; reads no more than a little. Throws InputError if it cannot be read or is a gzip that breaks before. */
export async function readHead(file: File, count: number): Promise<FileHead> {
  const start = await slice(file, 0, packedHeadBytes);
  if (!isGzip(start)) return { bytes: start.subarray(0, count), isPacked: false };
  const bytes = gunzipHead(start, count);
  // So little comes out of a whole gzip of something short, and of a broken one: unpacking it in earnest tells which.
  if (bytes.length < count) await gunzip(start, { expectedBytes: count, byteCap: count }, noMonitor);
  return { bytes, isPacked: true };
}

export interface FileRange {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes that follow the range and were not used. */
  readonly unusedBytes: number;
}

/**
 * Bytes `from` to `to` of a file or of what the gzip holds, as its header promised them. A plain file is measured before it is
 * read; a gzip is unpacked under a budget of `to` and a little more. Throws InputError where there are fewer, or far more.
 */
export async function readRange(file: File, from: number, to: number, monitor: WorkMonitor): Promise<FileRange> {
  if (!isGzip(await slice(file, 0, 2))) {
    if (file.size < to) throw tooShort(file.size, to);
    return { bytes: await slice(file, from, to), unusedBytes: file.size - to };
  }
  // Incompressible data grow by less than a thousandth when packed.
  if (file.size > 1.01 * to + tolerated) throw tooMuchPacked(file.size, to);
  const budget = { expectedBytes: to, byteCap: to + tolerated };
  const { bytes, junkBytes } = await gunzip(await slice(file, 0, file.size), budget, monitor);
  if (bytes.length < to) throw tooShort(bytes.length, to);
  return { bytes: bytes.subarray(from, to), unusedBytes: bytes.length - to + junkBytes };
}

async function slice(file: File, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    // Browsers say NotReadableError both for a file that changed or is gone and for one that memory cannot hold.
    if (error instanceof RangeError)
      return allocate(to - from, () => {
        throw error;
      });
    throw new InputError({
      found: `a file that the browser could not read (${error instanceof Error ? error.message : String(error)})`,
      expected: 'a readable file that stays as it is',
      todo: 'Choose it again; if it lies on a network or in a cloud folder, copy it to this machine first',
    });
  }
}

function tooShort(found: number, promised: number): InputError {
  return new InputError({
    found: `${sizeInWords(found)} of data where the header promises ${sizeInWords(promised)}`,
    expected: 'all of it',
    todo: 'The file is cut off or its header is wrong: copy or download it again',
  });
}

function tooMuchPacked(packed: number, promised: number): InputError {
  return new InputError({
    found: `a gzip of ${sizeInWords(packed)} whose header promises only ${sizeInWords(promised)} unpacked`,
    expected: 'a gzip no larger than what it holds',
    todo: 'Make sure that the file is what you think, and write it anew with the tool that made it',
  });
}
