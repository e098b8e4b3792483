import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultQuestion } from '../core/bench/defaultQuestion';
import { outcome } from '../core/terms';
import type { BenchMove } from '../protocol/benchCalls';
import type { Progress } from '../protocol/scanCalls';
import { failure, file, maskValues, openBoth, phantom, startSession } from './testScan';

const perfect: BenchMove = { kind: 'begin', from: { kind: 'perfect' } };

async function opened() {
  const started = await openBoth();
  const ask = (moves: readonly BenchMove[], question = defaultQuestion) =>
    started.session.bench({ moves, question }, started.context);
  return { ...started, ask };
}

function prediction(values: readonly number[], name = 'prediction.nii'): BenchMove {
  return { kind: 'begin', from: { kind: 'file', file: file(name, 'float32', values) } };
}

describe('the bench of the scan worker', () => {
  test('a perfect prediction of the open case, and what a touch changes', async () => {
    const { ask, transferred } = await opened();
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
    const { ask } = await opened();
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
    const { ask } = await opened();
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
    const { ask, session, context } = await opened();
    await ask([perfect, { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    await session.relabel({ connectivity: 6 }, context);
    const { answer } = await ask([]);
    expect(answer).toMatchObject({ matching: { found: 2, missed: 2 }, canUndo: false });
    await session.made({ made: 'three_of_sixteen', connectivity: 26 }, context);
    expect((await failure(() => ask([]))).message).toContain('no prediction on the bench');
    expect((await ask([perfect])).answer.rows).toHaveLength(16);
  });

  test('a beginning that cannot be answered is taken back', async () => {
    const { ask, session, context } = await opened();
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
});

describe('prediction files', () => {
  const values = maskValues.map((value) => (value > 0 ? 0.9 : 0.1));

  test('probabilities and masks', async () => {
    const { ask } = await opened();
    const soft = await ask([prediction(values)]);
    expect(soft.answer.start).toEqual({ kind: 'file', name: 'prediction.nii', isBinary: false });
    expect(soft.answer.rows[0].meanProbability).toBeCloseTo(0.9, 6);
    const hard = await ask([prediction(maskValues.map((value) => Math.min(value, 1)))]);
    expect(hard.answer.start).toMatchObject({ isBinary: true });
    expect(hard.answer.matching.f1).toBe(1);
  });

  test.each([
    ['values above 1', maskValues.map((value) => value / 2), 'probabilities of 0 to 1'],
    ['logits', maskValues.map((value) => value - 2.5), 'sigmoid'],
  ])('%s are refused in a sentence; what was there stays', async (_, bad, sentence) => {
    const { ask } = await opened();
    expect((await failure(() => ask([prediction(bad)]))).message).toContain(sentence);
    await ask([prediction(values), { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    const { refusal, answer } = await ask([prediction(bad)]);
    expect(refusal).toContain(sentence);
    expect(answer.lastEdit).toEqual({ kind: 'miss', blob: 1 });
  });

  test('NaN is told', async () => {
    const { ask } = await opened();
    const { remarks } = await ask([prediction(values.map((value, v) => (v === 3 ? Number.NaN : value)))]);
    expect(remarks.join(' ')).toMatch(/1 of its voxels was not a finite number/);
  });

  test('another grid: laid over the case where it meets it, refused where it does not', async () => {
    const { ask } = await opened();
    const shifted = (name: string, by: number) =>
      file(name, 'float32', values, { sformCode: 1, sform: [1, 0, 0, by, 0, 1, 0, 6, 0, 0, 1, 7] });
    const elsewhere = shifted('elsewhere.nii', 1000);
    const error = await failure(() => ask([{ kind: 'begin', from: { kind: 'file', file: elsewhere } }]));
    expect(error.message).toContain('a prediction that lies elsewhere than the scan');
    const near = shifted('near.nii', 6);
    const { remarks } = await ask([{ kind: 'begin', from: { kind: 'file', file: near } }]);
    expect(remarks.join(' ')).toContain('The prediction was on another grid');
  });

  test('what is no volume is refused by name', async () => {
    const { ask } = await opened();
    const text = new File(['hello'], 'notes.txt');
    const error = await failure(() => ask([{ kind: 'begin', from: { kind: 'file', file: text } }]));
    expect(error.message).toContain('NIfTI');
  });

  test('longer questions are answered for the prediction as it stands', async () => {
    const { ask, session, context } = await opened();
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
    const { ask, session, context } = await opened();
    await ask([perfect]);
    const cancelled = { ...context, signal: AbortSignal.abort() };
    await expect(session.benchStudy({ kind: 'sweep', question: defaultQuestion }, cancelled)).rejects.toThrow(
      'cancelled',
    );
  });
});

describe('a beginning that is stopped', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A clock by which every step takes long, so that the worker tells of each, and listens after it. */
  function slowClock() {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 50;
      return now;
    });
  }

  /** Stops a call at its report number `at`; false = it was answered before. */
  async function stopAt(at: number, call: (context: Started['context']) => unknown, { context }: Started) {
    const controller = new AbortController();
    const told: Progress[] = [];
    const report = (progress: Progress) => {
      told.push(progress);
      if (told.length === at) controller.abort();
    };
    try {
      await call({ ...context, report, signal: controller.signal } as Started['context']);
      return { isStopped: false, told };
    } catch (error) {
      expect((error as Error).message).toBe('cancelled');
      return { isStopped: true, told };
    }
  }
  type Started = Awaited<ReturnType<typeof opened>>;

  test.each(['same_dice_a', 'eroded', 'everything'] as const)(
    '%s: wherever it is stopped, prediction, undo and redo stay as they were',
    async (preset) => {
      const started = await opened();
      const { ask, session } = started;
      await ask([
        perfect,
        { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null },
        { kind: 'edit', edit: { kind: 'miss', blob: 2 }, gesture: null },
        { kind: 'undo' },
      ]);
      const before = await ask([]);
      slowClock();
      const moves: BenchMove[] = [
        { kind: 'edit', edit: { kind: 'probability', blob: 3, probability: 0.3 }, gesture: 'drag' },
        { kind: 'begin', from: { kind: 'preset', preset } },
      ];
      let stops = 0;
      for (let at = 1; ; at++) {
        const begun = (context: Started['context']) => session.bench({ moves, question: defaultQuestion }, context);
        const { isStopped, told } = await stopAt(at, begun, started);
        if (!isStopped) {
          const fractions = told.map(({ fraction }) => fraction);
          expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
          break;
        }
        stops++;
        const { answer, volumes } = await ask([]);
        expect({ ...answer, timing: null }).toEqual({ ...before.answer, timing: null });
        expect(volumes.outcome).toEqual(before.volumes.outcome);
      }
      expect(stops).toBeGreaterThan(5);
      expect((await ask([])).answer.start).toEqual({ kind: 'preset', preset });
      await ask([{ kind: 'undo' }, { kind: 'undo' }]);
      expect((await ask([])).answer).toMatchObject({ lastEdit: { kind: 'miss', blob: 1 }, start: { kind: 'perfect' } });
    },
  );

  test('the first of a case: nothing lies on the bench then, and another beginning goes ahead', async () => {
    const started = await opened();
    slowClock();
    const begin = (context: Started['context']) =>
      started.session.bench({ moves: [perfect], question: defaultQuestion }, context);
    const { isStopped } = await stopAt(2, begin, started);
    expect(isStopped).toBe(true);
    await expect(started.ask([])).rejects.toThrow('no prediction on the bench');
    expect((await started.ask([perfect])).answer.matching.f1).toBe(1);
  });

  test('the carrying over to blobs that were labelled anew: the prediction is not lost', async () => {
    const started = await opened();
    await started.ask([perfect, { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    await started.session.relabel({ connectivity: 6 }, started.context);
    slowClock();
    const carry = (context: Started['context']) =>
      started.session.bench({ moves: [], question: defaultQuestion }, context);
    expect((await stopAt(1, carry, started)).isStopped).toBe(true);
    expect((await started.ask([])).answer.matching).toMatchObject({ found: 2, missed: 2 });
  });
});
