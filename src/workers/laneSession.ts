import { type Box, cutBox, findContentBox, spreadBox } from '../core/content';
import { InputError } from '../core/errors';
import { normaliseIntensities } from '../core/intensity';
import { checkLossSettings } from '../core/losses/checkSettings';
import { createPatchSampler, type PatchSampler } from '../core/patches';
import type { TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import { checkpointBytes, stateFromCheckpoint } from '../engine/checkpoint';
import { estimateMemory, refuseIfTooLarge } from '../engine/memory';
import { initialWeights } from '../engine/network';
import { parameterCountOf } from '../engine/network/layers';
import { nextTask } from '../engine/nextTask';
import { type AdamState, startAdam } from '../engine/optimiser';
import { predictScan } from '../engine/predict';
import { trainStep } from '../engine/step';
import type { LaneCalls, LaneFacts, LaneOpening } from '../protocol/laneCalls';
import type { Progress } from '../protocol/scanCalls';
import type { CallContext, Handlers } from '../protocol/serve';
import { createTurns } from '../protocol/turns';
import { createBackground } from './background';
import { callMonitor } from './callMonitor';
import { type BackendKeeper, type KeptBackend, keepBackend, type OpenBackend } from './laneBackend';
import { type ExamineMachine, standbyHandlers } from './laneStandby';
import { onDevice } from './onDevice';

/** One model in training. The state is replaced at each step, never changed. */
interface Lane {
  readonly backend: KeptBackend;
  /** Of the whole scan. */
  readonly dims: LaneOpening['dims'];
  /** The part of the scan that patches are cut from and that is predicted: all but an empty margin. */
  readonly box: Box;
  /** Normalised intensities in the box. */
  readonly scan: Float32Array;
  readonly patches: PatchSampler;
  settings: TrainSettings;
  state: AdamState;
}

/** Overlap of neighbouring tiles of a prediction, as a part of their length (nnU-Net's). Half of it is twice as fast but leaves false blobs at the seams. */
const tileOverlap = 0.5;

/**
 * The answers of a lane worker. Steps and predictions take turns, so a prediction asked for during `advance` runs between two steps;
 * between steps a whole task is let in, so that cancels and new settings arrive.
 */
export function createLaneSession(openBackend: OpenBackend, examine: ExamineMachine): Handlers<LaneCalls> {
  const turns = createTurns();
  const background = createBackground(turns);
  const keeper = keepBackend(openBackend);
  let open: Lane | null = null;
  const closeUnlessOn = (backend: KeptBackend | null) => {
    if (open?.backend !== backend) open = null;
  };
  const lane = () => open ?? refuseClosed();
  return {
    ...standbyHandlers({ keeper, background, examine, closeUnlessOn }),
    open: (opening, context) => {
      background.giveWay();
      return turns(async () => {
        open = null;
        open = await openLane(opening, keeper, context);
        return factsOf(open);
      });
    },
    advance: async ({ toStep }, context) => {
      background.giveWay();
      const training = lane();
      const isOver = () => training.state.step >= toStep || context.signal.aborted || training !== open;
      while (!isOver()) {
        await turns(async () => {
          if (!isOver()) context.report(await stepLane(training));
        });
        await nextTask();
      }
      return { step: training.state.step };
    },
    setLoss: ({ loss }) => {
      checkLossSettings(loss);
      lane().settings = { ...lane().settings, loss };
      return null;
    },
    predict: (_, context) => {
      background.giveWay();
      return turns(() => predictLane(lane(), context));
    },
    checkpoint: (_, { transfer }) => {
      const { state } = lane();
      const bytes = checkpointBytes(state);
      transfer([bytes]);
      return { step: state.step, bytes };
    },
  };
}

async function openLane(
  { settings, dims, scan, ids, backend: choice, checkpoint }: LaneOpening,
  keeper: BackendKeeper,
  context: CallContext<Progress>,
): Promise<Lane> {
  const { throwIfCancelled, report } = callMonitor(context);
  checkLossSettings(settings.loss);
  report(0, 'normalising the scan');
  const box = findContentBox(scan, ids, dims);
  const content = cutBox(normaliseIntensities(scan), dims, box);
  const { seed, patch, network } = settings;
  const patches = createPatchSampler({
    dims: box.dims,
    scan: content,
    ids: cutBox(ids, dims, box),
    settings: patch,
    seed,
    levels: network.levels,
  });
  const state = checkpoint
    ? stateFromCheckpoint(checkpoint, parameterCountOf(network))
    : startAdam(initialWeights(network, seed));
  await nextTask();
  throwIfCancelled();
  report(0.3, 'starting and proving the backend');
  const backend = await keeper.take(choice);
  throwIfCancelled();
  refuseIfTooLarge(settings, dims, backend.name, backend.limits);
  return { backend, dims, box, scan: content, patches, settings, state };
}

function factsOf({ backend, dims, settings, state }: Lane): LaneFacts {
  return {
    backend: backend.name,
    why: backend.why,
    parameterCount: parameterCountOf(settings.network),
    memoryBytes: estimateMemory(settings, dims, backend.name).totalBytes,
    step: state.step,
  };
}

async function stepLane(lane: Lane): Promise<StepRecord> {
  const batch = lane.patches.sample(lane.state.step + 1);
  const { state, record } = await onDevice(lane.backend, () => trainStep(lane.state, batch, lane.settings));
  lane.state = state;
  return record;
}

async function predictLane(lane: Lane, context: CallContext<Progress>): Promise<LaneCalls['predict']['answer']> {
  const startedMs = performance.now();
  const { dims, box, scan, settings, state } = lane;
  const input = {
    network: settings.network,
    weights: state.weights,
    dims: box.dims,
    scan,
    tileSize: settings.patch.size,
    overlap: tileOverlap,
  };
  const inBox = await onDevice(lane.backend, () => predictScan(input, callMonitor(context)));
  const probability = spreadBox(inBox, dims, box);
  context.transfer([probability.buffer]);
  return { probability, step: state.step, elapsedMs: performance.now() - startedMs };
}

function refuseClosed(): never {
  throw new InputError({
    found: 'No model is open in this lane',
    expected: 'a model that was opened before it is trained or asked',
    todo: 'Press Reset and train again',
  });
}
