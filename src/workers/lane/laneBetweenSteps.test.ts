import { describe, expect, test } from 'vitest';
import type { StepRecord } from '../../core/terms';
import { dims, openSession, settings } from './testLane';

describe('what comes in between steps', () => {
  test('a new loss acts from the next step on', async () => {
    const { advance, setLoss, records } = await openSession();
    await advance(2);
    setLoss({ ...settings.loss, alpha: 0.5, beta: 3 });
    await advance(3);
    expect(records.map(({ alpha, beta }) => [alpha, beta])).toEqual([
      [2, 1],
      [2, 1],
      [0.5, 3],
    ]);
    expect(records[2].total).toBeCloseTo(0.5 * records[2].global + 3 * records[2].blob, 5);
  });

  test('a new loss that arrives as a message during a long advance is heard', async () => {
    const { advance, setLoss, records } = await openSession();
    setTimeout(() => setLoss({ ...settings.loss, beta: 5 }), 0);
    await advance(6);
    expect(records[0].beta).toBe(1);
    expect(records[5].beta).toBe(5);
  });

  test('a cancel ends the advance after the running step, and it can go on from there', async () => {
    const { advance, records } = await openSession();
    const controller = new AbortController();
    const stopAtTwo = ({ step }: StepRecord) => {
      if (step === 2) setTimeout(() => controller.abort(), 0);
    };
    const { step } = await advance(1000, stopAtTwo, controller.signal);
    expect(step).toBeGreaterThanOrEqual(2);
    expect(step).toBeLessThan(10);
    expect(await advance(step + 1)).toEqual({ step: step + 1 });
    expect(records.map((record) => record.step)).toEqual(Array.from({ length: step + 1 }, (_, i) => i + 1));
  });

  test('a prediction asked for during an advance runs between two steps; the advance then goes on', async () => {
    const { advance, predict, records } = await openSession();
    let asked: ReturnType<typeof predict> | null = null;
    const order: string[] = [];
    const { step } = await advance(5, (record) => {
      order.push(`step ${record.step}`);
      if (record.step === 2)
        asked = predict().then((answer) => {
          order.push('predicted');
          return answer;
        });
    });
    expect(step).toBe(5);
    expect(order).toEqual(['step 1', 'step 2', 'predicted', 'step 3', 'step 4', 'step 5']);
    expect(await asked).toMatchObject({ step: 2 });
    expect(records.length).toBe(5);
  });

  test('a prediction changes nothing in the training, and hands its buffer over', async () => {
    const [plain, watched] = [await openSession(), await openSession()];
    await plain.advance(4);
    await watched.advance(2);
    const { probability } = await watched.predict();
    await watched.advance(4);
    expect(watched.totals()).toEqual(plain.totals());
    expect(probability.length).toBe(dims[0] * dims[1] * dims[2]);
    expect(watched.transferred).toContain(probability.buffer);
  });

  test('a prediction can be cancelled between tiles', async () => {
    const { predict } = await openSession();
    const controller = new AbortController();
    await expect(predict(() => controller.abort(), controller.signal)).rejects.toThrow('cancelled');
  });

  test('opening anew ends the advance of the model before', async () => {
    const { advance, reopen } = await openSession();
    let facts: Promise<unknown> | null = null;
    const { step } = await advance(1000, (record) => {
      if (record.step === 2) facts = Promise.resolve(reopen({}));
    });
    expect(step).toBe(2);
    expect(await facts).toMatchObject({ step: 0 });
  });
});
