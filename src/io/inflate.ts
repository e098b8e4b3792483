import { huffmanTable, PackedDataError } from './huffman';

/** How far past `until` one `run` may write: the longest match is 258 bytes. */
export const overshoot = 258;

const lengthExtra = Uint8Array.from([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]);
const distanceExtra = Uint8Array.from({ length: 30 }, (_, symbol) => (symbol < 4 ? 0 : (symbol >> 1) - 1));
const lengthBase = basesFrom(3, lengthExtra);
lengthBase[28] = 258;
const distanceBase = basesFrom(1, distanceExtra);
/** In which order the lengths of the code-length code are stored. */
const storedOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const fixedLiterals = huffmanTable(
  Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const fixedDistances = huffmanTable(new Uint8Array(30).fill(5));

/**
 * One deflate stream (RFC 1951), unpacked in as many runs as the caller likes, straight into the caller's array. Written
 * here because neither the platform's DecompressionStream nor a package says where a stream ends, which is what it takes to
 * check every gzip member, to read files of many members alike in every engine, and to stop at an exact budget.
 */
export class Inflater {
  /** Bytes written so far, counted from the start of the output array. */
  length: number;
  private readonly packed: Uint8Array;
  private readonly outputStart: number;
  private position: number;
  private bits = 0;
  private bitCount = 0;
  private phase: 'header' | 'stored' | 'coded' | 'done' = 'header';
  private isLastBlock = false;
  private storedLeft = 0;
  private literals = fixedLiterals;
  private distances = fixedDistances;

  constructor(packed: Uint8Array, position: number, outputStart: number) {
    this.packed = packed;
    this.position = position;
    this.outputStart = outputStart;
    this.length = outputStart;
  }

  /** Where the next unread byte of the packed data is; after the end of the stream, the first byte behind it. */
  get consumed(): number {
    return this.position - (this.bitCount >> 3);
  }

  /**
   * Writes until the output holds `until` bytes or more (at most `overshoot` more; there must be room), or the stream ends:
   * then true. `output` may be another, longer copy at each run. Throws PackedDataError.
   */
  run(output: Uint8Array, until: number): boolean {
    while (this.length < until && this.phase !== 'done') {
      if (this.phase === 'header') this.beginBlock();
      else if (this.phase === 'stored') this.copyStored(output, until);
      else this.decode(output, until);
    }
    if (this.consumed > this.packed.length) throw endsEarly();
    return this.phase === 'done';
  }

  private beginBlock(): void {
    this.isLastBlock = this.take(1) === 1;
    const kind = this.take(2);
    if (kind === 3) throw new PackedDataError('damaged', 'unknown kind of block');
    this.phase = kind === 0 ? 'stored' : 'coded';
    if (kind === 0) this.beginStored();
    else if (kind === 2) this.readTables();
    else [this.literals, this.distances] = [fixedLiterals, fixedDistances];
  }

  private endBlock(): void {
    this.phase = this.isLastBlock ? 'done' : 'header';
  }

  private beginStored(): void {
    this.position = this.consumed;
    this.bits = 0;
    this.bitCount = 0;
    const length = this.take(16);
    if ((this.take(16) ^ length) !== 0xffff) throw new PackedDataError('damaged', 'length of a stored block');
    this.position = this.consumed;
    this.bits = 0;
    this.bitCount = 0;
    this.storedLeft = length;
    if (length === 0) this.endBlock();
  }

  private copyStored(output: Uint8Array, until: number): void {
    const count = Math.min(this.storedLeft, until - this.length, this.packed.length - this.position);
    if (count <= 0) throw endsEarly();
    output.set(this.packed.subarray(this.position, this.position + count), this.length);
    this.position += count;
    this.length += count;
    this.storedLeft -= count;
    if (this.storedLeft === 0) this.endBlock();
  }

  private readTables(): void {
    const literalCount = this.take(5) + 257;
    const distanceCount = this.take(5) + 1;
    const codeLengthCount = this.take(4) + 4;
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < codeLengthCount; i++) codeLengths[storedOrder[i]] = this.take(3);
    const lengths = this.readCodeLengths(huffmanTable(codeLengths), literalCount + distanceCount);
    this.literals = huffmanTable(lengths.subarray(0, literalCount));
    this.distances = huffmanTable(lengths.subarray(literalCount));
  }

  private readCodeLengths(table: Uint16Array, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    for (let i = 0; i < count; ) {
      const symbol = this.takeSymbol(table);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new PackedDataError('damaged', 'repeat of nothing');
      const value = symbol === 16 ? lengths[i - 1] : 0;
      const times = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (i + times > count) throw new PackedDataError('damaged', 'too many code lengths');
      lengths.fill(value, i, i + times);
      i += times;
    }
    return lengths;
  }

  /** The hot loop; the fields it needs live in locals meanwhile. */
  private decode(output: Uint8Array, until: number): void {
    const { packed, literals, distances } = this;
    const literalMask = literals.length - 1;
    const distanceMask = distances.length - 1;
    const lastPosition = packed.length + 4;
    let { bits, bitCount, position, length } = this;
    while (length < until) {
      while (bitCount < 20) {
        bits |= packed[position++] << bitCount;
        bitCount += 8;
      }
      if (position > lastPosition) throw endsEarly();
      const literal = literals[bits & literalMask];
      if (literal === 0) throw noSuchCode();
      bits >>>= literal & 15;
      bitCount -= literal & 15;
      const symbol = literal >> 4;
      if (symbol < 256) {
        output[length++] = symbol;
        continue;
      }
      if (symbol === 256) {
        this.endBlock();
        break;
      }
      if (symbol > 285) throw noSuchCode();
      const extra = lengthExtra[symbol - 257];
      const end = length + lengthBase[symbol - 257] + (bits & ((1 << extra) - 1));
      bits >>>= extra;
      bitCount -= extra;
      while (bitCount < 15) {
        bits |= packed[position++] << bitCount;
        bitCount += 8;
      }
      const code = distances[bits & distanceMask];
      if (code === 0 || code >> 4 > 29) throw noSuchCode();
      bits >>>= code & 15;
      bitCount -= code & 15;
      const farExtra = distanceExtra[code >> 4];
      while (bitCount < farExtra) {
        bits |= packed[position++] << bitCount;
        bitCount += 8;
      }
      let from = length - distanceBase[code >> 4] - (bits & ((1 << farExtra) - 1));
      if (from < this.outputStart) throw new PackedDataError('damaged', 'reference before the beginning');
      bits >>>= farExtra;
      bitCount -= farExtra;
      while (length < end) output[length++] = output[from++];
    }
    this.bits = bits;
    this.bitCount = bitCount;
    this.position = position;
    this.length = length;
  }

  private takeSymbol(table: Uint16Array): number {
    this.refill(15);
    const entry = table[this.bits & (table.length - 1)];
    if (entry === 0) throw noSuchCode();
    this.bits >>>= entry & 15;
    this.bitCount -= entry & 15;
    return entry >> 4;
  }

  private take(count: number): number {
    this.refill(count);
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.bitCount -= count;
    return value;
  }

  /** Bits past the end read as 0; whoever uses more than a few of them hears of it. */
  private refill(count: number): void {
    while (this.bitCount < count) {
      this.bits |= (this.packed[this.position++] ?? 0) << this.bitCount;
      this.bitCount += 8;
    }
    if (this.position > this.packed.length + 4) throw endsEarly();
  }
}

function basesFrom(first: number, extra: Uint8Array): Uint16Array {
  const bases = new Uint16Array(extra.length);
  let base = first;
  for (let i = 0; i < extra.length; i++) {
    bases[i] = base;
    base += 1 << extra[i];
  }
  return bases;
}

function endsEarly(): PackedDataError {
  return new PackedDataError('truncated', 'the data end before the stream does');
}

function noSuchCode(): PackedDataError {
  return new PackedDataError('damaged', 'a code that does not exist');
}
