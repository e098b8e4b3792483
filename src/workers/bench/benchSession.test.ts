import { describe, expect, test } from 'vitest';
import { defaultQuestion } from '../../core/bench/defaultQuestion';
import { outcome } from '../../core/terms';
import { failure, file, maskValues, phantom, startSession } from '../scan/testScan';
import { openedSession, perfect } from './testBenchSession';

describe('the bench of the scan worker', () => {
  test('a perfect prediction of the open case, and what a touch changes', async () => {
    const { ask, transferred } = await openedSession();
    const first = await ask([perfect]);
    expect(first.answer.matching).toMatchObject({ found: 3, missed: 0, f1: 1 });
    expect(first.kept).toEqual([true]);
    expect(transferred).toContain(first.volumes.outcome.buffer);
    const next = await ask([{ kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    expect(next.answer.matching).toMatchObject({ found: 2, missed: 1 });
    expect(next.volumes.outcome[0]).toBe(outcome.falseNegative);
    expect(next.answer.canUndo).toBe(true);
    expect((await ask([{ kind: 'undo' }])).answer.matching.missed).toBe(0);
    expect((await ask([{ kind: 'redo' }])).answer.matching.missed).toBe(1);
    expect((await ask([{ kind: 'reset' }])).answer.matching.missed).toBe(0);
  });

  test('a refused touch leaves all as it was, says why, and the others of the call are done', async () => {
    const { ask } = await openedSession();
    const { kept, refusal, answer } = await ask([
      perfect,
      { kind: 'edit', edit: { kind: 'miss', blob: 9 }, gesture: null },
      { kind: 'edit', edit: { kind: 'miss', blob: 2 }, gesture: null },
      { kind: 'edit', edit: { kind: 'miss', blob: 2 }, gesture: null },
    ]);
    expect(kept).toEqual([true, false, true, false]);
    expect(refusal).toContain('blob 9');
    expect(answer.matching.missed).toBe(1);
  });

  test('a prediction of a lane, with its probability to show', async () => {
    const { ask } = await openedSession();
    const probability = Float32Array.from(maskValues, (value) => (value === 7 ? 0.75 : 0.125));
    const question = { ...defaultQuestion, probability: true };
    const reply = await ask([{ kind: 'begin', from: { kind: 'lane', step: 40, probability } }], question);
    expect(reply.answer.start).toEqual({ kind: 'lane', step: 40 });
    expect(reply.answer.matching).toMatchObject({ found: 2, missed: 1 });
    expect([...(reply.volumes.probability ?? [])].slice(0, 4)).toEqual([0.125, 0.125, 0.125, 0.75]);
    const other = { kind: 'lane', step: 1, probability: new Float32Array(5) } as const;
    expect((await ask([{ kind: 'begin', from: other }])).refusal).toContain('another scan');
  });

  test('another case takes the bench away; the same mask labelled anew leaves the prediction', async () => {
    const { ask, session, context } = await openedSession();
    await ask([perfect, { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    await session.relabel({ connectivity: 6 }, context);
    const { answer } = await ask([]);
    expect(answer).toMatchObject({ matching: { found: 2, missed: 2 }, canUndo: false });
    await session.made({ made: 'three_of_sixteen', connectivity: 26 }, context);
    expect((await failure(() => ask([]))).message).toContain('no prediction on the bench');
    expect((await ask([perfect])).answer.rows).toHaveLength(16);
  });

  test('a beginning that cannot be answered is taken back', async () => {
    const { ask, session, context } = await openedSession();
    await session.phantom({ settings: { ...phantom, size: 96 }, connectivity: 26 }, context);
    await ask([perfect]);
    const dots = Float32Array.from({ length: 96 ** 3 }, (_, v) => {
      const at = [v % 96, Math.floor(v / 96) % 96, Math.floor(v / 96 ** 2)];
      return at.every((c) => c % 3 === 1) ? 1 : 0;
    });
    const { refusal, kept, answer } = await ask([
      { kind: 'begin', from: { kind: 'lane', step: 3, probability: dots } },
    ]);
    expect(refusal).toMatch(/32,768 components above 0.5; expected at most 20,000/);
    expect(kept).toEqual([false]);
    expect(answer).toMatchObject({ start: { kind: 'perfect' }, canUndo: false, canRedo: false });
  });

  test('a mask of more blobs than can be matched is refused as what it is', async () => {
    const { ask, session, context } = await openedSession();
    const side = 56;
    const dots = Array.from({ length: side ** 3 }, (_, v) =>
      [v % side, Math.floor(v / side) % side, Math.floor(v / side ** 2)].every((c) => c % 2 === 0) ? 1 : 0,
    );
    const noise = file('dots_seg.nii', 'uint8', dots, { dim: [3, side, side, side, 1, 1, 1, 1] });
    const { files } = await session.open({ files: [noise] }, context);
    await session.assemble(
      { scanId: null, maskId: files[0].fileId, reading: { kind: 'all' }, connectivity: 26 },
      context,
    );
    const { message } = await failure(() => ask([perfect]));
    expect(message).toMatch(
      /^A mask of 21,952 blobs; expected at most 20,000 on the bench\. Check that this is the mask/i,
    );
  });

  test('a made case is the printed example, and its preset gives the printed numbers', async () => {
    const { session, context } = startSession();
    const { facts } = await session.made({ made: 'three_of_sixteen', connectivity: 26 }, context);
    expect(facts.blobs).toHaveLength(16);
    expect(facts.source).toEqual({ kind: 'made', made: 'three_of_sixteen' });
    const { answer } = await session.bench(
      { moves: [{ kind: 'begin', from: { kind: 'preset', preset: 'three_of_sixteen' } }], question: defaultQuestion },
      context,
    );
    const loss = (id: string) => answer.losses.find((one) => one.id === id)?.value;
    expect(loss('global/dice')?.toFixed(3)).toBe('0.061');
    expect(loss('blob/dice')?.toFixed(4)).toBe('0.8125');
  });

  test('longer questions are answered for the prediction as it stands', async () => {
    const { ask, session, context } = await openedSession();
    await expect(session.benchStudy({ kind: 'rules', question: defaultQuestion }, context)).rejects.toThrow(
      'no prediction',
    );
    await ask([perfect, { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    const rules = await session.benchStudy({ kind: 'rules', question: defaultQuestion }, context);
    expect(rules.kind === 'rules' && rules.rules).toHaveLength(8);
    expect(rules.kind === 'rules' && rules.rules[0]).toMatchObject({ truePositives: 2, falseNegatives: 1 });
    await ask([{ kind: 'edit', edit: { kind: 'probability', blob: 2, probability: 0.33 }, gesture: null }]);
    const study = await session.benchStudy(
      { kind: 'sweep', question: { ...defaultQuestion, threshold: 0.34 } },
      context,
    );
    if (study.kind !== 'sweep') throw new Error('not what was asked');
    const { points, best } = study.sweep;
    expect(points).toHaveLength(20);
    expect(points.find(({ threshold }) => threshold === 0.3)?.truePositives).toBe(2);
    expect(points.find(({ threshold }) => threshold === 0.34)?.truePositives).toBe(1);
    expect(best).toBe(points[0]);
  });

  test('a longer question that is cancelled ends', async () => {
    const { ask, session, context } = await openedSession();
    await ask([perfect]);
    const cancelled = { ...context, signal: AbortSignal.abort() };
    await expect(session.benchStudy({ kind: 'sweep', question: defaultQuestion }, cancelled)).rejects.toThrow(
      'cancelled',
    );
  });
});
