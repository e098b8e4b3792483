import { gzipSync } from 'node:zlib';
import { buildNifti } from '../src/io/buildNifti';
import { expect, test } from './fixtures/sourceTest';
import type { BrowserPage } from './inBrowser';

/**
 * The readers in a real Chromium. Engines disagree about odd gzips (Chromium's own refuses what Node's accepts), so what Node's
 * tests say is proved here again: the corpus in a page, and dropped files in the real scan worker.
 */
let browser: BrowserPage;
test.beforeAll(async ({ openPage }) => {
  browser = await openPage();
});
test.afterAll(() => browser.close());

const dim = [3, 20, 20, 20, 1, 1, 1, 1];
const values = Array.from({ length: 8000 }, (_, i) => (i % 100 < 3 ? 1 : 0));
const volume = buildNifti({ dim }, 'uint8', values);
const packed = gzipSync(volume);
const patched = (at: number) => {
  const copy = Buffer.from(packed);
  copy[at < 0 ? copy.length + at : at] ^= 0xff;
  return copy;
};

/** What a file ends as: the sum of its voxels, or the sentence of its refusal. */
type Ending = number | string;

interface Read {
  readonly endings: Ending[];
  /** How often the readers paused: they do after every 8 MiB that they unpack. */
  readonly pauses: number;
}

/** Reads files in the page with the repository's own readers. Bytes go as base64, which the page can decode without a request. */
function readInPage(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<Read> {
  const plain = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  return browser.page.evaluate(
    async ([origin, list]) => {
      const { findReaders, readAll } = await import(/* @vite-ignore */ `${origin}/src/io/readers.ts`);
      let pauses = 0;
      const monitor = { report: () => {}, throwIfCancelled: () => void pauses++ };
      const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const endings: (number | string)[] = [];
      for (const { name, base64 } of list) {
        const { volumes, refused } = await readAll(await findReaders([new File([bytesOf(base64)], name)]), monitor);
        endings.push(refused[0]?.message ?? volumes[0].volume.voxels.reduce((a: number, b: number) => a + b, 0));
      }
      return { endings, pauses };
    },
    [browser.origin, plain] as const,
  );
}

const corpus: readonly (readonly [string, Uint8Array, Ending | RegExp])[] = [
  ['one member', packed, 240],
  ['not packed', volume, 240],
  ['many members', Buffer.concat([gzipSync(volume.subarray(0, 100)), gzipSync(volume.subarray(100))]), 240],
  [
    'an empty member in between',
    Buffer.concat([gzipSync(volume.subarray(0, 9)), gzipSync(''), gzipSync(volume.subarray(9))]),
    240,
  ],
  ['zero padding', Buffer.concat([packed, Buffer.alloc(512)]), 240],
  ['other bytes behind', Buffer.concat([packed, Buffer.from('<html>')]), 240],
  ['truncated', packed.subarray(0, packed.length - 12), /breaks off/],
  ['truncated in the trailer', packed.subarray(0, packed.length - 1), /breaks off/],
  ['wrong CRC-32', patched(-8), /checksum does not fit/],
  ['wrong length', patched(-1), /stated length does not fit/],
  [
    'a bomb',
    Buffer.concat([packed, gzipSync(Buffer.alloc(30_000_000)), gzipSync(Buffer.alloc(30_000_000))]),
    /unpacks to more than 1.1 MB/,
  ],
  ['no volume', gzipSync('hello'), /^a gzip of text; expected a NIfTI volume/],
  [
    '512 x 512 x 512',
    gzipSync(buildNifti({ dim: [3, 512, 512, 512, 1, 1, 1, 1] }, 'uint8', [])),
    /134 million voxels; expected at most 67 million/,
  ],
];

test('the corpus of archives ends in Chromium as it does in Node', async () => {
  const { endings } = await readInPage(corpus.map(([name, bytes]) => ({ name: `${name}.nii.gz`, bytes })));
  for (const [i, [name, , expected]] of corpus.entries())
    if (expected instanceof RegExp) expect(endings[i], name).toMatch(expected);
    else expect(endings[i], name).toBe(expected);
  expect(browser.errors).toEqual([]);
});

test('a 600 MB bomb is refused long before it is unpacked', async () => {
  const zeros = gzipSync(Buffer.alloc(60_000_000), { level: 9 });
  const bomb = Buffer.concat([packed, ...new Array<Buffer>(10).fill(zeros)]);
  const { endings, pauses } = await readInPage([{ name: 'bomb.nii.gz', bytes: bomb }]);
  expect(endings[0]).toMatch(/unpacks to more than 1.1 MB/);
  const header = buildNifti({ dim: [3, 200, 300, 500, 1, 1, 1, 1] }, 'uint8', []);
  const sound = gzipSync(Buffer.concat([header, Buffer.alloc(30_000_000)]));
  const unpacked = await readInPage([{ name: 'a-twentieth.nii.gz', bytes: sound }]);
  // A file of a twentieth of its size is not refused: what was unpacked of the bomb is at most a tenth.
  expect(unpacked).toEqual({ endings: [0], pauses: expect.any(Number) });
  expect(unpacked.pauses).toBeGreaterThan(4);
  expect(pauses).toBeLessThan(2 * unpacked.pauses);
});

test('the real scan worker opens, puts together and labels dropped files', async () => {
  const files = [
    {
      name: 'sub_t1.nii.gz',
      bytes: gzipSync(
        buildNifti(
          { dim },
          'float32',
          values.map((v, i) => v + i / 9),
        ),
      ),
    },
    { name: 'sub_seg.nii.gz', bytes: packed },
  ].map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const facts = await browser.page.evaluate(
    async ([origin, list]) => {
      const worker = new Worker(`${origin}/src/workers/scan.worker.ts`, { type: 'module' });
      const { connect } = await import(/* @vite-ignore */ `${origin}/src/protocol/connect.ts`);
      const wire = connect(worker, () => {});
      const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dropped = list.map(({ name, base64 }) => new File([bytesOf(base64)], name));
      const { files: opened } = await wire.call('open', { files: dropped });
      const idOf = (guess: string) => opened.find((one: { guess: string }) => one.guess === guess).fileId;
      const ask = { scanId: idOf('scan'), maskId: idOf('mask'), reading: { kind: 'all' }, connectivity: 26 };
      const { facts: found, arrays } = await wire.call('assemble', ask);
      const failed = await wire.call('assemble', { ...ask, maskId: 99 }).catch((error: Error) => error.message);
      worker.terminate();
      const foreground = arrays.ids.reduce((total: number, id: number) => total + (id > 0 ? 1 : 0), 0);
      return { name: found.name, blobs: found.blobs.length, foreground, failed };
    },
    [browser.origin, files] as const,
  );
  // In every slice rows 0, 5, 10 and 15 begin with three voxels of foreground: four beams along z, 60 voxels each.
  expect(facts).toEqual({
    name: 'sub_t1 + sub_seg',
    blobs: 4,
    foreground: 240,
    failed: expect.stringContaining('no longer open'),
  });
});
