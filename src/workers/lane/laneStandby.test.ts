import { describe, expect, test, vi } from 'vitest';
import { leastOf } from '../../core/testTimes';
import { DeviceLostError } from '../../engine/backends/running';
import { dims, openSession, settings } from './testLane';

const wasm = { ...settings, backend: 'wasm' } as const;

describe('the backend is kept', () => {
  test('across models, as long as the choice is the same; another choice replaces it', async () => {
    const { reopen, opened, advance, totals } = await openSession({
      before: (lane, quiet) => lane.warm({ settings: wasm }, quiet),
    });
    await advance(2);
    await reopen();
    await advance(2);
    expect(opened).toEqual(['wasm']);
    expect(totals().slice(2)).toEqual(totals().slice(0, 2));
    expect(await reopen({ backend: 'cpu' })).toMatchObject({ backend: 'cpu' });
    expect(await reopen({ backend: 'wasm' })).toMatchObject({ backend: 'wasm' });
    expect(opened).toEqual(['wasm', 'cpu', 'wasm']);
  });

  test('but not one that is broken, nor one that hoards memory', async () => {
    let isBroken = false;
    let idle = 0;
    const throwIfBroken = () => {
      if (isBroken) throw new DeviceLostError('the GPU was lost');
    };
    const { reopen, opened } = await openSession({ trouble: { throwIfBroken, idleBytes: () => idle } });
    isBroken = true;
    await reopen();
    expect(opened.length).toBe(2);
    isBroken = false;
    idle = 2 ** 30;
    await reopen();
    expect(opened.length).toBe(3);
  });

  test('a model whose backend was replaced by another work is closed, not trained on the wrong one', async () => {
    const { session, quietly, advance } = await openSession();
    await advance(1);
    await session.warm({ settings: { ...settings, backend: 'cpu' } }, quietly());
    await expect(advance(2)).rejects.toThrow(/No model is open/);
  });
});

describe('warming up', () => {
  test('changes nothing of a run: the same records with and without', async () => {
    const numbersOf = async (session: Awaited<ReturnType<typeof openSession>>) => {
      await session.advance(5);
      return session.records.map(({ elapsedMs: _, ...rest }) => rest);
    };
    const plain = await openSession();
    const cold = await numbersOf(plain);
    const warmed = await openSession({
      before: async (lane, quiet) => {
        expect(await lane.warm({ settings: wasm }, quiet)).toMatchObject({ backend: 'wasm' });
        await lane.measure({ backend: 'wasm' }, quiet);
      },
    });
    expect(await numbersOf(warmed)).toEqual(cold);
    const last = [await warmed.checkpoint(), await plain.checkpoint()].map(({ bytes }) => new Uint8Array(bytes));
    expect(last[0]).toEqual(last[1]);
  });

  test('makes the first step of a run no more than 3 times as long as a later one', async () => {
    const real = {
      ...settings,
      patch: { ...settings.patch, size: 16 },
      network: { ...settings.network, baseWidth: 8 },
    };
    const firstToLater = async () => {
      const { advance, records } = await openSession({
        settings: real,
        before: (lane, quiet) => lane.warm({ settings: { ...real, backend: 'wasm' } }, quiet),
      });
      await advance(9);
      const [first, ...later] = records.map(({ elapsedMs }) => elapsedMs);
      return first / later.sort((a, b) => a - b)[4];
    };
    expect(await leastOf(firstToLater, 3)).toBeLessThan(3);
  });

  test('ends after its running piece when a model is opened, and the model gets the backend', async () => {
    let warming: Promise<unknown> = Promise.resolve();
    const { facts, opened } = await openSession({
      settings: { ...wasm, patch: { ...settings.patch, size: 32 } },
      before: (lane, quiet) => {
        warming = lane.measure({ backend: 'wasm' }, quiet) as Promise<unknown>;
        warming.catch(() => {});
      },
    });
    await expect(warming).rejects.toMatchObject({ name: 'CancelledError' });
    expect(facts).toMatchObject({ backend: 'wasm', step: 0 });
    expect(opened.length).toBeLessThanOrEqual(1);
  });

  test('can be cancelled, and what cannot be had is refused as it would be when a model is opened', async () => {
    const { session, quietly } = await openSession();
    const signal = AbortSignal.abort();
    await expect(session.warm({ settings: wasm }, { ...quietly(), signal })).rejects.toThrow('cancelled');
    await expect(session.warm({ settings: { ...settings, backend: 'webgpu' } }, quietly())).rejects.toThrow(/WebGPU/);
  });
});

