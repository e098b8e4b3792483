import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../core/errors';
import { spacingOf, voxelCount } from '../core/volume';
import { buildNifti, datatype, type NiftiFields } from './buildNifti';
import type { FileVolume } from './fileVolume';
import { mostVoxels } from './limits';
import { readFiles } from './testNifti';

/**
 * Whatever the bytes: a volume that keeps its promises or one sentence, soon, and nothing else. The cases are seeded, so a
 * failure comes back; fast-check prints the bytes.
 */
async function expectVolumeOrSentence(bytes: Uint8Array, name = 'scan.nii'): Promise<'volume' | 'sentence'> {
  const mostMs = watchWork();
  const { volumes, refused } = await readFiles([new File([Uint8Array.from(bytes)], name)]);
  expect(mostMs()).toBeLessThan(5000);
  expect(volumes.length + refused.length).toBe(1);
  if (refused.length > 0) {
    expect(refused[0].message).toMatch(/^.{3,}; expected .+\. .+\.$/s);
    return 'sentence';
  }
  expectSound(volumes[0].volume);
  return 'volume';
}

/** Tells the most that this thread can have worked since, in ms: what passed by the clock, or what the whole process computed, where that is less. */
function watchWork(): () => number {
  const [clock, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(performance.now() - clock, (user + system) / 1000);
  };
}

function expectSound({ grid, voxels, remarks }: FileVolume): void {
  expect(voxels.length).toBe(voxelCount(grid.dims));
  expect(voxels.length).toBeLessThanOrEqual(mostVoxels);
  expect(voxels.every(Number.isFinite)).toBe(true);
  expect(grid.affine.every(Number.isFinite)).toBe(true);
  expect(grid.spacingMm).toEqual(spacingOf(grid.affine));
  expect(grid.spacingMm.every((size) => size > 0)).toBe(true);
  expect(remarks.every((remark) => remark.endsWith('.'))).toBe(true);
}

const dim = [3, 3, 2, 2, 1, 1, 1, 1];
const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const typeNames = ['uint8', 'int16', 'uint16', 'int32', 'float32', 'float64', 'int64'];
const wholeFiles = fc
  .record({
    version: fc.constantFrom(1 as const, 2 as const),
    isLittleEndian: fc.boolean(),
    name: fc.constantFrom(...typeNames),
    sformCode: fc.integer({ min: 0, max: 2 }),
    qformCode: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ name, ...fields }) => ({ bytes: buildNifti({ dim, ...fields }, name, values), fields, name }));
const oddNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1e-30,
    1e30,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    32767,
    -32768,
  ),
  fc.float(),
);
const packedOrNot = (bytes: Uint8Array, isPacked: boolean) => (isPacked ? gzipSync(bytes, { level: 1 }) : bytes);

test('headers with bytes changed at random places', async () => {
  let volumeCount = 0;
  const changes = fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(wholeFiles, changes, fc.boolean(), async ({ bytes }, edits, isPacked) => {
      const broken = bytes.slice();
      for (const [at, value] of edits) broken[at % broken.length] = value;
      if ((await expectVolumeOrSentence(packedOrNot(broken, isPacked))) === 'volume') volumeCount++;
    }),
    { numRuns: 1500, seed: 1 },
  );
  expect(volumeCount).toBeGreaterThan(100);
});

test('every field that decides anything, given odd values', async () => {
  const side = fc.oneof(fc.constantFrom(0, -1, 1, 2, 3, 32767, -32768, 513), fc.integer({ min: -32768, max: 32767 }));
  const list = (of: fc.Arbitrary<number>, length: number) => fc.array(of, { minLength: length, maxLength: length });
  const oddFields = fc.record({
    dim: fc.tuple(fc.integer({ min: -2, max: 9 }), list(side, 7)).map(([rank, sides]) => [rank, ...sides]),
    datatype: fc.oneof(
      fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768, 1024, 1280, 1536, 2304),
      fc.integer({ min: -32768, max: 32767 }),
    ),
    bitpix: fc.constantFrom(0, 1, 8, 16, 32, 64, -8, 32767),
    voxelOffset: fc.constantFrom(0, -1, 1, 351, 352, 353, 544, 1e6, 2147483647),
    pixdim: list(oddNumber, 8),
    slope: oddNumber,
    inter: oddNumber,
    units: fc.nat(255),
    sformCode: fc.integer({ min: -1, max: 5 }),
    qformCode: fc.integer({ min: -1, max: 5 }),
    qform: list(oddNumber, 6),
    sform: list(oddNumber, 12),
    version: fc.constantFrom(1 as const, 2 as const),
    isLittleEndian: fc.boolean(),
  });
  // A few at a time: with all of them odd at once hardly a file would come past the first check.
  const fewOdd = oddFields.chain((odd) =>
    fc.subarray(Object.entries(odd), { maxLength: 4 }).map((entries): NiftiFields => Object.fromEntries(entries)),
  );
  let volumeCount = 0;
  await fc.assert(
    fc.asyncProperty(fewOdd, fc.constantFrom(...typeNames), fc.boolean(), async (odd, name, isPacked) => {
      const bytes = buildNifti({ dim, ...datatype(name), ...odd }, name, values);
      if ((await expectVolumeOrSentence(packedOrNot(bytes, isPacked))) === 'volume') volumeCount++;
    }),
    { numRuns: 2000, seed: 2 },
  );
  expect(volumeCount).toBeGreaterThan(50);
});

test('a file cut at every byte, plain and packed', async () => {
  for (const version of [1, 2] as const) {
    const whole = buildNifti({ dim, version }, 'int16', values);
    for (let length = 0; length < whole.length; length++) {
      expect(await expectVolumeOrSentence(whole.subarray(0, length))).toBe('sentence');
    }
    const packed = gzipSync(whole);
    for (let length = 0; length < packed.length; length++) {
      expect(await expectVolumeOrSentence(packed.subarray(0, length), 'scan.nii.gz')).toBe('sentence');
    }
  }
});

test('packed bytes changed at random places are refused, or change nothing that matters', async () => {
  const packed = gzipSync(buildNifti({ dim }, 'int16', values));
  await fc.assert(
    fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const broken = Uint8Array.from(packed);
      broken[at] ^= flip;
      await expectVolumeOrSentence(broken, 'scan.nii.gz');
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('bytes that are no volume at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 700 }),
      fc.constantFrom('a.nii', 'a.nii.gz', 'a.img', 'a.hdr', 'a'),
      async (bytes, name) => {
        expect(await expectVolumeOrSentence(bytes, name)).toBe('sentence');
      },
    ),
    { numRuns: 500, seed: 4 },
  );
});

test('a reader that forgot to check would be caught: the same judge refuses an unsound volume', () => {
  const grid = { dims: [1, 1, 1], spacingMm: [1, 1, 1], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] } as const;
  const sound = {
    name: 'a',
    grid,
    datatype: 'float32',
    voxels: new Float32Array(1),
    hasPlace: true,
    replacedCount: 0,
    remarks: [],
  };
  expectSound(sound);
  expect(() => expectSound({ ...sound, voxels: new Float32Array(2) })).toThrow();
  expect(() => expectSound({ ...sound, voxels: Float32Array.of(Number.NaN) })).toThrow();
  expect(new InputError({ found: 'abc', expected: 'd', todo: 'E' }).message).toMatch(/^.{3,}; expected .+\. .+\.$/s);
});
