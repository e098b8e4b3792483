import { describe, expect, test } from 'vitest';
import { createRandom } from '../core/random';
import { type BackendName, defaultTraining, type LossSettings, type TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import type { Dims } from '../core/volume';
import { openBackend } from '../engine/backends';
import { DeviceLostError } from '../engine/backends/running';
import { nodeAssets } from '../engine/nodeAssets';
import { memory } from '../engine/ops';
import type { Checkpoint, LaneOpening } from '../protocol/laneCalls';
import { createLaneSession, type LaneBackend } from './laneSession';

const dims: Dims = [12, 10, 11];

const settings: TrainSettings = {
  ...defaultTraining,
  steps: 40,
  network: { levels: 2, baseWidth: 4, upsampling: 'learned' },
  patch: { size: 8, batchSize: 1, foregroundShare: 1, flips: false },
  learningRate: 0.05,
  warmupSteps: 0,
};

/** A bright 4x4x4 block and two bright single voxels in noise. */
function makeScan(): Pick<LaneOpening, 'dims' | 'scan' | 'ids'> {
  const random = createRandom(9);
  const ids = new Int32Array(dims[0] * dims[1] * dims[2]);
  const at = (x: number, y: number, z: number) => x + dims[0] * (y + dims[1] * z);
  for (let z = 3; z < 7; z++) for (let y = 3; y < 7; y++) for (let x = 3; x < 7; x++) ids[at(x, y, z)] = 1;
  ids[at(9, 2, 5)] = 2;
  ids[at(2, 8, 8)] = 3;
  const scan = Float32Array.from(ids, (id) => (id > 0 ? 3 : 0) + 0.3 * random.normal());
  return { dims, scan, ids };
}

interface Options {
  readonly settings?: TrainSettings;
  readonly checkpoint?: Checkpoint | null;
  readonly backend?: BackendName;
  /** What is different about the backend. */
  readonly trouble?: Partial<LaneBackend>;
}

/** A session that stands, and its calls without the wire. */
async function openSession(options: Options = {}) {
  const session = createLaneSession(async (choice) => ({
    ...(await openBackend(choice, nodeAssets)),
    ...options.trouble,
  }));
  const records: StepRecord[] = [];
  const transferred: Transferable[] = [];
  const context = <P>(report: (progress: P) => void, signal = new AbortController().signal) => ({
    report,
    signal,
    transfer: (list: readonly Transferable[]) => transferred.push(...list),
  });
  const opening: LaneOpening = {
    ...makeScan(),
    settings: options.settings ?? settings,
    backend: options.backend ?? 'wasm',
    checkpoint: options.checkpoint ?? null,
  };
  const facts = await session.open(
    opening,
    context(() => {}),
  );
  return {
    facts,
    records,
    transferred,
    totals: () => records.map((record) => record.total),
    reopen: (again: Partial<LaneOpening>) =>
      session.open(
        { ...opening, ...again },
        context(() => {}),
      ),
    advance: async (toStep: number, onStep: (record: StepRecord) => void = () => {}, signal?: AbortSignal) =>
      session.advance(
        { toStep },
        context((record: StepRecord) => {
          records.push(record);
          onStep(record);
        }, signal),
      ),
    setLoss: (loss: LossSettings) =>
      session.setLoss(
        { loss },
        context(() => {}),
      ),
    predict: async (onProgress: (fraction: number) => void = () => {}, signal?: AbortSignal) =>
      session.predict(
        {},
        context(({ fraction }: { fraction: number }) => onProgress(fraction), signal),
      ),
    checkpoint: async () =>
      session.checkpoint(
        {},
        context(() => {}),
      ),
  };
}

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
    const { probability, step } = await predict();
    const { ids } = makeScan();
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

describe('trouble', () => {
  test('a loss that is not finite stops the run with what to do, and keeps the weights of the step before', async () => {
    const session = await openSession({ settings: { ...settings, learningRate: 1e30, schedule: 'constant' } });
    await expect(session.advance(20)).rejects.toThrow(/expected a finite number. Lower the learning rate/);
    const { step, bytes } = await session.checkpoint();
    expect(step).toBe(session.records.length);
    expect(new Float32Array(bytes).every(Number.isFinite)).toBe(true);
  });

  test('a broken device fails the step with its own error, and the step does not count', async () => {
    let broken = false;
    const throwIfBroken = () => {
      if (broken) throw new DeviceLostError('the GPU was lost');
    };
    const { advance, checkpoint } = await openSession({ trouble: { throwIfBroken } });
    await advance(2);
    broken = true;
    await expect(advance(4)).rejects.toMatchObject({ name: 'DeviceLostError' });
    expect((await checkpoint()).step).toBe(2);
  });

  test('a run that does not fit is refused before it starts, and names one that fits', async () => {
    const limits = { totalBytes: 16 * 2 ** 20, tensorBytes: 2 ** 30 };
    const patch = { ...settings.patch, size: 64 };
    await expect(openSession({ settings: { ...settings, patch }, trouble: { limits } })).rejects.toThrow(
      /64\^3 voxels.*expected at most 16 MiB.*Choose patches of 24\^3/,
    );
  });

  test('settings out of range, a patch that does not halve and a foreign checkpoint are refused', async () => {
    const loss = { ...settings.loss, beta: -1 };
    await expect(openSession({ settings: { ...settings, loss } })).rejects.toThrow(/"beta" is -1/);
    const patch = { ...settings.patch, size: 9 };
    await expect(openSession({ settings: { ...settings, patch } })).rejects.toThrow(/multiple of 2/);
    const checkpoint = { step: 3, bytes: new ArrayBuffer(24) };
    await expect(openSession({ checkpoint })).rejects.toThrow(/24 bytes/);
    const { setLoss, advance, records } = await openSession();
    expect(() => setLoss({ ...settings.loss, smooth: Number.NaN })).toThrow(/"smooth" is NaN/);
    await advance(1);
    expect(records[0].total).toBeGreaterThan(0);
  });

  test('a lane that was never opened says so', async () => {
    const session = createLaneSession((choice) => openBackend(choice, nodeAssets));
    const context = { report: () => {}, signal: new AbortController().signal, transfer: () => {} };
    await expect(async () => session.predict({}, context)).rejects.toThrow(/No model is open/);
    await expect(async () => session.advance({ toStep: 1 }, context)).rejects.toThrow(/No model is open/);
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
  await reopen({ dims: wide, ...inMargin });
  await advance(3);
  const { probability } = await predict();
  expect(totals().slice(3)).toEqual(totals().slice(0, 3));
  const isInside = new Set(Array.from(scan, (_, i) => place(i)));
  expect(Array.from(inner.probability)).toEqual(Array.from(scan, (_, i) => probability[place(i)]));
  expect(probability.every((p, i) => isInside.has(i) || p === 0)).toBe(true);
});
