import { expect, test } from 'vitest';
import { packRecording, unpackRecording } from './recordingFile';

const file = { header: { format: 'x', name: 'é' }, body: Uint8Array.from({ length: 5000 }, (_, i) => i % 7) };

test('a file comes back as it was, and is packed', async () => {
  const packed = await packRecording(file);
  expect(packed.length).toBeLessThan(500);
  expect(await unpackRecording(packed)).toEqual(file);
});

test('what is no recording is refused with a sentence', async () => {
  const gzip = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(
      await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
    );
  const text = (words: string) => new TextEncoder().encode(words);
  const packed = await packRecording(file);
  const cases: [Uint8Array, RegExp][] = [
    [text('hello'), /no gzip/],
    [await gzip(text('NIfTI or so')), /begins with "NIfTI or/],
    [await gzip(text('BLOBREC1')), /begins with "BLOBREC1"|cut off/],
    [await gzip(Uint8Array.of(...text('BLOBREC1'), 255, 255, 255, 255, 1)), /cut off/],
    [await gzip(Uint8Array.of(...text('BLOBREC1'), 1, 0, 0, 0, 123)), /not JSON/],
    [packed.subarray(0, packed.length - 20), /./],
  ];
  for (const [bytes, sentence] of cases) await expect(unpackRecording(bytes)).rejects.toThrow(sentence);
});

test('names that reach into what all objects have in common are refused, wherever they stand', async () => {
  for (const json of [
    '{"__proto__":{"a":1}}',
    '{"lanes":[{"settings":{"constructor":{}}}]}',
    '{"a":{"prototype":1}}',
  ]) {
    const packed = await packRecording({ header: JSON.parse(json), body: new Uint8Array() });
    await expect(unpackRecording(packed)).rejects.toThrow('names that no recording has');
  }
  expect(({} as { a?: number }).a).toBeUndefined();
});
