/** What a file seems to be, as words for a sentence ("a PNG picture"), and what its owner can do. */
export interface Content {
  readonly words: string;
  readonly todo: string;
}

const todos = {
  picture: 'A picture is one slice or less: drop the volume that it was taken from',
  archive: 'Unpack it first and drop the files inside',
  dicom: 'Convert the series to NIfTI, for example with dcm2niix',
  volume: 'Convert it to NIfTI with the tool that made it, or with nibabel or 3D Slicer',
  other: 'Drop the image file itself',
  empty: 'Copy or download the file again',
} as const;

/** Signatures of things that are dropped by mistake, or that other programs can convert. */
const signatures: readonly (readonly [
  at: number,
  bytes: readonly number[],
  words: string,
  kind: keyof typeof todos,
])[] = [
  [0, [0x89, 0x50, 0x4e, 0x47], 'a PNG picture', 'picture'],
  [0, [0xff, 0xd8, 0xff], 'a JPEG picture', 'picture'],
  [0, [0x47, 0x49, 0x46, 0x38], 'a GIF picture', 'picture'],
  [0, [0x50, 0x4b, 0x03, 0x04], 'a ZIP archive', 'archive'],
  [0, [0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', 'archive'],
  [0, [0x42, 0x5a, 0x68], 'a bzip2 archive', 'archive'],
  [0, [0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive', 'archive'],
  [0, [0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive', 'archive'],
  [257, [0x75, 0x73, 0x74, 0x61, 0x72], 'a tar archive', 'archive'],
  [0, [0x25, 0x50, 0x44, 0x46], 'a PDF document', 'other'],
  [0, [0x49, 0x49, 0x2a, 0x00], 'a TIFF picture', 'volume'],
  [0, [0x4d, 0x4d, 0x00, 0x2a], 'a TIFF picture', 'volume'],
  [0, [0x49, 0x49, 0x2b, 0x00], 'a BigTIFF picture', 'volume'],
  [0, [0x4e, 0x52, 0x52, 0x44], 'an NRRD volume', 'volume'],
  [0, [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array', 'volume'],
  [0, [0x89, 0x48, 0x44, 0x46], 'an HDF5 file', 'volume'],
  [128, [0x44, 0x49, 0x43, 0x4d], 'a DICOM file', 'dicom'],
];

/** What a file seems to be by its first bytes (then by its name); the first 262 tell all there is to tell. */
export function recogniseContent(head: Uint8Array, name: string, isPacked: boolean): Content {
  const inside = contentOf(head, name);
  return isPacked ? { ...inside, words: `a gzip of ${inside.words}` } : inside;
}

function contentOf(head: Uint8Array, name: string): Content {
  if (head.length === 0) return { words: 'nothing (0 bytes)', todo: todos.empty };
  const known = signatures.find(([at, bytes]) => bytes.every((byte, i) => head[at + i] === byte));
  if (known) return { words: known[2], todo: todos[known[3]] };
  if (isAnalyze(head)) return { words: 'an Analyze 7.5 header', todo: todos.volume };
  if (/\.mg[hz]$/i.test(name)) return { words: 'an MGH volume', todo: todos.volume };
  if (/\.img(\.gz)?$/i.test(name))
    return { words: 'an image file without its header', todo: 'Drop it together with its .hdr file' };
  return { words: isText(head) ? 'text' : 'something unknown', todo: isText(head) ? todos.other : todos.volume };
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
