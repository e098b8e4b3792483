import { describe, expect, test } from 'vitest';
import type { CaseFacts, MaskReading } from '../core/case';
import { CancelledError, InputError } from '../core/errors';
import { outcome } from '../core/terms';
import { buildNifti } from '../io/buildNifti';
import { createScanSession } from './scanSession';

const phantom = { kind: 'abstract', seed: 3, size: 48, blobCount: 5, sizeSpread: 1, contrast: 1, noise: 1 } as const;
const dim = [3, 4, 4, 2, 1, 1, 1, 1];
/** Two voxels of 3 that touch only at a corner, one of 7, and one of 7 far from it; 32 voxels. */
const maskValues = [3, 0, 0, 7, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0];
const scanValues = maskValues.map((value, i) => value + i / 10);
const file = (name: string, type: string, values: readonly number[], fields = {}) =>
  new File([buildNifti({ dim, ...fields }, type, values)], name);
const scanFile = file('flair.nii', 'float32', scanValues);
const maskFile = file('flair_seg.nii', 'uint8', maskValues);

/** A session with what the wire gives to each call. */
function startSession() {
  const session = createScanSession();
  const transferred: Transferable[] = [];
  const controller = new AbortController();
  const context = {
    report: () => {},
    signal: controller.signal,
    transfer: (list: readonly Transferable[]) => void transferred.push(...list),
  };
  return { session, context, transferred, controller };
}

async function openBoth(files: readonly File[] = [scanFile, maskFile], reading: MaskReading = { kind: 'all' }) {
  const started = startSession();
  const { files: opened } = await started.session.open({ files }, started.context);
  const idOf = (guess: string) => opened.find((one) => one.guess === guess)?.fileId ?? null;
  const ask = { scanId: idOf('scan'), maskId: idOf('mask'), reading, connectivity: 26 } as const;
  return { ...started, opened, ask, answer: await started.session.assemble(ask, started.context) };
}

const sizes = (facts: CaseFacts) => facts.blobs.map(({ voxels }) => voxels);
const failure = async (work: () => unknown): Promise<Error> => {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing failed');
};

