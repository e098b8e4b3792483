import { describe, expect, test } from 'vitest';
import { levelsOf } from '../../core/recording/levels';
import { decodeVolume } from '../../core/recording/volumeCodec';
import type { Dims } from '../../core/volume';
import { memory } from '../../engine/ops';
import { laneCase, makeScan, openSession, settings } from './testLane';

describe.each(['cpu', 'wasm'] as const)('training on %s', (backend) => {
  test('facts say what stands; steps are told one by one, from 1', async () => {
    const { facts, advance, records } = await openSession({ backend });
    expect(facts).toMatchObject({ backend, step: 0 });
    expect(facts.why).toContain(backend);
    expect(facts.parameterCount).toBeGreaterThan(1000);
    expect(await advance(3)).toEqual({ step: 3 });
    expect(records.map((record) => record.step)).toEqual([1, 2, 3]);
    expect(records[0]).toMatchObject({ alpha: 2, beta: 1, learningRate: 0.05 });
    expect(records[0].blobIds.length).toBe(records[0].blobTerms.length);
    for (const { total, global, blob } of records) expect(total).toBeCloseTo(2 * global + blob, 5);
  });

  test('the loss of a scan that is easy to learn falls to a fraction, and the prediction finds the blobs', async () => {
    const { advance, totals, predict } = await openSession({ backend });
    await advance(40);
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(mean(totals().slice(-5))).toBeLessThan(0.35 * mean(totals().slice(0, 3)));
    const { probability, recorded, step } = await predict();
    const { ids } = makeScan();
    expect(decodeVolume(recorded, null, ids.length)).toEqual(levelsOf(probability));
    expect(step).toBe(40);
    const meanOf = (inside: boolean) => mean([...probability].filter((_, i) => ids[i] > 0 === inside));
    expect(meanOf(true)).toBeGreaterThan(0.7);
    expect(meanOf(false)).toBeLessThan(0.1);
  });

  test('one seed gives one curve, another seed another', async () => {
    const curveOf = async (seed: number) => {
      const session = await openSession({ backend, settings: { ...settings, seed } });
      await session.advance(4);
      return session.totals();
    };
    const curve = await curveOf(1);
    expect(await curveOf(1)).toEqual(curve);
    expect(await curveOf(2)).not.toEqual(curve);
  });

  test('three steps, a checkpoint and three steps in a new lane are six steps, bit by bit', async () => {
    const whole = await openSession({ backend });
    await whole.advance(6);
    const first = await openSession({ backend });
    await first.advance(3);
    const checkpoint = await first.checkpoint();
    expect(checkpoint.step).toBe(3);
    const second = await openSession({ backend, checkpoint: structuredClone(checkpoint) });
    expect(second.facts.step).toBe(3);
    await second.advance(6);
    expect([...first.totals(), ...second.totals()]).toEqual(whole.totals());
    expect(new Uint8Array((await second.checkpoint()).bytes)).toEqual(new Uint8Array((await whole.checkpoint()).bytes));
  });

  test('steps and predictions leave no tensor behind', async () => {
    const { advance, predict } = await openSession({ backend });
    await advance(1);
    const before = memory().numTensors;
    await advance(5);
    await predict();
    expect(memory().numTensors).toBe(before);
  });

  test('batches of two, three levels and nearest up-sampling train too', async () => {
    const network = { levels: 3, baseWidth: 4, upsampling: 'nearest' } as const;
    const patch = { ...settings.patch, batchSize: 2 };
    const { advance, totals } = await openSession({ backend, settings: { ...settings, network, patch } });
    await advance(15);
    expect(totals()[14]).toBeLessThan(0.9 * totals()[0]);
  });
});

test('an empty margin is left out of patches and predictions, and predicted as 0', async () => {
  const { scan, ids } = makeScan();
  const wide: Dims = [24, 20, 22];
  const place = (i: number) => (i % 12) + 6 + 24 * ((Math.floor(i / 12) % 10) + 5 + 20 * (Math.floor(i / 120) + 5));
  const inMargin = { scan: new Float32Array(24 * 20 * 22), ids: new Int32Array(24 * 20 * 22) };
  scan.forEach((value, i) => {
    inMargin.scan[place(i)] = value;
    inMargin.ids[place(i)] = ids[i];
  });
  const { advance, predict, reopen, totals } = await openSession();
  await advance(3);
  const inner = await predict();
  await reopen({ cases: [laneCase({ dims: wide, ...inMargin })] });
  await advance(3);
  const { probability } = await predict();
  expect(totals().slice(3)).toEqual(totals().slice(0, 3));
  const isInside = new Set(Array.from(scan, (_, i) => place(i)));
  expect(Array.from(inner.probability)).toEqual(Array.from(scan, (_, i) => probability[place(i)]));
  expect(probability.every((p, i) => isInside.has(i) || p === 0)).toBe(true);
});
