import { type Box, cutBox, findContentBox, spreadBox } from '../core/content';
import { InputError } from '../core/errors';
import { normaliseIntensities } from '../core/intensity';
import { checkLossSettings } from '../core/losses/checkSettings';
import { createPatchSampler, type PatchSampler } from '../core/patches';
import { levelsOf } from '../core/recording/levels';
import { encodeVolume } from '../core/recording/volumeCodec';
import type { TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import { checkpointBytes, stateFromCheckpoint } from '../engine/checkpoint';
import { estimateMemory, refuseIfTooLarge } from '../engine/memory';
import { initialWeights } from '../engine/network';
import { parameterCountOf } from '../engine/network/layers';
import { nextTask } from '../engine/nextTask';
import { startAdam } from '../engine/optimiser';
import { predictScan } from '../engine/predict';
import { openTrainer, type Trainer } from '../engine/trainer';
import type { LaneCalls, LaneFacts, LaneOpening } from '../protocol/laneCalls';
import type { Progress } from '../protocol/scanCalls';
import type { CallContext, Handlers } from '../protocol/serve';
import { createTurns } from '../protocol/turns';
import { createBackground } from './background';
import { callMonitor } from './callMonitor';
import { explainStep } from './explainStep';
import { type BackendKeeper, type KeptBackend, keepBackend, type OpenBackend } from './laneBackend';
import { type ExamineMachine, standbyHandlers } from './laneStandby';
import { onDevice } from './onDevice';
import { tileOverlap } from './tileOverlap';
import { runTrial } from './trial';

/** One model in training. */
interface Lane {
  readonly backend: KeptBackend;
  /** Of the whole scan. */
  readonly dims: LaneOpening['dims'];
  /** The part of the scan that patches are cut from and that is predicted: all but an empty margin. */
  readonly box: Box;
  /** Normalised intensities in the box. */
  readonly scan: Float32Array;
  readonly patches: PatchSampler;
  readonly trainer: Trainer;
  settings: TrainSettings;
}

/**
 * The answers of a lane worker. Steps, predictions and checkpoints take turns, so a prediction asked for during `advance` runs between two steps;
 * between steps a whole task is let in, so that cancels and new settings arrive.
 */
export function createLaneSession(openBackend: OpenBackend, examine: ExamineMachine): Handlers<LaneCalls> {
  const turns = createTurns();
  const background = createBackground(turns);
  const keeper = keepBackend(openBackend);
  let open: Lane | null = null;
  const closeUnlessOn = (backend: KeptBackend | null) => {
    if (!open || open.backend === backend) return;
    // Its device may be gone, and then so is what would be freed.
    open.trainer.dispose().catch(() => {});
    open = null;
  };
  const lane = () => open ?? refuseClosed();
  return {
    ...standbyHandlers({ keeper, background, examine, closeUnlessOn }),
    open: (opening, context) => {
      background.giveWay();
      return turns(async () => {
        await open?.trainer.dispose();
        open = null;
        open = await openLane(opening, keeper, context);
        return factsOf(open);
      });
    },
    advance: async ({ toStep }, context) => {
      background.giveWay();
      const training = lane();
      const { trainer } = training;
      const isOver = () => trainer.step >= toStep || context.signal.aborted || training !== open;
      const begun: Promise<void>[] = [];
      while (!isOver() || begun.length > 0) {
        await turns(async () => {
          while (!isOver() && begun.length < trainer.inFlight) begun.push(beginStep(training, context.report));
          await begun.shift();
        });
        await nextTask();
      }
      return { step: trainer.step };
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
    explain: ({ seek }, { transfer }) => {
      background.giveWay();
      return turns(async () => {
        const explained = await explainStep(lane(), seek);
        transfer(Object.values(explained.arrays).map(({ buffer }) => buffer));
        return explained;
      });
    },
    trial: (trial, context) => {
      background.giveWay();
      return turns(async () => {
        checkLossSettings(trial.settings.loss);
        const backend = await keeper.take(trial.settings.backend);
        closeUnlessOn(backend);
        return runTrial(trial, backend, callMonitor(context));
      });
    },
    checkpoint: (_, { transfer }) => {
      background.giveWay();
      return turns(async () => {
        const state = await lane().trainer.state();
        const bytes = checkpointBytes(state);
        transfer([bytes]);
        return { step: state.step, bytes };
      });
    },
  };
}

async function openLane(
  { settings, dims, spacingMm, scan, ids, backend: choice, checkpoint }: LaneOpening,
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
    spacingMm,
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
  const trainer = openTrainer(state, network, (work) => onDevice(backend, work));
  return { backend, dims, box, scan: content, patches, settings, trainer };
}

function factsOf({ backend, dims, settings, trainer }: Lane): LaneFacts {
  return {
    backend: backend.name,
    why: backend.why,
    parameterCount: parameterCountOf(settings.network),
    memoryBytes: estimateMemory(settings, dims, backend.name).totalBytes,
    step: trainer.step,
  };
}

/** Begins the next step, and reports it when its numbers have come. */
function beginStep({ trainer, patches, settings }: Lane, report: (record: StepRecord) => void): Promise<void> {
  const step = trainer.begin(patches.sample(trainer.step + 1), settings).then(report);
  // A step that fails while an earlier one is waited for is heard of later.
  step.catch(() => {});
  return step;
}

async function predictLane(
  { dims, box, scan, settings, trainer }: Lane,
  context: CallContext<Progress>,
): Promise<LaneCalls['predict']['answer']> {
  const startedMs = performance.now();
  const window = { dims: box.dims, scan, tileSize: settings.patch.size, overlap: tileOverlap };
  const { network } = settings;
  const inBox = await trainer.withWeights((weights) =>
    predictScan({ ...window, network, weights }, callMonitor(context)),
  );
  const probability = spreadBox(inBox, dims, box);
  const elapsedMs = performance.now() - startedMs;
  const recorded = encodeVolume(levelsOf(probability), null);
  context.transfer([probability.buffer, recorded.buffer]);
  return { probability, recorded, step: trainer.step, elapsedMs };
}

function refuseClosed(): never {
  throw new InputError({
    found: 'No model is open in this lane',
    expected: 'a model that was opened before it is trained or asked',
    todo: 'Press Reset and train again',
  });
}