describe('opening and putting together', () => {
  test('scan and mask are told apart, with reasons, the pair first', async () => {
    const { opened } = await openBoth([maskFile, file('notes_t1.nii', 'float32', scanValues), scanFile]);
    expect(opened.map(({ fileId, name, guess }) => [fileId, name, guess])).toEqual([
      [0, 'flair_seg.nii', 'mask'],
      [1, 'notes_t1.nii', 'scan'],
      [2, 'flair.nii', 'scan'],
    ]);
    expect(opened[0]).toMatchObject({
      dims: [4, 4, 2],
      datatype: 'uint8',
      why: expect.stringContaining('named "seg"'),
    });
  });

  test('the case by hand: blobs, facts, arrays', async () => {
    const { answer, ask } = await openBoth();
    const { facts, arrays } = answer;
    expect(sizes(facts)).toEqual([2, 1, 1]);
    expect(facts).toMatchObject({
      name: 'flair + flair_seg',
      source: { kind: 'files', scanId: ask.scanId, maskId: ask.maskId, reading: { kind: 'all' } },
      hasScan: true,
      hasMask: true,
      connectivity: 26,
      maskValues: [
        { value: 3, voxels: 2 },
        { value: 7, voxels: 2 },
      ],
      remarks: [],
    });
    expect(facts.imbalance).toMatchObject({ blobCount: 3, foregroundVoxels: 4, foregroundShare: 4 / 32 });
    expect([...arrays.scan]).toEqual(scanValues.map(Math.fround));
    expect(arrays.ids[0]).toBe(1);
    expect(arrays.ids[5]).toBe(1);
    expect(arrays.ids.filter((id) => id > 0)).toHaveLength(4);
    expect(facts.displayRange[0]).toBeLessThan(facts.displayRange[1]);
  });

  test('a class alone, and the values as instances whether or not they touch', async () => {
    expect(sizes((await openBoth(undefined, { kind: 'class', value: 7 })).answer.facts)).toEqual([1, 1]);
    expect(sizes((await openBoth(undefined, { kind: 'instances' })).answer.facts)).toEqual([2, 2]);
  });

  test('a class that the mask does not have gives no blobs, aloud', async () => {
    const { facts } = (await openBoth(undefined, { kind: 'class', value: 9 })).answer;
    expect(facts.blobs).toEqual([]);
    expect(facts.remarks.join()).toContain('no foreground');
  });

  test('a scan alone and a mask alone are cases too', async () => {
    const scanOnly = (await openBoth([scanFile])).answer;
    expect(scanOnly.facts).toMatchObject({ hasScan: true, hasMask: false, blobs: [], maskValues: [], remarks: [] });
    const maskOnly = (await openBoth([maskFile])).answer;
    expect(maskOnly.facts).toMatchObject({ name: 'flair_seg', hasScan: false, hasMask: true, displayRange: [0, 1] });
    expect(maskOnly.facts.remarks.join()).toContain('only a mask');
    expect(sizes(maskOnly.facts)).toEqual([2, 1, 1]);
    expect(maskOnly.arrays.scan.every((value) => value === 0)).toBe(true);
  });

  test('the roles can be swapped: what is above 0 in the scan becomes foreground', async () => {
    const { session, context, ask } = await openBoth();
    const { facts } = await session.assemble({ ...ask, scanId: ask.maskId, maskId: ask.scanId }, context);
    expect(facts.name).toBe('flair_seg + flair');
    expect(facts.imbalance.foregroundVoxels).toBe(32);
    expect(facts.remarks.join()).toContain('fractions; everything above 0');
  });

  test('arrays for the page are copies, handed over: taking them away leaves the session whole', async () => {
    const { session, context, transferred, answer } = await openBoth();
    expect(transferred).toEqual([answer.arrays.scan.buffer, answer.arrays.ids.buffer]);
    structuredClone(0, { transfer: transferred });
    const again = await session.relabel({ connectivity: 26 }, context);
    expect([...again.arrays.scan]).toEqual(scanValues.map(Math.fround));
    expect(sizes(again.facts)).toEqual([2, 1, 1]);
  });
});

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
      /1 of its voxels were not finite.*negative values; they count as background/,
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

describe('labelling anew, built-in cases, scores', () => {
  test('fewer neighbours split what touches at a corner; instances stay as they are', async () => {
    const { session, context } = await openBoth();
    expect(sizes((await session.relabel({ connectivity: 6 }, context)).facts)).toEqual([1, 1, 1, 1]);
    expect(sizes((await session.relabel({ connectivity: 26 }, context)).facts)).toEqual([2, 1, 1]);
    const asInstances = await openBoth(undefined, { kind: 'instances' });
    expect(sizes((await asInstances.session.relabel({ connectivity: 6 }, asInstances.context)).facts)).toEqual([2, 2]);
  });

  test('a built-in case: the same settings give the same voxels, and every blob has its voxels', async () => {
    const { session, context } = startSession();
    const first = await session.phantom({ settings: phantom, connectivity: 26 }, context);
    const second = await session.phantom({ settings: phantom, connectivity: 26 }, context);
    expect(first.facts.blobs.length).toBeGreaterThan(1);
    expect(first.facts.source).toEqual({ kind: 'phantom', settings: phantom });
    expect(Buffer.compare(new Uint8Array(first.arrays.scan.buffer), new Uint8Array(second.arrays.scan.buffer))).toBe(0);
    const foreground = first.arrays.ids.reduce((total, id) => total + (id > 0 ? 1 : 0), 0);
    expect(first.facts.maskValues).toEqual([{ value: 1, voxels: foreground }]);
    expect(sizes(first.facts).reduce((a, b) => a + b)).toBe(foreground);
  });

  test('a prediction is scored by hand, and kept for another threshold', async () => {
    const { session, context } = await openBoth();
    const probability = new Float32Array(32);
    probability[0] = 0.9; // half of blob 1
    probability[10] = 0.6; // nothing
    const { scores, outcome: voxels } = await session.score({ probability, threshold: 0.5 }, context);
    expect(scores).toMatchObject({ dice: 2 / 6, foundBlobs: 1, missedBlobs: 2, predictedBlobs: 2, falseBlobs: 1 });
    expect([voxels[0], voxels[5], voxels[10], voxels[1]]).toEqual([
      outcome.truePositive,
      outcome.falseNegative,
      outcome.falsePositive,
      outcome.background,
    ]);
    const higher = await session.score({ probability: null, threshold: 0.7 }, context);
    expect(higher.scores).toMatchObject({ dice: 2 / 5, falseBlobs: 0 });
  });

  test('a new case forgets the prediction of the old one', async () => {
    const { session, context } = await openBoth();
    await session.score({ probability: new Float32Array(32), threshold: 0.5 }, context);
    await session.relabel({ connectivity: 26 }, context);
    expect((await failure(() => session.score({ probability: null, threshold: 0.5 }, context))).message).toContain(
      'no prediction',
    );
  });
});

