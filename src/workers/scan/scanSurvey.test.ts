import { expect, test } from 'vitest';
import { CancelledError } from '../../core/errors';
import type { ScanCalls } from '../../protocol/scanCalls';
import { failure, file, maskFile, maskValues, openBoth, startSession } from './testScan';

type Change = Partial<Omit<ScanCalls['measureMask']['ask'], 'fileId'>>;

const ask = (fileId: number, change: Change = {}) =>
  ({ fileId, reading: { kind: 'all' }, connectivity: 26, ...change }) as const;

/** What a fresh session says of this one file. */
async function measured(one: File, change: Change = {}) {
  const { session, context } = startSession();
  await session.knowFiles({ files: [one] }, context);
  return session.measureMask(ask(0, change), context);
}

test('the sizes of a mask by hand, by neighbours and by its values', async () => {
  expect(await measured(maskFile)).toEqual({
    mask: { spacingMm: [1, 1, 1], voxelTotal: 32, sizes: [2, 1, 1] },
    dims: [4, 4, 2],
    datatype: 'uint8',
    remarks: ['Its 2 different values are read together as foreground.'],
  });
  expect((await measured(maskFile, { connectivity: 6 })).mask.sizes).toEqual([1, 1, 1, 1]);
  expect((await measured(maskFile, { reading: { kind: 'instances' } })).mask.sizes).toEqual([2, 2]);
});

test('files are numbered and named without being read, and measured by their number', async () => {
  const { session, context } = await openBoth();
  const text = new File(['hello'], 'readme.txt');
  const named = await session.knowFiles({ files: [maskFile, text] }, context);
  expect(named).toEqual([
    { fileId: 2, name: 'flair_seg.nii' },
    { fileId: 3, name: 'readme.txt' },
  ]);
  expect((await session.measureMask(ask(2), context)).mask.sizes).toEqual([2, 1, 1]);
  expect((await failure(() => session.measureMask(ask(3), context))).message).toContain('text; expected');
  expect((await session.relabel({ connectivity: 26 }, context)).facts.name).toBe('flair + flair_seg');
});

test('without foreground: no sizes, and that is said', async () => {
  const empty = await measured(file('a.nii', 'uint8', new Array(32).fill(0)));
  expect(empty.mask.sizes).toEqual([]);
  expect(empty.remarks).toEqual(['It has no foreground, so there are no blobs to measure.']);
});

test('probabilities are cut at a half; other fractions are refused as a scan', async () => {
  const probability = maskValues.map((_, i) => (i === 0 ? 0.5 : i === 2 ? 0.49 : 0));
  const { mask, remarks } = await measured(file('p.nii', 'float32', probability));
  expect(mask.sizes).toEqual([1]);
  expect(remarks.join()).toContain('0.5 and more counts as foreground');
  const scan = file(
    't1.nii',
    'float32',
    maskValues.map((value) => value + 0.3),
  );
  const { message } = await failure(() => measured(scan));
  expect(message).toContain('fractions outside 0 to 1');
});

test('more than 20,000 blobs are refused as noise; just so many are not', async () => {
  const dim = [3, 60, 60, 60, 1, 1, 1, 1];
  const lonely = (most: number) => {
    let count = 0;
    return Array.from({ length: 60 ** 3 }, (_, i) => {
      const at = [i % 60, Math.floor(i / 60) % 60, Math.floor(i / 3600)];
      return at.every((c) => c % 2 === 0) && count++ < most ? 1 : 0;
    });
  };
  const dust = (most: number) => file('n.nii', 'uint8', lonely(most), { dim });
  expect((await measured(dust(20_000))).mask.sizes).toHaveLength(20_000);
  const { message } = await failure(() => measured(dust(20_001)));
  expect(message).toContain('20,001 blobs; expected at most 20,000');
});

test('a cancelled measuring ends as cancelled', async () => {
  const { session, context, controller } = startSession();
  await session.knowFiles({ files: [maskFile] }, context);
  controller.abort();
  expect(await failure(() => session.measureMask(ask(0), context))).toBeInstanceOf(CancelledError);
});
