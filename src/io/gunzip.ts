import { InputError, type WorkMonitor } from '../core/errors';
import { allocate, sizeInWords } from './allocate';
import { crc32 } from './crc32';
import { PackedDataError } from './huffman';
import { Inflater, overshoot } from './inflate';
import { pause } from './stages';

/** How much a gzip may hold. */
export interface UnpackBudget {
  /** What it should hold; so much memory is taken at the start. */
  readonly expectedBytes: number;
  /** More than this is refused, however much follows. */
  readonly byteCap: number;
}

export interface Unpacked {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes behind the last member that are neither zero padding nor gzip; they are left alone. */
  readonly junkBytes: number;
}

/** How many bytes come out between two looks at the monitor. */
const stepBytes = 1 << 23;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks a gzip (RFC 1952) of one or more members, with or without zero padding behind them, checking each member's CRC-32
 * and length. There is no cap on the ratio: deflate cannot pass 1032:1 and honest empty masks come close to it, so the cap
 * is on the bytes that really come out. Throws InputError (truncated, damaged, over budget) and what the monitor throws.
 */
export async function gunzip(packed: Uint8Array, budget: UnpackBudget, monitor: WorkMonitor): Promise<Unpacked> {
  const output = new Output(Math.min(budget.expectedBytes, budget.byteCap), budget.byteCap);
  let position = 0;
  do {
    position = await unpackMember(packed, position, output, monitor);
  } while (isGzip(packed.subarray(position)));
  const rest = packed.subarray(position);
  return { bytes: output.taken(), junkBytes: rest.some((byte) => byte !== 0) ? rest.length : 0 };
}

/** The first `count` bytes of what a gzip holds, fewer if it ends or breaks before; nothing is checked. Never throws. */
export function gunzipHead(packed: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(count + overshoot);
  let length = 0;
  try {
    for (let position = 0; length < count && isGzip(packed.subarray(position)); ) {
      const inflater = new Inflater(packed, endOfHeader(packed, position), length);
      const isDone = inflater.run(output, count);
      length = inflater.length;
      if (!isDone) break;
      position = inflater.consumed + 8;
    }
  } catch (error) {
    if (!(error instanceof PackedDataError)) throw error;
  }
  return output.slice(0, Math.min(length, count));
}

/** Bytes that grow up to a cap. */
class Output {
  length = 0;
  bytes: Uint8Array<ArrayBuffer>;
  readonly cap: number;
  private pausedAt = 0;

  constructor(expected: number, cap: number) {
    this.cap = cap;
    this.bytes = allocate(expected, () => new Uint8Array(expected + 1 + overshoot));
  }

  /**
   * Where the next run shall stop, with room made for it. While all goes as expected nothing grows. One byte more than
   * allowed is asked for at the end: only so a stream that ends exactly there is seen to end.
   */
  nextStop(): number {
    if (this.length >= this.bytes.length - overshoot) this.grow();
    return Math.min(this.length + stepBytes, this.bytes.length - overshoot);
  }

  taken(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  async pauseNowAndThen(monitor: WorkMonitor): Promise<void> {
    monitor.throwIfCancelled();
    if (this.length - this.pausedAt < stepBytes) return;
    this.pausedAt = this.length;
    await pause(monitor);
  }

  private grow(): void {
    const size = Math.min(2 * this.bytes.length, this.cap + 1 + overshoot);
    const grown = allocate(size, () => new Uint8Array(size));
    grown.set(this.taken());
    this.bytes = grown;
  }
}

/** Unpacks and checks the member that begins at `start`; gives where it ends. */
async function unpackMember(packed: Uint8Array, start: number, output: Output, monitor: WorkMonitor): Promise<number> {
  try {
    const memberStart = output.length;
    const inflater = new Inflater(packed, endOfHeader(packed, start), memberStart);
    let crc = 0;
    for (let isDone = false; !isDone; ) {
      const stop = output.nextStop();
      isDone = inflater.run(output.bytes, stop);
      if (inflater.length > output.cap) throw overBudget(output.cap);
      crc = crc32(output.bytes.subarray(output.length, inflater.length), crc);
      output.length = inflater.length;
      monitor.report(inflater.consumed / packed.length, 'Unpacking');
      await output.pauseNowAndThen(monitor);
    }
    checkTrailer(packed, inflater.consumed, crc, output.length - memberStart);
    return inflater.consumed + 8;
  } catch (error) {
    throw error instanceof PackedDataError ? brokenGzip(error, packed.length, output.length) : error;
  }
}

function endOfHeader(packed: Uint8Array, start: number): number {
  const flags = packed[start + 3];
  if (start + 10 > packed.length) throw new PackedDataError('truncated', 'member header');
  if (packed[start + 2] !== 8 || flags & 0xe0) throw new PackedDataError('damaged', 'member header');
  let position = start + 10;
  if (flags & 4) position += 2 + (packed[position] | (packed[position + 1] << 8));
  if (flags & 8) position = packed.indexOf(0, position) + 1 || packed.length;
  if (flags & 16) position = packed.indexOf(0, position) + 1 || packed.length;
  if (flags & 2) position += 2;
  return position;
}

function checkTrailer(packed: Uint8Array, position: number, crc: number, length: number): void {
  if (position + 8 > packed.length) throw new PackedDataError('truncated', 'member trailer');
  const view = new DataView(packed.buffer, packed.byteOffset + position, 8);
  if (view.getUint32(0, true) !== crc) throw new PackedDataError('damaged', 'its checksum does not fit');
  if (view.getUint32(4, true) !== length >>> 0) throw new PackedDataError('damaged', 'its stated length does not fit');
}

function brokenGzip(error: PackedDataError, packedBytes: number, unpackedBytes: number): InputError {
  if (error.kind === 'truncated')
    return new InputError({
      found: `a gzip that breaks off after ${sizeInWords(packedBytes)} (${sizeInWords(unpackedBytes)} unpacked)`,
      expected: 'a complete one',
      todo: 'Copy or download the file again',
    });
  return new InputError({
    found: `a damaged gzip (${error.message.replace('damaged: ', '')}) after ${sizeInWords(unpackedBytes)} unpacked`,
    expected: 'one whose checksums fit',
    todo: 'Copy or download the file again',
  });
}

function overBudget(byteCap: number): InputError {
  return new InputError({
    found: `a gzip that unpacks to more than ${sizeInWords(byteCap)}`,
    expected: 'no more than its header promises',
    todo: 'Make sure that the file comes from where you think, and write it anew with the tool that made it',
  });
}