describe('what is remembered', () => {
  test('files are numbered by their place among all that were given, so that a fresh worker numbers them alike', async () => {
    const text = new File(['hello'], 'readme.txt');
    const { session, context } = startSession();
    expect((await session.open({ files: [text, scanFile] }, context)).files.map(({ fileId }) => fileId)).toEqual([1]);
    expect((await session.open({ files: [maskFile] }, context)).files.map(({ fileId }) => fileId)).toEqual([2]);
    const fresh = startSession();
    const retold = await fresh.session.open({ files: [text, scanFile, maskFile] }, fresh.context);
    expect(retold.files.map(({ fileId, name }) => [fileId, name])).toEqual([
      [1, 'flair.nii'],
      [2, 'flair_seg.nii'],
    ]);
    expect(retold.refused.map(({ name }) => name)).toEqual(['readme.txt']);
  });

  test('a file that the case no longer names is read again when it is named again', async () => {
    const { session, context, ask, answer } = await openBoth();
    await session.assemble({ ...ask, maskId: null }, context);
    const again = await session.assemble(ask, context);
    expect(again.facts).toEqual(answer.facts);
    expect(again.arrays.ids).toEqual(answer.arrays.ids);
  });

  test('a fresh worker that knows the files makes the same case of them, and refuses an id that it does not know', async () => {
    const { ask, answer } = await openBoth([new File(['hello'], 'readme.txt'), scanFile, maskFile]);
    const { session, context } = startSession();
    await session.knowFiles({ files: [new File(['hello'], 'readme.txt'), scanFile] }, context);
    await session.knowFiles({ files: [maskFile] }, context);
    expect((await session.assemble(ask, context)).facts).toEqual(answer.facts);
    expect((await failure(() => session.assemble({ ...ask, scanId: 9 }, context))).message).toContain('no longer open');
    expect((await failure(() => session.assemble({ ...ask, scanId: 0 }, context))).message).toContain('text; expected');
  });

  test('without a case, without a part: sentences', async () => {
    const { session, context } = startSession();
    expect((await failure(() => session.relabel({ connectivity: 6 }, context))).message).toContain('no open case');
    const nothing = { scanId: null, maskId: null, reading: { kind: 'all' }, connectivity: 26 } as const;
    expect((await failure(() => session.assemble(nothing, context))).message).toContain('neither a scan nor a mask');
  });

  test('a cancelled call ends as cancelled and changes nothing', async () => {
    const { session, context, controller, ask } = await openBoth();
    controller.abort();
    const calls = [
      () => session.open({ files: [scanFile] }, context),
      () => session.assemble({ ...ask, maskId: null }, context),
      () => session.relabel({ connectivity: 6 }, context),
      () => session.phantom({ settings: phantom, connectivity: 26 }, context),
    ];
    for (const call of calls) expect(await failure(call)).toBeInstanceOf(CancelledError);
    const { context: fresh } = startSession();
    const { facts } = await session.relabel({ connectivity: 26 }, fresh);
    expect(facts).toMatchObject({ hasMask: true, connectivity: 26 });
    expect((await session.open({ files: [scanFile] }, fresh)).files[0].fileId).toBe(2);
  });
});
