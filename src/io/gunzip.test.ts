import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { gzipSync as otherGzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { CancelledError, InputError, noMonitor } from '../core/errors';
import { crc32 } from './crc32';
import { gunzip, gunzipHead, isGzip } from './gunzip';

const roomy = { expectedBytes: 1 << 16, byteCap: 1 << 24 };
const text = (words: string) => new TextEncoder().encode(words);
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const unpack = async (packed: Uint8Array, budget = roomy) => (await gunzip(packed, budget, noMonitor)).bytes;
const failure = async (packed: Uint8Array, budget = roomy): Promise<string> => {
  const error = await unpack(packed, budget).then(
    () => new Error('nothing was refused'),
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
};
const changed = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at < 0 ? copy.length + at : at] ^= 0xff;
  return copy;
};
/** Many bytes, made quickly, each stripe different. */
const stripes = (length: number) => {
  const bytes = new Uint8Array(length);
  for (let start = 0, stripe = 0; start < length; start += 997, stripe++) bytes.fill(stripe, start, start + 997);
  return bytes;
};
/** Bytes with runs and repeats, as scans have them. */
const content = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 400 })), { maxLength: 60 })
  .map((runs) => Uint8Array.from(runs.flatMap(([byte, times]) => new Array<number>(times).fill(byte))));

