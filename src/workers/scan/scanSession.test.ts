import { describe, expect, test } from 'vitest';
import { outcome } from '../../core/terms';
import { failure, file, maskFile, openBoth, phantom, scanFile, scanValues, sizes, startSession } from './testScan';

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
