/** Signatures of things that are dropped by mistake, or that other programs can convert. */
const signatures: readonly { readonly at: number; readonly bytes: readonly number[]; readonly words: string }[] = [
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], words: 'a PNG picture' },
  { at: 0, bytes: [0xff, 0xd8, 0xff], words: 'a JPEG picture' },
  { at: 0, bytes: [0x47, 0x49, 0x46, 0x38], words: 'a GIF picture' },
  { at: 0, bytes: [0x50, 0x4b, 0x03, 0x04], words: 'a ZIP archive' },
  { at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf], words: 'a 7z archive' },
  { at: 0, bytes: [0x42, 0x5a, 0x68], words: 'a bzip2 archive' },
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], words: 'an xz archive' },
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], words: 'a Zstandard archive' },
  { at: 0, bytes: [0x25, 0x50, 0x44, 0x46], words: 'a PDF document' },
  { at: 0, bytes: [0x49, 0x49, 0x2a, 0x00], words: 'a TIFF picture' },
  { at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a], words: 'a TIFF picture' },
  { at: 0, bytes: [0x49, 0x49, 0x2b, 0x00], words: 'a BigTIFF picture' },
  { at: 0, bytes: [0x4e, 0x52, 0x52, 0x44], words: 'an NRRD volume' },
  { at: 0, bytes: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], words: 'a NumPy array' },
  { at: 0, bytes: [0x89, 0x48, 0x44, 0x46], words: 'an HDF5 file' },
  { at: 128, bytes: [0x44, 0x49, 0x43, 0x4d], words: 'a DICOM file' },
  { at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72], words: 'a tar archive' },
];

/** Bytes of a file's beginning that this needs. */
export const contentHeadBytes = 262;

/** What a file seems to be by its first bytes (then by its name), as words for a sentence: "a PNG picture", "text", "28 bytes of something unknown". */
export function contentInWords(head: Uint8Array, name: string, isPacked: boolean): string {
  const inside = wordsFor(head, name);
  return isPacked ? `a gzip of ${inside}` : inside;
}

function wordsFor(head: Uint8Array, name: string): string {
  if (head.length === 0) return 'nothing (0 bytes)';
  const known = signatures.find(({ at, bytes }) => bytes.every((byte, i) => head[at + i] === byte));
  if (known) return known.words;
  if (isAnalyze(head)) return 'an Analyze 7.5 header';
  if (/\.mg[hz]$/i.test(name)) return 'an MGH volume';
  if (/\.img(\.gz)?$/i.test(name)) return 'an image file without its header';
  return isText(head) ? 'text' : 'something unknown';
}

/** The older format with the same first number, which has no magic word and leaves left and right open. */
function isAnalyze(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const view = new DataView(head.buffer, head.byteOffset, 4);
  return view.getInt32(0, true) === 348 || view.getInt32(0, false) === 348;
}

function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte !== 127));
}
