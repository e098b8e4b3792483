import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors';
import type { BackendName } from '../../core/settings';
import { openBackend } from '../backends';
import { nodeAssets } from '../nodeAssets';
import type { Machine } from './machine';
import { DeviceLostError, type StartedBackend, steady } from './running';

/** What is unusual about a made-up machine; without anything it has a GPU, and all its backends are right and take no time. */
interface Quirks {
  readonly ms?: Partial<Record<BackendName, number>>;
  readonly wrong?: readonly BackendName[];
  /** Backends that break while they are timed. */
  readonly breaking?: readonly BackendName[];
  readonly hasGpu?: boolean;
}

/** A machine that only remembers: which backends are alive, and which of them runs. */
function machineWith({ ms = {}, wrong = [], breaking = [], hasGpu = true }: Quirks) {
  const state = { alive: new Set<BackendName>(), running: null as BackendName | null, timings: 0 };
  const runningOne = () => {
    if (state.running === null) throw new Error('no backend runs');
    return state.running;
  };
  const machine: Machine = {
    findAdapter: () => Promise.reject(new Error('no adapter')),
    requireGpu: async () => {
      if (!hasGpu) throw new InputError({ found: 'no GPU here', expected: 'one', todo: 'none' });
    },
    start: async (name) => {
      state.alive.add(name);
      state.running = name;
      return started(name);
    },
    prove: async () => {
      const passed = !wrong.includes(runningOne());
      return { passed, checks: [{ op: 'conv3d', maxError: passed ? 0 : 0.5, passed }] };
    },
    time: async () => {
      state.timings++;
      return ms[runningOne()] ?? 0;
    },
    use: async (name) => {
      state.running = name;
    },
  };
  const started = (name: BackendName): StartedBackend => ({
    ...steady,
    ...{ name, device: `device of ${name}`, limits: { totalBytes: 1, tensorBytes: 1 } },
    throwIfBroken: () => {
      if (breaking.includes(name)) throw new DeviceLostError('the GPU was lost');
    },
    dispose: async () => {
      state.alive.delete(name);
      if (state.running === name) state.running = null;
    },
  });
  return { machine, state };
}

/** Opens by itself; the chosen backend must be the only one alive, and the running one. */
async function choose(quirks: Quirks) {
  const { machine, state } = machineWith(quirks);
  const { name, why } = await openBackend('auto', nodeAssets, machine);
  expect([...state.alive]).toEqual([name]);
  expect(state.running).toBe(name);
  return { name, why, timings: state.timings };
}

const head = (name: string) => `${name} runs on device of ${name}; its numbers were checked on this machine`;

describe('left to itself, between backends that are right', () => {
  test('takes wasm where it is faster than the GPU, and gives both times', async () => {
    const { name, why } = await choose({ ms: { webgpu: 14.2, wasm: 6.04 } });
    expect(name).toBe('wasm');
    expect(why).toBe(`${head('wasm')}; webgpu was refused: 14 ms against 6.0 ms of wasm for the same work.`);
  });

  test('takes the GPU where it is faster, or just as fast', async () => {
    const { name, why } = await choose({ ms: { webgpu: 3, wasm: 28 } });
    expect(name).toBe('webgpu');
    expect(why).toBe(`${head('webgpu')}; wasm was refused: 28 ms against 3.0 ms of webgpu for the same work.`);
    expect((await choose({ ms: { webgpu: 5, wasm: 5 } })).name).toBe('webgpu');
  });

  test('times nothing where there is no GPU to compare with', async () => {
    const { name, why, timings } = await choose({ hasGpu: false });
    expect([name, timings]).toEqual(['wasm', 0]);
    expect(why).toBe(`${head('wasm')}; webgpu was refused: no GPU here.`);
  });
});

describe('left to itself, a wrong or broken backend is not taken, however fast', () => {
  test('a wrong GPU gives way to wasm', async () => {
    const { name, why } = await choose({ ms: { webgpu: 1, wasm: 99 }, wrong: ['webgpu'] });
    expect(name).toBe('wasm');
    expect(why).toContain('webgpu was refused: webgpu on device of webgpu computes wrongly (conv3d is off by 0.50).');
  });

  test('a wrong wasm leaves the GPU running', async () => {
    const { name, why } = await choose({ ms: { webgpu: 99, wasm: 1 }, wrong: ['wasm'] });
    expect(name).toBe('webgpu');
    expect(why).toContain('wasm was refused: wasm on device of wasm computes wrongly (conv3d is off by 0.50).');
  });

  test('a GPU that is lost while it is timed gives way to wasm', async () => {
    const { name, why } = await choose({ ms: { webgpu: 1, wasm: 99 }, breaking: ['webgpu'] });
    expect(name).toBe('wasm');
    expect(why).toContain('webgpu was refused: the GPU was lost.');
  });

  test('where both are wrong, plain JavaScript runs', async () => {
    expect((await choose({ wrong: ['webgpu', 'wasm'] })).name).toBe('cpu');
  });

  test('where all are wrong, nothing runs, and each is named', async () => {
    const { machine, state } = machineWith({ wrong: ['webgpu', 'wasm', 'cpu'] });
    await expect(openBackend('auto', nodeAssets, machine)).rejects.toThrow(/webgpu was.+wasm was.+cpu was refused/);
    expect(state.alive.size).toBe(0);
  });
});

test('a backend that was named is taken without a look at its speed', async () => {
  const { machine, state } = machineWith({ ms: { webgpu: 900, wasm: 1 } });
  const { name, why } = await openBackend('webgpu', nodeAssets, machine);
  expect([name, state.timings, state.running]).toEqual(['webgpu', 0, 'webgpu']);
  expect(why).toBe('You chose webgpu: it runs on device of webgpu; its numbers were checked on this machine.');
});
