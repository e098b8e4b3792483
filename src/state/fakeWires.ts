import type { Blob } from '../core/case';
import { encodeVolume } from '../core/recording/volumeCodec';
import type { RoomReport } from '../core/room';
import { type BackendChoice, type BackendName, defaultLoss } from '../core/settings';
import type { ExplainedStep } from '../core/slowMotion/explained';
import { type Trial, type TrialResult, trialScoreNames } from '../core/study/trial';
import type { Scores, StepRecord } from '../core/terms';
import { plainGrid } from '../core/volume';
import { CallError } from '../protocol/connect';
import type { Judgement, LaneCalls } from '../protocol/laneCalls';
import type { MeasuredMask, NamedFile, OpenedCase, OpenedFile, ScanCalls } from '../protocol/scanCalls';
import type { SupervisedWorker } from '../protocol/supervise';
import type { Failure } from '../protocol/wire';
import type { Persistence } from './keptModel';
import type { LaneId } from './model';
import type { RecordingPort } from './recordings';
import { type RunStore, StoreTrouble, type StoreTroubleKind } from './runStore';

/** Wires for tests of the state: a lane and a scan worker in the same thread that can be told to fail. */
export interface FakeLane extends SupervisedWorker<LaneCalls> {
  readonly asked: { readonly name: string; readonly ask: unknown }[];
  /** Fails the advance that reaches this step, once for each failure. */
  failAt: { readonly step: number; readonly failure: Failure }[];
  failOpen: Failure | null;
  /** Fails the next predictions, one failure each. */
  failPredict: Failure[];
  /** Fails the next looks at a step, one failure each. */
  failExplain: Failure[];
  /** So many workers died between two calls. */
  deaths: number;
  /** Milliseconds of a step on 32^3 on this machine. */
  msAt32: number;
  /** How long it sits over a step beside all else. */
  msPerStep: number;
  failWarm: Failure | null;
  /** Fails the trials for which it says how. */
  failTrial: (trial: Trial) => Failure | null;
  /** How long a trial takes. */
  msPerTrial: number;
  /** Ends the Room check; null = it succeeds. */
  failRoom: Failure | null;
  /** Called before each step. */
  onStep: (step: number) => void;
  /** Ends the watch: the device is lost, or the worker died. */
  lose: (failure: Failure) => void;
}

function recordOf(step: number): StepRecord {
  const global = 1 / step;
  return {
    step,
    global,
    blob: 0,
    total: global,
    blobIds: [1],
    blobTerms: [global],
    alpha: 2,
    beta: 1,
    learningRate: 1,
    elapsedMs: 10,
  };
}

interface Options {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: never) => void;
}

