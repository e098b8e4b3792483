/** Lanes as the product runs them, each in a worker of its own, driven from a blank page. */
import { phantomEntry } from '../../../src/core/phantoms/catalogue';
import { makePhantom } from '../../../src/core/phantoms/phantom';
import { createRandom } from '../../../src/core/random';
import { type BackendName, defaultTraining, type TrainSettings } from '../../../src/core/settings';
import { type Connection, connect } from '../../../src/protocol/connect';
import type { LaneCalls, LaneOpening } from '../../../src/protocol/laneCalls';

interface OpenLane {
  readonly call: Connection<LaneCalls>['call'];
  readonly end: () => void;
}

const workerUrl = '/src/workers/lane.worker.ts';
const warmSteps = 5;
/** From a development server, module by module; from the built page it is a tenth of it. */
const helperStartMs = 5000;

/** Milliseconds of a step while one lane trains and while two do, alternating; of two, those of the slower. */
export interface TimedLanes {
  readonly one: readonly number[];
  readonly two: readonly number[];
}

export async function timeLanes(rounds: number, stepsEach: number): Promise<TimedLanes> {
  const lanes = [startLane(), startLane()];
  try {
    for (const { call } of lanes) await call('open', await phantomOpening('wasm', 32, 8));
    const done = [0, 0];
    const train = async (lane: 0 | 1, steps: number) => {
      const started = performance.now();
      done[lane] += steps;
      await lanes[lane].call('advance', { toStep: done[lane] });
      return (performance.now() - started) / steps;
    };
    await train(0, warmSteps);
    await train(1, warmSteps);
    const [one, two]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      one.push(await train(round % 2 === 0 ? 0 : 1, stepsEach));
      two.push(Math.max(...(await Promise.all([train(0, stepsEach), train(1, stepsEach)]))));
    }
    return { one, two };
  } finally {
    for (const lane of lanes) lane.end();
  }
}

/** Milliseconds of the steps of a fresh lane, from the call or from the record before, the first one first; `isWarmed` = after what the page does while the user still looks at the scan. */
export async function timeFirstSteps(backend: BackendName, size: number, steps: number, isWarmed: boolean) {
  const lane = startLane();
  try {
    const opening = await phantomOpening(backend, size, 8);
    if (isWarmed) await lane.call('warm', { settings: { ...opening.settings, backend } });
    await lane.call('open', opening);
    const ms: number[] = [];
    let heard = performance.now();
    const onProgress = () => {
      const now = performance.now();
      ms.push(now - heard);
      heard = now;
    };
    await lane.call('advance', { toStep: steps }, { onProgress });
    return ms;
  } finally {
    lane.end();
  }
}

/**
 * Seconds of predicting a whole scan of noise, `side`^3, without an empty margin, tiles of 32^3, base width 8, by a lane and so many helpers, which start first;
 * and the number of tiles, where the lane tells it.
 */
export async function timePrediction(backend: BackendName, side: number, helpers: number) {
  const random = createRandom(1);
  const scan = Float32Array.from({ length: side ** 3 }, () => random.uniform());
  const ids = Int32Array.from(scan, (value) => (value > 0.999 ? 1 : 0));
  const lane = startLane();
  try {
    await lane.call('open', opening(backend, settingsFor(32, 8), side, scan, ids));
    await lane.call('advance', { toStep: 2 });
    if (helpers > 0) await startHelpers(lane, helpers);
    let tiles: number | null = null;
    const onProgress = ({ what }: { readonly what: string }) => {
      tiles ??= Number(what.match(/ of (\d+)/)?.[1] ?? Number.NaN) || null;
    };
    const started = performance.now();
    const { probability } = await lane.call('predict', { helpers }, { onProgress });
    const seconds = (performance.now() - started) / 1000;
    if (probability.length !== scan.length) throw new Error(`${probability.length} voxels were predicted`);
    return { seconds, tiles: tiles as number | null };
  } finally {
    lane.end();
  }
}

/** A first prediction starts them; it is cancelled when they stand, so that the one that is timed is like all later ones of a run. */
async function startHelpers({ call }: OpenLane, helpers: number): Promise<void> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), helperStartMs);
  await call('predict', { helpers }, { signal: controller.signal }).catch(() => {});
}

function startLane(): OpenLane {
  const worker = new Worker(workerUrl, { type: 'module', name: 'lane' });
  const connection = connect<LaneCalls>(worker, (sign) => {
    if (sign.say === 'crashed') connection.failAll({ kind: 'fault', message: sign.message });
  });
  worker.addEventListener('error', ({ message }) => connection.failAll({ kind: 'fault', message }));
  return { call: connection.call, end: () => worker.terminate() };
}

async function phantomOpening(backend: BackendName, size: number, baseWidth: number): Promise<LaneOpening> {
  const { scan, instances } = makePhantom({ ...phantomEntry('abstract').defaults, size: 64 });
  return opening(backend, settingsFor(size, baseWidth), 64, scan, instances);
}

function settingsFor(size: number, baseWidth: number): TrainSettings {
  const { network, patch } = defaultTraining;
  return { ...defaultTraining, network: { ...network, baseWidth }, patch: { ...patch, size } };
}

function opening(
  backend: BackendName,
  settings: TrainSettings,
  side: number,
  scan: Float32Array,
  ids: Int32Array,
): LaneOpening {
  const one = { id: 0, role: 'train', dims: [side, side, side], spacingMm: [1, 1, 1], scan, ids } as const;
  return { settings, cases: [one], connectivity: 26, backend, checkpoint: null };
}
