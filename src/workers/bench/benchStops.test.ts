import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultQuestion } from '../../core/bench/defaultQuestion';
import type { BenchMove } from '../../protocol/benchCalls';
import type { Progress } from '../../protocol/scanCalls';
import { openedSession, perfect } from './testBenchSession';

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
  type Started = Awaited<ReturnType<typeof openedSession>>;

  test.each(['same_dice_a', 'eroded', 'everything'] as const)(
    '%s: wherever it is stopped, prediction, undo and redo stay as they were',
    async (preset) => {
      const started = await openedSession();
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
      expect(stops).toBeGreaterThan(2);
      expect((await ask([])).answer.start).toEqual({ kind: 'preset', preset });
      await ask([{ kind: 'undo' }, { kind: 'undo' }]);
      expect((await ask([])).answer).toMatchObject({ lastEdit: { kind: 'miss', blob: 1 }, start: { kind: 'perfect' } });
    },
  );

  test('the first of a case: nothing lies on the bench then, and another beginning goes ahead', async () => {
    const started = await openedSession();
    slowClock();
    const begin = (context: Started['context']) =>
      started.session.bench({ moves: [perfect], question: defaultQuestion }, context);
    const { isStopped } = await stopAt(2, begin, started);
    expect(isStopped).toBe(true);
    await expect(started.ask([])).rejects.toThrow('no prediction on the bench');
    expect((await started.ask([perfect])).answer.matching.f1).toBe(1);
  });

  test('the carrying over to blobs that were labelled anew: the prediction is not lost', async () => {
    const started = await openedSession();
    await started.ask([perfect, { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    await started.session.relabel({ connectivity: 6 }, started.context);
    slowClock();
    const carry = (context: Started['context']) =>
      started.session.bench({ moves: [], question: defaultQuestion }, context);
    expect((await stopAt(1, carry, started)).isStopped).toBe(true);
    expect((await started.ask([])).answer.matching).toMatchObject({ found: 2, missed: 2 });
  });
});