test('the speed is that of both sizes, the larger one slower', async () => {
  const { session, quietly } = await openSession();
  const smallerToLarger = async () => {
    const { backend, speed } = await session.measure({ backend: 'wasm' }, quietly());
    expect(backend).toBe('wasm');
    expect(speed.msAt24).toBeGreaterThan(1);
    return speed.msAt24 / (speed.msAt32 ?? Number.POSITIVE_INFINITY);
  };
  expect(await leastOf(smallerToLarger, 1)).toBeLessThan(1);
});

describe('the Room check', () => {
  test('proves each backend, times wasm, tells the memory needed, and leaves the chosen backend running', async () => {
    const { session, quietly, reopen, opened } = await openSession();
    const told: string[] = [];
    const context = { ...quietly(), report: ({ what }: { what: string }) => told.push(what) };
    const report = await session.roomCheck({ settings: wasm, dims }, context);
    expect(report.backends.map(({ name, device }) => [name, device !== null])).toEqual([
      ['webgpu', false],
      ['wasm', true],
      ['cpu', true],
    ]);
    const [webgpu, onWasm, onCpu] = report.backends;
    expect(webgpu.refusal).toMatch(/WebGPU|https/);
    for (const { refusal, checks } of [onWasm, onCpu]) {
      expect(refusal).toBeNull();
      expect(checks.length).toBeGreaterThan(20);
      expect(checks.every(({ maxError, passed }) => passed && maxError !== null && maxError < 1e-4)).toBe(true);
    }
    expect(onWasm.speed?.msAt24).toBeGreaterThan(0);
    expect(onCpu.speed).toBeNull();
    expect(report).toMatchObject({
      used: 'wasm',
      adapter: null,
      memory: { patchSize: 8, baseWidth: 4, refusal: null },
    });
    expect(told.join()).toContain('WebAssembly');
    expect(opened).toEqual(['wasm', 'wasm']);
    await reopen();
    expect(opened).toEqual(['wasm', 'wasm']);
  });

  test('gives way to a model that is opened meanwhile', async () => {
    const { session, quietly, reopen, advance, totals } = await openSession();
    await advance(2);
    const checking = session.roomCheck({ settings: wasm, dims }, quietly()) as Promise<unknown>;
    checking.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await reopen();
    await expect(checking).rejects.toMatchObject({ name: 'CancelledError' });
    await advance(2);
    expect(totals().slice(2)).toEqual(totals().slice(0, 2));
  });
});

describe('a watch on the device', () => {
  async function watched() {
    const lose: ((message: string) => void)[] = [];
    const trouble = { onDeviceLost: (listener: (message: string) => void) => lose.push(listener) };
    const { session, quietly, reopen } = await openSession({ trouble });
    const controller = new AbortController();
    const answers: unknown[] = [];
    const watching = Promise.resolve(session.watch({}, { ...quietly(), signal: controller.signal }));
    void watching.then((answer) => answers.push(answer));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(answers).toEqual([]);
    return { answers, reopen, lose: () => lose[0]('the GPU was lost (destroyed)'), cancel: () => controller.abort() };
  }

  test('answers at once when it is lost, while nothing is being done', async () => {
    const { answers, lose } = await watched();
    lose();
    await vi.waitFor(() => expect(answers).toEqual([{ lost: 'the GPU was lost (destroyed)' }]));
  });

  test('ends quietly when it is cancelled, and when the backend is replaced', async () => {
    const cancelled = await watched();
    cancelled.cancel();
    await vi.waitFor(() => expect(cancelled.answers).toEqual([{ lost: null }]));
    const replaced = await watched();
    await replaced.reopen({ backend: 'cpu' });
    expect(replaced.answers).toEqual([{ lost: null }]);
  });
});
