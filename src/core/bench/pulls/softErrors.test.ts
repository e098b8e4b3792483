import { describe, expect, test } from 'vitest';
import { crossEntropy, probability, relabelled } from '../../losses/criteria/quantities';
import { createRandom } from '../../random';
import { defaultLoss } from '../../settings';
import { Bench } from '../bench';
import { defaultQuestion } from '../defaultQuestion';
import { largestLogit, logitOf } from '../logits';
import { randomCase } from '../testBench';
import { fullPull } from './pullFields';
import { softErrors } from './softErrors';

test('a voxel that is looked at with the other label is wrong on the other side', () => {
  const soft = softErrors(relabelled(probability), 0.9);
  const atLimit = 0.9 * 0.1;
  expect(soft.slope(24, true)).toBeCloseTo(atLimit, 12);
  expect(soft.slope(-24, true)).toBeLessThan(1e-9);
  expect(soft.slope(-24, false)).toBeCloseTo(atLimit, 12);
  expect(soft.slope(24, false)).toBeLessThan(1e-9);
});

describe('errors no surer than a limit', () => {
  test('only the slope of a surer error changes', () => {
    const soft = softErrors(probability, 0.95);
    expect(soft.slope(-24, true)).toBeCloseTo(0.05 * 0.95, 12);
    expect(soft.slope(24, false)).toBeCloseTo(0.05 * 0.95, 12);
    for (const [x, isInside] of [
      [24, true],
      [-24, false],
      [-2, true],
      [2, false],
    ] as const)
      expect(soft.slope(x, isInside)).toBe(probability.slope(x, isInside));
    expect(soft.at(-24, true)).toBe(probability.at(-24, true));
    expect(softErrors(crossEntropy, 0.95).slope(24, false)).toBeCloseTo(0.95, 12);
  });

  test('a missed blob is pulled, and a right one is not; blob loss gives all missed blobs alike', () => {
    const benchCase = randomCase(5);
    const { blobs, ids } = benchCase;
    const logits = Float32Array.from(ids, (id) => (id > 2 ? largestLogit : -largestLogit));
    const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
    const { answer } = bench.ask({ ...defaultQuestion, surestError: 0.95 });
    expect(blobs.length).toBeGreaterThan(2);
    const [a, b, c] = answer.rows;
    const both = a.voxels + b.voxels;
    expect(a.shareOfGlobal).toBeCloseTo(a.voxels / both, 6);
    expect(a.shareOfInstance).toBeCloseTo(0.5, 4);
    expect(b.shareOfInstance).toBeCloseTo(0.5, 4);
    expect(c.shareOfGlobal).toBeLessThan(1e-6);
    expect(answer.totals.pull.globalOutside / answer.totals.pull.globalInside).toBeLessThan(1e-3);
  });

  test('where all errors are equally sure, the shares do not depend on how sure an error counts', () => {
    const benchCase = randomCase(3);
    const logits = Float32Array.from(benchCase.ids, (id) => (id > 2 ? largestLogit : -largestLogit));
    const sharesAt = (surestError: number) =>
      new Bench(benchCase, { kind: 'perfect' }, logits.slice(), () => 0)
        .ask({ ...defaultQuestion, surestError })
        .answer.rows.map(({ shareOfGlobal, shareOfInstance }) => [shareOfGlobal ?? 0, shareOfInstance ?? 0]);
    const [low, high] = [sharesAt(0.8), sharesAt(0.99)];
    low.forEach((shares, n) => {
      expect(shares[0]).toBeCloseTo(high[n][0], 3);
      expect(shares[1]).toBeCloseTo(high[n][1], 3);
    });
  });

  test('under top-k too, whose pulls are slopes of the hardest voxels', () => {
    const benchCase = randomCase(5);
    const logits = Float32Array.from(benchCase.ids, (id) => (id > 2 ? largestLogit : -largestLogit));
    const loss = { ...defaultLoss, base: 'top_k', beta: 0, topKPercent: 100 } as const;
    const ask = (surestError: number) =>
      new Bench(benchCase, { kind: 'perfect' }, logits.slice(), () => 0).ask({
        ...defaultQuestion,
        loss,
        surestError,
        heat: true,
      });
    const [soft, exact] = [ask(0.8), ask(1)];
    expect(soft.answer.losses).toEqual(exact.answer.losses);
    exact.answer.rows.forEach(({ pull, shareOfGlobal, match }, n) => {
      const other = soft.answer.rows[n];
      expect(other.pull.globalInside).toBeCloseTo((match === 'missed' ? 0.8 : 1) * pull.globalInside, 9);
      expect(other.shareOfGlobal).toBeCloseTo(shareOfGlobal ?? Number.NaN, 6);
    });
    const [{ global: softField }, { global: field }] = [soft.volumes.pulls, exact.volumes.pulls].map(
      (fields) => fields ?? expect.fail('no heat'),
    );
    expect(softField.largest).toBeCloseTo(0.8 * field.largest, 6);
  });

  test('under BiCC too, whose cells are those of what is predicted', () => {
    const benchCase = randomCase(5);
    const logits = Float32Array.from(benchCase.ids, (id) => (id > 2 ? largestLogit : -largestLogit));
    const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
    const loss = { ...defaultLoss, scheme: 'bicc', base: 'dice_bce' } as const;
    const ask = (surestError: number) => bench.ask({ ...defaultQuestion, loss, surestError, heat: true });
    const [exact, soft] = [ask(1), ask(0.95)];
    expect(soft.answer.losses).toEqual(exact.answer.losses);
    const { global, instance } = soft.volumes.pulls ?? expect.fail('no heat');
    // The pull of a row is that of its voxels, whether it is added up by rows or by voxels.
    const sizeOf = ({ values, largest }: typeof global, blob: number) =>
      benchCase.ids.reduce((sum, id, v) => sum + (id === blob ? Math.abs(values[v] / fullPull) * largest : 0), 0);
    soft.answer.rows.forEach(({ pull }, n) => {
      expect(sizeOf(global, n + 1)).toBeCloseTo(pull.globalInside, 3);
      expect(sizeOf(instance, n + 1)).toBeCloseTo(pull.instanceInside, 3);
    });
    const [missed] = soft.answer.rows;
    expect(missed.match).toBe('missed');
    expect(missed.pull.instanceInside).not.toBeCloseTo(exact.answer.rows[0].pull.instanceInside, 3);
  });

  test('what is no surer is as it was, and so are all values', () => {
    const benchCase = randomCase(6);
    const random = createRandom(6);
    const logits = Float32Array.from(benchCase.ids, () => logitOf(0.06 + 0.88 * random.uniform()));
    const ask = (surestError: number) =>
      new Bench(benchCase, { kind: 'perfect' }, logits.slice(), () => 0).ask({
        ...defaultQuestion,
        loss: { ...defaultLoss, masking: 'none' },
        surestError,
        heat: true,
      });
    const [soft, exact] = [ask(0.95), ask(1)];
    expect(soft.answer.rows).toEqual(exact.answer.rows);
    expect(soft.answer.losses).toEqual(exact.answer.losses);
    expect(soft.volumes.pulls).toEqual(exact.volumes.pulls);
  });
});
