import { createRandom } from '../../core/random';
import {
  type BackendChoice,
  type BackendName,
  defaultTraining,
  type LossSettings,
  type TrainSettings,
} from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import type { Dims } from '../../core/volume';
import { openBackend } from '../../engine/backends';
import { examineMachine } from '../../engine/examine';
import { nodeAssets } from '../../engine/nodeAssets';
import type { Checkpoint, LaneCase, LaneOpening } from '../../protocol/laneCalls';
import type { CallContext } from '../../protocol/serve';
import type { WorkerLike } from '../../protocol/supervise';
import type { LaneBackend } from './laneBackend';
import { createLaneSession } from './laneSession';

/** Sides of the scan that the tests train on. */
export const dims: Dims = [12, 10, 11];

/** For tests of the lane session: a small network that learns `makeScan` in 40 steps. */
export const settings: TrainSettings = {
  ...defaultTraining,
  steps: 40,
  network: { levels: 2, baseWidth: 4, upsampling: 'learned' },
  patch: { size: 8, batchSize: 1, foregroundShare: 1, flips: false },
  learningRate: 0.05,
  warmupSteps: 0,
};

/** A bright 4x4x4 block and two bright single voxels in noise. */
export function makeScan(): Pick<LaneCase, 'dims' | 'scan' | 'ids'> {
  const random = createRandom(9);
  const ids = new Int32Array(dims[0] * dims[1] * dims[2]);
  const at = (x: number, y: number, z: number) => x + dims[0] * (y + dims[1] * z);
  for (let z = 3; z < 7; z++) for (let y = 3; y < 7; y++) for (let x = 3; x < 7; x++) ids[at(x, y, z)] = 1;
  ids[at(9, 2, 5)] = 2;
  ids[at(2, 8, 8)] = 3;
  const scan = Float32Array.from(ids, (id) => (id > 0 ? 3 : 0) + 0.3 * random.normal());
  return { dims, scan, ids };
}

/** A case to learn from, `makeScan` but for the change. */
export function laneCase(change: Partial<LaneCase> = {}): LaneCase {
  return { id: 0, role: 'train', spacingMm: [1, 1, 1], ...makeScan(), ...change };
}

interface Options {
  readonly cases?: readonly LaneCase[];
  readonly settings?: TrainSettings;
  readonly checkpoint?: Checkpoint | null;
  readonly backend?: BackendName;
  /** What is different about the backend. */
  readonly trouble?: Partial<LaneBackend>;
  /** Starts a worker that helps with predictions. */
  readonly startHelper?: () => WorkerLike;
  /** Done before the model is opened. */
  readonly before?: (session: Session, context: Quiet) => unknown;
}

type Session = ReturnType<typeof createLaneSession>;
type Quiet = CallContext<unknown>;

/** A session that stands, and its calls without the wire. */
export async function openSession(options: Options = {}) {
  const opened: BackendChoice[] = [];
  const session = createLaneSession(
    async (choice) => {
      opened.push(choice);
      return { ...(await openBackend(choice, nodeAssets)), ...options.trouble };
    },
    (monitor) => examineMachine(nodeAssets, monitor),
    options.startHelper,
  );
  const records: StepRecord[] = [];
  const transferred: Transferable[] = [];
  const context = <P>(report: (progress: P) => void, signal = new AbortController().signal) => ({
    report,
    signal,
    transfer: (list: readonly Transferable[]) => transferred.push(...list),
  });
  const quietly = () => context(() => {});
  const opening: LaneOpening = {
    cases: options.cases ?? [laneCase()],
    connectivity: 26,
    settings: options.settings ?? settings,
    backend: options.backend ?? 'wasm',
    checkpoint: options.checkpoint ?? null,
  };
  const open = (change: Partial<LaneOpening> = {}) => session.open({ ...opening, ...change }, quietly());
  await options.before?.(session, quietly());
  const facts = await open();
  return {
    session,
    facts,
    /** The backends that were started, in order. */
    opened,
    records,
    transferred,
    totals: () => records.map((record) => record.total),
    reopen: open,
    quietly,
    advance: async (toStep: number, onStep: (record: StepRecord) => void = () => {}, signal?: AbortSignal) => {
      const keep = (record: StepRecord) => {
        records.push(record);
        onStep(record);
      };
      return session.advance({ toStep }, context(keep, signal));
    },
    setLoss: (loss: LossSettings) => session.setLoss({ loss }, quietly()),
    predict: async (onProgress: (fraction: number) => void = () => {}, signal?: AbortSignal, helpers = 0) => {
      const report = ({ fraction }: { fraction: number }) => onProgress(fraction);
      return session.predict({ helpers }, context(report, signal));
    },
    validate: async (caseIds: readonly number[], wholeOf: number | null = null, signal?: AbortSignal) =>
      session.validate(
        { caseIds, threshold: 0.5, wholeOf, helpers: 0 },
        context(() => {}, signal),
      ),
    judge: async (threshold: number, hasSweep: boolean) => session.judge({ threshold, hasSweep }, quietly()),
    checkpoint: async () => session.checkpoint({}, quietly()),
  };
}
