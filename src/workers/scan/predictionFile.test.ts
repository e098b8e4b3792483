import { describe, expect, test } from 'vitest';
import type { BenchMove } from '../../protocol/benchCalls';
import { openedSession } from '../bench/testBenchSession';
import { failure, file, maskValues } from './testScan';

function prediction(values: readonly number[], name = 'prediction.nii'): BenchMove {
  return { kind: 'begin', from: { kind: 'file', file: file(name, 'float32', values) } };
}

describe('prediction files', () => {
  const values = maskValues.map((value) => (value > 0 ? 0.9 : 0.1));

  test('probabilities and masks', async () => {
    const { ask } = await openedSession();
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
    const { ask } = await openedSession();
    expect((await failure(() => ask([prediction(bad)]))).message).toContain(sentence);
    await ask([prediction(values), { kind: 'edit', edit: { kind: 'miss', blob: 1 }, gesture: null }]);
    const { refusal, answer } = await ask([prediction(bad)]);
    expect(refusal).toContain(sentence);
    expect(answer.lastEdit).toEqual({ kind: 'miss', blob: 1 });
  });

  test.each([
    [1, /1 of its voxels was not a finite number .+ It counts as not predicted; .+ write the prediction again/],
    [3, /3 of its voxels were not finite numbers .+ They count as not predicted; .+ write the prediction again/],
  ])('%i NaN: how many, what they count as and what to do is told', async (count, sentence) => {
    const { ask } = await openedSession();
    const { remarks } = await ask([prediction(values.map((value, v) => (v < count ? Number.NaN : value)))]);
    expect(remarks.join(' ')).toMatch(sentence);
  });

  test('another grid: laid over the case where it meets it, refused where it does not', async () => {
    const { ask } = await openedSession();
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
    const { ask } = await openedSession();
    const text = new File(['hello'], 'notes.txt');
    const error = await failure(() => ask([{ kind: 'begin', from: { kind: 'file', file: text } }]));
    expect(error.message).toContain('NIfTI');
  });
});
