import { expect, test } from 'vitest';
import { CancelledError } from '../core/errors';
import { type AdapterFacts, adapterFeatures, adapterLimits } from '../core/room';
import type { BackendName } from '../core/settings';
import type { Machine } from './backends/machine';
import { DeviceLostError, steady } from './backends/running';
import { examineMachine } from './examine';
import { nodeAssets } from './nodeAssets';

const adapter: AdapterFacts = {
  device: 'a GPU',
  isSoftware: false,
  limits: Object.fromEntries(adapterLimits.map((name) => [name, 8])) as AdapterFacts['limits'],
  features: Object.fromEntries(adapterFeatures.map((name) => [name, true])) as AdapterFacts['features'],
};

interface Quirks {
  readonly wrong?: BackendName;
  readonly missing?: BackendName;
  /** Breaks while it is timed. */
  readonly breaking?: BackendName;
  /** The words of a piece of work, or how much is done, 0..1. */
  readonly cancelAt?: string | number;
}

/** Examines a made-up machine; tells which backends are alive at the end and which were ever alive together. */
async function examine({ wrong, missing, breaking, cancelAt }: Quirks) {
  const alive = new Set<BackendName>();
  let mostAlive = 0;
  const running = () => [...alive][0];
  const machine: Machine = {
    findAdapter: async () => adapter,
    requireGpu: async () => {},
    time: async () => 1,
    use: async () => {},
    start: async (name) => {
      if (name === missing) throw new Error('it is not there');
      alive.add(name);
      mostAlive = Math.max(mostAlive, alive.size);
      const throwIfBroken = () => {
        if (name === breaking) throw new DeviceLostError('the GPU was lost');
      };
      const dispose = async () => void alive.delete(name);
      return {
        ...steady,
        name,
        device: `device of ${name}`,
        limits: { totalBytes: 1, tensorBytes: 1 },
        throwIfBroken,
        dispose,
      };
    },
    prove: async (pause) => {
      await pause?.(0.5);
      const passed = running() !== wrong;
      return { passed, checks: [{ op: 'conv3d', maxError: passed ? 1e-7 : Number.POSITIVE_INFINITY, passed }] };
    },
  };
  const monitor = {
    report: (fraction: number, what: string) => {
      told.push(fraction);
      if (what === cancelAt || fraction === cancelAt) controller.abort();
    },
    throwIfCancelled: () => {
      if (controller.signal.aborted) throw new CancelledError();
    },
  };
  const controller = new AbortController();
  const told: number[] = [];
  const timed: BackendName[] = [];
  const measure = async () => {
    timed.push(running());
    return { msAt24: 1, msAt32: 2 };
  };
  const report = await examineMachine(nodeAssets, monitor, { machine, measure }).catch((error: unknown) => error);
  return { report, alive: [...alive], mostAlive, timed, told };
}

const sound = { refusal: null, checks: [{ op: 'conv3d', maxError: 1e-7, passed: true }] };

test('each backend in turn is proved and, but for cpu, timed; none is left running', async () => {
  const { report, alive, mostAlive, timed } = await examine({});
  expect(report).toMatchObject({
    adapter,
    backends: [
      { name: 'webgpu', device: 'device of webgpu', ...sound, speed: { msAt32: 2 } },
      { name: 'wasm', ...sound, speed: { msAt32: 2 } },
      { name: 'cpu', ...sound, speed: null },
    ],
  });
  expect([alive, mostAlive, timed]).toEqual([[], 1, ['webgpu', 'wasm']]);
});

test('one that is wrong, missing or breaks is said to be, with what was found, and the others are examined all the same', async () => {
  const { report, timed } = await examine({ wrong: 'webgpu', missing: 'wasm' });
  expect(report).toMatchObject({
    backends: [
      {
        refusal: '1 of its operations give wrong numbers here',
        checks: [{ maxError: null, passed: false }],
        speed: null,
      },
      { device: null, refusal: 'it is not there', checks: [] },
      sound,
    ],
  });
  expect(timed).toEqual([]);
  const broken = await examine({ breaking: 'webgpu' });
  expect(broken.report).toMatchObject({ backends: [{ refusal: 'the GPU was lost' }, sound, sound] });
});

test('a cancel ends it between two pieces, with nothing left running', async () => {
  const { report, alive, timed } = await examine({ cancelAt: 'comparing WebAssembly with plain numbers' });
  expect(report).toMatchObject({ name: 'CancelledError' });
  expect([alive, timed]).toEqual([[], ['webgpu']]);
});

test('a cancel in the middle of a proof waits for no more than the operation that is compared', async () => {
  const { told } = await examine({});
  expect(told).toEqual([...told].sort((a, b) => a - b));
  // Half the operations of the second backend: from 0.64 to 0.7.
  const half = told.find((fraction) => fraction > 0.65) ?? Number.NaN;
  const { report, alive, timed } = await examine({ cancelAt: half });
  expect(report).toMatchObject({ name: 'CancelledError' });
  expect([alive, timed]).toEqual([[], ['webgpu']]);
});
