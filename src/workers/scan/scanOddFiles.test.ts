import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors';
import { failure, file, maskFile, maskValues, openBoth, scanFile, sizes, startSession } from './testScan';

describe('odd masks and scans', () => {
  const withMask = async (type: string, values: readonly number[], fields = {}) =>
    (await openBoth([scanFile, file('m_seg.nii', type, values, fields)])).answer.facts;

  test('without foreground: no blobs and a remark', async () => {
    const facts = await withMask('uint8', new Array(32).fill(0));
    expect(facts.blobs).toEqual([]);
    expect(facts.imbalance).toMatchObject({ blobCount: 0, gini: 0 });
    expect(facts.remarks).toEqual(['The mask has no foreground; there are no blobs to label.']);
  });

  test('NaN voxels become background, negative values too, and both are said', async () => {
    const values = maskValues.map((value, i) => (i === 0 ? Number.NaN : i === 20 ? -1 : value));
    const facts = await withMask('float32', values);
    expect(facts.imbalance.foregroundVoxels).toBe(3);
    expect(facts.remarks.join(' ')).toMatch(
      /1 of its voxels was not a finite number.*negative values; they count as background/,
    );
  });

  test('fractions within 0..1 are cut at a half', async () => {
    const { session, context } = startSession();
    const values = maskValues.map((_, i) => (i === 0 ? 0.5 : i === 2 ? 0.49 : 0));
    const { files } = await session.open({ files: [scanFile, file('p.nii', 'float32', values)] }, context);
    const ids = files.map(({ fileId }) => fileId).sort();
    const ask = { scanId: ids[0], maskId: ids[1], connectivity: 26 } as const;
    const { facts } = await session.assemble({ ...ask, reading: { kind: 'all' } }, context);
    expect(facts.imbalance.foregroundVoxels).toBe(1);
    expect(facts.remarks.join()).toContain('0.5 and more counts as foreground');
    const error = await failure(() => session.assemble({ ...ask, reading: { kind: 'instances' } }, context));
    expect(error.message).toContain('values have fractions');
  });

  test('a mask on another grid is resampled, aloud, with its own remarks named', async () => {
    const fields = {
      dim: [3, 2, 2, 1, 1, 1, 1, 1],
      sform: [2, 0, 0, 5.5, 0, 2, 0, 6.5, 0, 0, 2, 7.5],
      pixdim: [1, 9, 2, 2, 1, 1, 1, 1],
    };
    const facts = await withMask('uint8', [1, 0, 0, 0], fields);
    expect(facts.grid.dims).toEqual([4, 4, 2]);
    expect(sizes(facts)).toEqual([8]);
    expect(facts.remarks[0]).toMatch(/^m_seg.nii: Its voxel sizes disagree/);
    expect(facts.remarks[1]).toContain('foreground 1 -> 8 voxels, 100 % of its volume');
  });

  test('a mask elsewhere is refused and what was open stays', async () => {
    const { session, context } = await openBoth();
    const far = file('far_seg.nii', 'uint8', maskValues, { sform: [1, 0, 0, 500, 0, 1, 0, 0, 0, 0, 1, 0] });
    const { files } = await session.open({ files: [far] }, context);
    const ask = { scanId: 0, maskId: files[0].fileId, reading: { kind: 'all' }, connectivity: 26 } as const;
    const error = await failure(() => session.assemble(ask, context));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('lies elsewhere');
    expect((await session.relabel({ connectivity: 6 }, context)).facts.name).toBe('flair + flair_seg');
    expect((await session.assemble({ ...ask, maskId: 1 }, context)).facts.blobs).toHaveLength(3);
  });

  test('a scan of zeros opens with a remark', async () => {
    const { facts } = (await openBoth([file('t1.nii', 'int16', new Array(32).fill(0)), maskFile])).answer;
    expect(facts.remarks.join()).toContain('Every voxel of the scan is 0');
    expect(facts.displayRange).toEqual([0, 1]);
  });

  test('more blobs than can be shown are refused with the likely reason', async () => {
    const side = 80;
    const checker = Uint8Array.from(
      { length: side ** 3 },
      (_, i) => ((i % side) + (Math.floor(i / side) % side) + Math.floor(i / side ** 2)) % 2,
    );
    const noisy = file('noise_seg.nii', 'uint8', [...checker], { dim: [3, side, side, side, 1, 1, 1, 1] });
    const { session, context } = startSession();
    await session.open({ files: [noisy] }, context);
    const ask = { scanId: null, maskId: 0, reading: { kind: 'all' }, connectivity: 6 } as const;
    const error = await failure(() => session.assemble(ask, context));
    expect(error.message).toMatch(
      /256,000 blobs; expected at most 50,000 blobs\. The scan and the mask may be swapped/,
    );
  });
});
