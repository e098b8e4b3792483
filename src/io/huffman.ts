/** A stream that ends early, or one that breaks the format's rules. */
export class PackedDataError extends Error {
  readonly kind: 'truncated' | 'damaged';

  constructor(kind: 'truncated' | 'damaged', what: string) {
    super(`${kind}: ${what}`);
    this.name = 'PackedDataError';
    this.kind = kind;
  }
}

const longestCode = 15;

/**
 * Decoding table of a canonical Huffman code (RFC 1951, 3.2.2): indexed by the next bits of the stream as they come, each
 * entry is symbol * 16 + code length, 0 = no such code. Its length is a power of two. Throws on more codes than fit.
 */
export function huffmanTable(codeLengths: Uint8Array): Uint16Array {
  const countOf = new Uint16Array(longestCode + 1);
  for (const length of codeLengths) countOf[length]++;
  countOf[0] = 0;
  const nextCode = firstCodes(countOf);
  let longest = longestCode;
  while (longest > 1 && countOf[longest] === 0) longest--;
  const table = new Uint16Array(1 << longest);
  for (let symbol = 0; symbol < codeLengths.length; symbol++) {
    const length = codeLengths[symbol];
    if (length === 0) continue;
    const first = reversed(nextCode[length]++, length);
    for (let i = first; i < table.length; i += 1 << length) table[i] = (symbol << 4) | length;
  }
  return table;
}

function firstCodes(countOf: Uint16Array): Uint16Array {
  const first = new Uint16Array(longestCode + 1);
  let code = 0;
  for (let length = 1; length <= longestCode; length++) {
    code = (code + countOf[length - 1]) << 1;
    first[length] = code;
    if (code + countOf[length] > 1 << length) throw new PackedDataError('damaged', 'too many codes');
  }
  return first;
}

/** Codes stand in the stream most significant bit first, everything else least significant first. */
function reversed(code: number, length: number): number {
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= ((code >> i) & 1) << (length - 1 - i);
  return bits;
}
