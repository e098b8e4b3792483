import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildHeader, buildNifti, buildVoxels, datatype } from './buildNifti';
import { readFiles } from './testNifti';

const dim = [3, 2, 2, 1, 1, 1, 1, 1];
const four = [1, 2, 3, 4];
const bytesOf = (words: string) => Uint8Array.from(words, (letter) => letter.charCodeAt(0));
const file = (name: string, bytes: Uint8Array) => new File([Uint8Array.from(bytes)], name);
const sentenceFor = async (name: string, bytes: Uint8Array) => {
  const { volumes, refused } = await readFiles([file(name, bytes)]);
  expect(volumes).toEqual([]);
  return refused[0].message;
};

describe('something else than a volume is named', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const dicom = new Uint8Array(400);
  dicom.set(bytesOf('DICM'), 128);
  const analyze = buildHeader({}).subarray(0, 348);
  analyze.fill(0, 344);
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ['a PNG picture', 'scan.nii', Uint8Array.from(png)],
    ['a ZIP archive', 'scan.zip', bytesOf('PK\x03\x04')],
    ['a TIFF picture', 'stack.tif', bytesOf('II*\x00')],
    ['an NRRD volume', 'a.nrrd', bytesOf('NRRD0004\n')],
    ['a DICOM file', 'IM0001', dicom],
    ['text', 'notes.txt', bytesOf('x,y,z\n1,2,3\n')],
    ['nothing (0 bytes)', 'a.nii', new Uint8Array(0)],
    ['an Analyze 7.5 header', 'a.hdr', analyze],
    ['an image file without its header', 'a.img', Uint8Array.from([0, 1, 2, 3])],
    ['an MGH volume', 'a.mgz', Uint8Array.from([0, 0, 0, 1, 0, 0, 1, 0])],
    ['something unknown', 'a.bin', Uint8Array.from([0, 1, 2, 3])],
  ];
  for (const [words, name, bytes] of cases)
    test(`${words}, also inside a gzip`, async () => {
      expect(await sentenceFor(name, bytes)).toMatch(
        new RegExp(`^${words.replace(/[()]/g, '\\$&')}; expected a NIfTI volume`),
      );
      expect(await sentenceFor(name, gzipSync(bytes))).toMatch(
        new RegExp(`^a gzip of ${words.replace(/[()]/g, '\\$&')}; expected`),
      );
    });
});

describe('several files at once', () => {
  const header = file('Brain.hdr', buildHeader({ dim, ...datatype('int16'), isPair: true }));
  const image = file('brain.img.gz', gzipSync(buildVoxels('int16', four)));
  const single = file('t1.nii', buildNifti({ dim }, 'uint8', four));

  test('a header finds its image by name, in any order, and the image is not read twice', async () => {
    for (const files of [
      [header, image],
      [image, header],
    ]) {
      const { volumes, refused } = await readFiles(files);
      expect(refused).toEqual([]);
      expect(volumes.map(({ volume }) => [...volume.voxels])).toEqual([four]);
      expect(files[volumes[0].index]).toBe(header);
    }
  });

  test('an image of another name does not do', async () => {
    const { volumes, refused } = await readFiles([header, file('other.img', buildVoxels('int16', four))]);
    expect(volumes).toEqual([]);
    expect(refused.map(({ message }) => message).join(' ')).toMatch(/without its image.*image file without its header/);
  });

  test('the good ones are read and each bad one gets its sentence; places among the files are kept', async () => {
    const { volumes, refused } = await readFiles([file('a.png', bytesOf('\x89PNG')), single, header]);
    expect(volumes.map(({ index, volume }) => [index, volume.name])).toEqual([[1, 't1.nii']]);
    expect(refused.map(({ name }) => name)).toEqual(['a.png', 'Brain.hdr']);
  });

  test('a file that cannot be read any more gets a sentence', async () => {
    const gone = new File([], 'gone.nii');
    gone.slice = () => {
      throw new DOMException('The requested file could not be read', 'NotReadableError');
    };
    const { refused } = await readFiles([gone, single]);
    expect(refused[0].message).toMatch(/could not read .*Choose it again/);
  });

  test('progress of several files is one rise', async () => {
    const fractions: number[] = [];
    await readFiles([single, single, single], { report: (f) => fractions.push(f), throwIfCancelled: () => {} });
    expect(fractions).toEqual([0, 1 / 3, 2 / 3]);
  });
});

test('a gzip too short for a header is a broken gzip, not an empty file', async () => {
  const packed = gzipSync(buildNifti({ dim }, 'uint8', four));
  expect(await sentenceFor('a.nii.gz', packed.subarray(0, 50))).toMatch(/breaks off/);
  expect(await sentenceFor('a.nii.gz', gzipSync(new Uint8Array(0)))).toMatch(/^a gzip of nothing \(0 bytes\)/);
});