export function fakeLane(): FakeLane {
  let step = 0;
  const asked: FakeLane['asked'] = [];
  const lane: FakeLane = {
    asked,
    failAt: [],
    failOpen: null,
    failPredict: [],
    failExplain: [],
    deaths: 0,
    msAt32: 65,
    failWarm: null,
    failTrial: () => null,
    msPerTrial: 0,
    failRoom: null,
    msPerStep: 0,
    onStep: () => {},
    lose: () => {},
    stop: () => {},
    endings: () => lane.deaths,
    async call(name, ask, options = {}) {
      asked.push({ name, ask });
      await new Promise((resolve) => setTimeout(resolve, 0));
      return (await answer(name, ask, options)) as never;
    },
  };

  const answer = async (
    name: string,
    ask: unknown,
    options: { signal?: AbortSignal; onProgress?: (p: never) => void },
  ) => {
    if (name === 'open') {
      if (lane.failOpen) throw new CallError(lane.failOpen);
      const { checkpoint, backend } = ask as LaneCalls['open']['ask'];
      step = checkpoint?.step ?? 0;
      return { backend: backendOf(backend), why: 'chosen', parameterCount: 1, memoryBytes: 1, step };
    }
    if (name === 'checkpoint') return { step, bytes: new ArrayBuffer(4) };
    if (name === 'predict' && lane.failPredict[0]) throw new CallError(lane.failPredict.shift() as Failure);
    if (name === 'predict')
      return { probability: new Float32Array(8), recorded: encodeVolume(new Uint8Array(8), null), step, elapsedMs: 1 };
    if (name === 'validate' && lane.failPredict[0]) throw new CallError(lane.failPredict.shift() as Failure);
    if (name === 'validate') return validated(ask as LaneCalls['validate']['ask'], step);
    if (name === 'judge') return judged(ask as LaneCalls['judge']['ask'], step);
    if (name === 'explain' && lane.failExplain[0]) throw new CallError(lane.failExplain.shift() as Failure);
    if (name === 'explain') return explainedAt(step + 1);
    if (name === 'setLoss') return null;
    if (name === 'watch') return watch();
    if (name === 'trial') return runTrial(ask as Trial, options);
    if (name === 'warm' && lane.failWarm) throw new CallError(lane.failWarm);
    if (name === 'warm') return { backend: backendOf((ask as LaneCalls['warm']['ask']).settings.backend), why: 'warm' };
    if (name === 'measure')
      return {
        backend: backendOf((ask as LaneCalls['measure']['ask']).backend),
        speed: { msAt24: 30, msAt32: lane.msAt32 },
      };
    if (name === 'roomCheck') return checkRoom(options);
    const { toStep } = ask as LaneCalls['advance']['ask'];
    while (step < toStep && !options.signal?.aborted) {
      step += 1;
      lane.onStep(step);
      if (lane.msPerStep > 0) await new Promise((resolve) => setTimeout(resolve, lane.msPerStep));
      const failing = lane.failAt.findIndex((f) => f.step === step);
      if (failing >= 0) throw new CallError(lane.failAt.splice(failing, 1)[0].failure);
      options.onProgress?.(recordOf(step) as never);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    return { step };
  };

  const watch = () =>
    new Promise((resolve, reject) => {
      lane.lose = (failure) =>
        failure.kind === 'device' ? resolve({ lost: failure.message }) : reject(new CallError(failure));
    });

  const runTrial = async (trial: Trial, { signal, onProgress }: Options) => {
    onProgress?.({ fraction: 0.5, what: 'training' } as never);
    for (let ms = 0; ms < lane.msPerTrial && !signal?.aborted; ms += 2) await new Promise((go) => setTimeout(go, 2));
    if (signal?.aborted) throw new CallError({ kind: 'cancelled', message: 'cancelled' });
    const failure = lane.failTrial(trial);
    if (failure) throw new CallError(failure);
    return fakeTrialResult(trial);
  };

  const checkRoom = async ({ signal, onProgress }: { signal?: AbortSignal; onProgress?: (p: never) => void }) => {
    onProgress?.({ fraction: 0.5, what: 'halfway' } as never);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (signal?.aborted) throw new CallError({ kind: 'cancelled', message: 'cancelled' });
    if (lane.failRoom) throw new CallError(lane.failRoom);
    return fakeReport(lane.msAt32);
  };
  return lane;
}

/** One blob, found from step 20 on; Dice is a tenth of the case's number. */
function validated(
  { caseIds, threshold }: LaneCalls['validate']['ask'],
  step: number,
): LaneCalls['validate']['answer'] {
  const recorded = encodeVolume(new Uint8Array(8), null);
  const cases = caseIds.map((caseId) => {
    const scores = fakeScores(caseId, threshold, step);
    return { caseId, elapsedMs: 1, scores, recorded, voxels: 8 };
  });
  return { step, cases, whole: null };
}

function judged({ threshold, hasSweep }: LaneCalls['judge']['ask'], step: number): Judgement {
  const sweep = { froc: [], f1AtThreshold: [{ threshold: 0.3, f1: 0.8 }], best: { threshold: 0.3, f1: 0.8 } };
  return { step, cases: [{ caseId: 1, scores: fakeScores(1, threshold, step) }], sweep: hasSweep ? sweep : null };
}

function fakeScores(caseId: number, threshold: number, step: number): Scores {
  const isFound = step >= 20;
  const ratios = { dice: caseId / 10, sensitivity: Number(isFound), precision: 0.5, f1: isFound ? 2 / 3 : 0 };
  const counts = { foundBlobs: Number(isFound), missedBlobs: Number(!isFound), predictedBlobs: 2, falseBlobs: 1 };
  return { threshold, ...ratios, ...counts, perBlob: [{ id: 1, isFound, recall: 0.5, meanProbability: 0.5 }] };
}

/** Of a patch of one voxel, without blobs. */
function explainedAt(step: number): ExplainedStep {
  const tally = { voxels: 1, sums: [0] };
  const terms = { global: 1, blob: 0, total: 1, blobIds: [], blobTerms: [] };
  const none = { global: 0, instance: 0, total: 0 };
  const norms = { gradientNorm: 1, clip: 1, changeNorm: 1, weightNorm: 1, weightCount: 1, largestChange: 1 };
  return {
    facts: {
      ...{ step, backend: 'wasm', loss: defaultLoss },
      patch: {
        caseId: 0,
        ofStep: step,
        sought: 0,
        size: 1,
        count: 1,
        origin: [0, 0, 0],
        spacingMm: [1, 1, 1],
        mayBeMirrored: false,
      },
      explained: {
        ...{ terms, shown: 0, quantities: ['probability'], blobs: [], globalSums: null, patches: [], sides: null },
        background: { ...tally, pull: none },
      },
      update: { terms, learningRate: 1, ...norms, after: terms },
    },
    arrays: {
      ...{ scan: new Float32Array(1), ids: new Int32Array(1), cells: new Int32Array(1) },
      ...{ probability: new Float32Array(1), gradient: new Float32Array(1), after: new Float32Array(1) },
    },
  };
}

/** Better with a blob term, and with the seed. */
export function fakeTrialResult({ settings: { seed, steps, loss } }: Trial): TrialResult {
  const value = 0.5 + 0.01 * seed + (loss.beta > 0 ? 0.1 : 0);
  const scores = Object.fromEntries(trialScoreNames.map((name) => [name, value])) as TrialResult['scores'];
  const froc = [0.2, 0.5, 0.8].map((threshold, i) => ({
    threshold,
    meanFalsePositives: 2 - i,
    sensitivity: value - 0.1 * i,
    smallSensitivity: value - 0.1 * i,
  }));
  const f1AtThreshold = froc.map(({ threshold }, i) => ({ threshold, f1: value - 0.1 * Math.abs(i - 1) }));
  return { seed, backend: 'wasm', steps, trainMs: 10, scores, froc, f1AtThreshold, blobs: 40, smallBlobs: 20 };
}

/** One for each lane that a page can have. */
export function fakeLanes(): Record<LaneId, FakeLane> {
  return { A: fakeLane(), B: fakeLane(), C: fakeLane(), D: fakeLane() };
}

/** A page without workers for trials. */
export const noTrialWires = { trials: [], measuredStudy: async () => null, cores: 1 };

/** Recordings as plain JSON bytes, for tests of what the state makes of them. */
export const fakeRecordings: RecordingPort = {
  pack: async ({ header, body }) => new TextEncoder().encode(JSON.stringify({ header, body: [...body] })),
  unpack: async (bytes) => {
    const { header, body } = JSON.parse(new TextDecoder().decode(bytes));
    return { header, body: Uint8Array.from(body) };
  },
};

/** A run store in memory, for tests of the state; each of several pages may have one on the same rows. */
export interface FakeRunStore extends RunStore {
  readonly rows: Map<string, { entry: unknown; file: Uint8Array | null }>;
  /** Every call fails with this; null = none does. */
  trouble: StoreTroubleKind | null;
  /** How often something was put. */
  puts: number;
  isPersistent: Persistence;
  /** How often the browser was asked to keep what is there. */
  persistAsks: number;
  /** Waited for before anything is put. */
  gate: Promise<void>;
}

export function fakeRunStore(rows: FakeRunStore['rows'] = new Map(), holds: Set<string> = new Set()): FakeRunStore {
  let own: string | null = null;
  const work = async (does: () => void) => {
    await Promise.resolve();
    if (store.trouble) throw new StoreTrouble(store.trouble, 'as told');
    does();
  };
  const store: FakeRunStore = {
    rows,
    trouble: null,
    puts: 0,
    isPersistent: 'none',
    persistAsks: 0,
    gate: Promise.resolve(),
    list: async () => {
      await work(() => {});
      return [...rows].map(([id, { entry }]) => ({ id, entry: structuredClone(entry) }));
    },
    read: async (id) => {
      await work(() => {});
      return rows.get(id)?.file ?? null;
    },
    put: async (entry, file) => {
      await store.gate;
      await work(() => rows.set(entry.id, { entry: structuredClone(entry), file: file.slice() }));
      store.puts += 1;
    },
    change: (entry) =>
      work(() => {
        const row = rows.get(entry.id);
        if (row) row.entry = structuredClone(entry);
      }),
    remove: (id) => work(() => rows.delete(id)),
    clear: () => work(() => rows.clear()),
    quotaBytes: async () => 2 ** 30,
    persistence: async () => store.isPersistent,
    persist: async () => {
      store.persistAsks += 1;
      store.isPersistent = 'promised';
      return store.isPersistent;
    },
    hold: async (id) => {
      if (id === own) return true;
      if (own) holds.delete(own);
      own = id !== null && !holds.has(id) ? id : null;
      if (own) holds.add(own);
      return own === id;
    },
    held: async () => [...holds],
    onChange: () => {},
  };
  return store;
}

function backendOf(choice: BackendChoice): BackendName {
  return choice === 'auto' ? 'webgpu' : choice;
}

/** Of a machine on which wasm is right and everything else is missing. */
export function fakeReport(msAt32: number): RoomReport {
  const missing = { device: null, refusal: 'it is not there', checks: [], speed: null };
  const checks = [{ op: 'conv3d 3x3x3', maxError: 1e-7, passed: true }];
  const sizes = { patchSize: 32, batchSize: 1, baseWidth: 8 };
  return {
    machine: { isSecure: true, browser: 'a browser', cores: 2, memoryGiB: null },
    adapter: null,
    backends: [
      { name: 'webgpu', ...missing },
      { name: 'wasm', device: 'one core', refusal: null, checks, speed: { msAt24: 30, msAt32 } },
      { name: 'cpu', ...missing },
    ],
    used: 'wasm',
    why: 'wasm runs on one core.',
    refusedChoice: null,
    memory: { ...sizes, totalBytes: 1, tensorBytes: 1, totalLimit: 2, tensorLimit: 2, refusal: null },
  };
}

export interface FakeScan extends SupervisedWorker<ScanCalls> {
  readonly asked: { readonly name: string; readonly ask: unknown }[];
  failNext: Failure | null;
  stops: number;
  /** So many workers died without being stopped. */
  deaths: number;
}

export function fakeScan(): FakeScan {
  const asked: FakeScan['asked'] = [];
  const scan: FakeScan = {
    asked,
    failNext: null,
    stops: 0,
    deaths: 0,
    endings: () => scan.stops + scan.deaths,
    stop: () => {
      scan.stops += 1;
    },
    async call(name, ask) {
      asked.push({ name, ask });
      await new Promise((resolve) => setTimeout(resolve, 0));
      const failure = scan.failNext;
      scan.failNext = null;
      if (failure) throw new CallError(failure);
      return answerOf(name, ask) as never;
    },
  };
  return scan;
}

const fakeBlob: Blob = {
  ...{ id: 1, voxels: 2, volumeMm3: 2, equivalentDiameterMm: 1.56, share: 1, colour: '#e69f00' },
  ...{ centreMm: [0, 0, 0], anchorVoxel: [0, 0, 0], boxMin: [0, 0, 0], boxMax: [1, 0, 0] },
};

function answerOf(name: string, ask: unknown) {
  if (name === 'open') {
    const { files } = ask as ScanCalls['open']['ask'];
    const opened = files.filter((file) => !file.name.startsWith('bad'));
    return {
      files: opened.map((file, i): OpenedFile => {
        const guess = file.name.includes('mask') ? 'mask' : 'scan';
        return { fileId: i + 1, name: file.name, dims: [2, 2, 2], datatype: 'uint8', guess, why: 'its name' };
      }),
      refused: files
        .filter((file) => !opened.includes(file))
        .map((file) => ({ name: file.name, message: 'not a volume.' })),
    };
  }
  if (name === 'knowFiles') return namedFiles((ask as ScanCalls['knowFiles']['ask']).files);
  if (name === 'measureMask') return measuredMask((ask as ScanCalls['measureMask']['ask']).fileId);
  if (name === 'score') {
    const { threshold } = ask as ScanCalls['score']['ask'];
    const none = { dice: null, sensitivity: null, precision: null, f1: null, perBlob: [] };
    const scores = { ...none, threshold, foundBlobs: 0, missedBlobs: 0, predictedBlobs: 0, falseBlobs: 0 };
    return { scores, outcome: new Uint8Array(8) };
  }
  if (name === 'guest') {
    const guest = ask as ScanCalls['guest']['ask'];
    return openedCase(guest.name, guest.ask);
  }
  return openedCase(name, ask);
}

/** The first file is numbered 100. */
function namedFiles(files: readonly File[]): NamedFile[] {
  return files.map(({ name }, index) => ({ fileId: 100 + index, name }));
}

/** One blob of so many voxels as the number of the file. */
function measuredMask(fileId: number): MeasuredMask {
  const mask = { spacingMm: [1, 1, 1], voxelTotal: 1000, sizes: [fileId] } as const;
  return { mask, dims: [10, 10, 10], datatype: 'uint8', remarks: [] };
}

function openedCase(name: string, ask: unknown): OpenedCase {
  const grid = plainGrid([2, 2, 2]);
  const connectivity = (ask as { connectivity: 6 | 18 | 26 }).connectivity;
  const numbers = {
    foregroundVoxels: 0,
    foregroundShare: 0,
    largestShare: 0,
    smallerHalfShare: 0,
    gini: 0,
    diceOfLargestAlone: 0,
  };
  return {
    facts: {
      name,
      source:
        name === 'phantom'
          ? { kind: 'phantom', settings: (ask as ScanCalls['phantom']['ask']).settings }
          : { kind: 'files', scanId: 1, maskId: 2, reading: { kind: 'all' } },
      grid,
      connectivity,
      hasScan: true,
      hasMask: true,
      displayRange: [0, 1],
      maskValues: [],
      blobs: [fakeBlob],
      imbalance: { blobCount: 1, ...numbers },
      remarks: [],
    },
    arrays: { scan: new Float32Array(8), ids: new Int32Array(8) },
  };
}
