import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../core/errors';
import { failure, maskFile, openBoth, phantom, scanFile, startSession } from './testScan';

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