describe('what is unpacked', () => {
  test('the check value of CRC-32 is that of the standard', () => {
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
    expect(crc32(text('6789'), crc32(text('12345')))).toBe(0xcbf43926);
  });

  test('every level and strategy of two independent packers', async () => {
    const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED];
    await fc.assert(
      fc.asyncProperty(
        content,
        fc.constantFrom(0, 1, 6, 9),
        fc.constantFrom(...strategies),
        async (bytes, level, strategy) => {
          expect(await unpack(gzipSync(bytes, { level, strategy }))).toEqual(bytes);
          expect(await unpack(otherGzipSync(bytes, { level: level as 0 | 1 | 6 | 9, filename: 'a.nii' }))).toEqual(
            bytes,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a file of many members is all of them in order, empty ones too', async () => {
    const members = ['hello ', '', 'world', '!'].map((words) => gzipSync(text(words)));
    expect(await unpack(joined(...members))).toEqual(text('hello world!'));
  });

  test('two thousand members, as block-wise packers write them', async () => {
    const one = gzipSync(text('block'));
    const all = await unpack(joined(...new Array<Uint8Array>(2000).fill(one)));
    expect(new TextDecoder().decode(all)).toBe('block'.repeat(2000));
  });

  test('zero padding behind the last member is nothing', async () => {
    const { bytes, junkBytes } = await gunzip(joined(gzipSync(text('scan')), new Uint8Array(700)), roomy, noMonitor);
    expect(bytes).toEqual(text('scan'));
    expect(junkBytes).toBe(0);
  });

  test('other bytes behind the last member are left alone and counted', async () => {
    const { bytes, junkBytes } = await gunzip(joined(gzipSync(text('scan')), text('<html>')), roomy, noMonitor);
    expect(bytes).toEqual(text('scan'));
    expect(junkBytes).toBe(6);
  });

  test('extra field, name, comment and header checksum are skipped', async () => {
    const body = deflateRawSync(text('scan'));
    const trailer = gzipSync(text('scan')).subarray(-8);
    const header = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, 0x61, 0, 0x62, 0x63, 0, 9, 9];
    expect(await unpack(joined(Uint8Array.from(header), body, trailer))).toEqual(text('scan'));
  });

  test('more than one step comes out whole, larger than was expected', async () => {
    const big = stripes((1 << 23) * 2 + 12345);
    const bytes = await unpack(gzipSync(big, { level: 1 }), { expectedBytes: 1000, byteCap: big.length });
    expect(Buffer.compare(bytes, big)).toBe(0);
  });

  test('the head is the beginning, whether or not the rest is there', () => {
    const long = gzipSync(Uint8Array.from({ length: 5000 }, (_, i) => i % 251));
    expect([...gunzipHead(long, 4)]).toEqual([0, 1, 2, 3]);
    expect(gunzipHead(long.subarray(0, 200), 10)).toHaveLength(10);
    expect(new TextDecoder().decode(gunzipHead(joined(gzipSync(text('ab')), gzipSync(text('cd'))), 9))).toBe('abcd');
    expect(gunzipHead(text('no gzip'), 9)).toHaveLength(0);
    expect(isGzip(long)).toBe(true);
  });
});

describe('what is refused', () => {
  const packed = gzipSync(text('one two three four five six seven'));

  test('a gzip cut anywhere: it breaks off', async () => {
    for (let length = 2; length < packed.length; length++)
      expect(await failure(packed.subarray(0, length))).toMatch(/breaks off after \d+ bytes/);
  });

  test('a second member cut anywhere after its magic bytes', async () => {
    const two = joined(packed, packed);
    for (let length = packed.length + 2; length < two.length; length++)
      expect(await failure(two.subarray(0, length))).toContain('breaks off');
  });

  test('a wrong CRC-32', async () => {
    expect(await failure(changed(packed, -8))).toContain('checksum does not fit');
  });

  test('a wrong stated length', async () => {
    expect(await failure(changed(packed, -1))).toContain('stated length does not fit');
  });

  test('a wrong byte anywhere in the data never passes', async () => {
    for (let at = 10; at < packed.length; at++) await failure(changed(packed, at));
  });

  test('random bytes behind a gzip header end in a sentence', async () => {
    const header = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (noise) => {
        expect(await failure(joined(header, noise))).toMatch(/gzip/);
      }),
      { numRuns: 500 },
    );
  });

  test('a bomb is stopped at its budget, long before it is unpacked', async () => {
    const bomb = gzipSync(new Uint8Array(60_000_000), { level: 9 });
    const all = joined(...new Array<Uint8Array>(10).fill(bomb));
    const fractions: number[] = [];
    const monitor = { report: (fraction: number) => void fractions.push(fraction), throwIfCancelled: () => {} };
    const bombed = gunzip(all, { expectedBytes: 1000, byteCap: 1_000_000 }, monitor);
    await expect(bombed).rejects.toThrow('more than 1 MB');
    expect(fractions.filter((fraction) => fraction > 0.1)).toEqual([]);
  });

  test('the budget is exact to the byte', async () => {
    const thousand = gzipSync(new Uint8Array(1000));
    expect(await unpack(thousand, { expectedBytes: 1000, byteCap: 1000 })).toHaveLength(1000);
    expect(await failure(thousand, { expectedBytes: 999, byteCap: 999 })).toContain('more than 999 bytes');
    expect(await failure(joined(thousand, gzipSync(text('x'))), { expectedBytes: 1000, byteCap: 1000 })).toContain(
      'more than',
    );
  });

  test('memory that cannot be had is a sentence, not a crash', async () => {
    expect(await failure(packed, { expectedBytes: 2 ** 52, byteCap: 2 ** 52 })).toContain(
      'this browser tab cannot get',
    );
  });

  test('a cancelled unpacking stops with CancelledError', async () => {
    const monitor = {
      report: () => {},
      throwIfCancelled: () => {
        throw new CancelledError();
      },
    };
    await expect(gunzip(packed, roomy, monitor)).rejects.toBeInstanceOf(CancelledError);
  });
});

test('progress rises to the end', async () => {
  const fractions: number[] = [];
  const noise = stripes(20_000_000);
  const packed = gzipSync(noise, { level: 1 });
  await gunzip(
    packed,
    { expectedBytes: noise.length, byteCap: noise.length },
    { report: (f) => fractions.push(f), throwIfCancelled: () => {} },
  );
  expect(fractions.length).toBeGreaterThan(2);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeGreaterThan(0.999);
});
