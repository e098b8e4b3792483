import type { Connectivity } from '../core/case';
import { InputError } from '../core/errors';
import { checkLossSettings } from '../core/losses/checkSettings';
import type { CaseSampler } from '../core/patchCases';
import { levelsOf } from '../core/recording/levels';
import { encodeVolume } from '../core/recording/volumeCodec';
import type { TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import { voxelCount } from '../core/volume';
import { checkpointBytes, stateFromCheckpoint } from '../engine/checkpoint';
import { estimateMemory, refuseIfTooLarge } from '../engine/memory';
import { initialWeights } from '../engine/network';
import { parameterCountOf } from '../engine/network/layers';
import { nextTask } from '../engine/nextTask';
import { openTrainer } from '../engine/openTrainer';
import { startAdam } from '../engine/optimiser';
import type { Trainer } from '../engine/trainer';
import type { LaneCalls, LaneFacts, LaneOpening } from '../protocol/laneCalls';
import type { Progress } from '../protocol/scanCalls';
import type { CallContext, Handlers } from '../protocol/serve';
import type { WorkerLike } from '../protocol/supervise';
import { createTurns } from '../protocol/turns';
import { createBackground } from './background';
import { callMonitor } from './callMonitor';
import { explainStep } from './explainStep';
import { type BackendKeeper, type KeptBackend, keepBackend, type OpenBackend } from './laneBackend';
import { type PreparedCase, predictCase, prepareCases, samplerOf } from './laneCases';
import { createHelpers, type LaneHelpers, predictSentRow } from './laneHelpers';
import { type ExamineMachine, standbyHandlers } from './laneStandby';
import { onDevice } from './onDevice';
import { runTrial } from './trial';
import { judge, type KeptPredictions, validate } from './validation';

/** One model in training. */
interface Lane {
  readonly backend: KeptBackend;
  /** In the order in which they were given. */
  readonly cases: readonly PreparedCase[];
  /** Those that patches are cut from. */
  readonly trainCases: readonly PreparedCase[];
  readonly connectivity: Connectivity;
  readonly patches: CaseSampler;
  readonly trainer: Trainer;
  readonly helpers: LaneHelpers;
  settings: TrainSettings;
  validated: KeptPredictions | null;
}

/**
 * The answers of a lane worker. Steps, predictions and checkpoints take turns, so a prediction asked for during `advance` runs between two steps;
 * between steps a whole task is let in, so that cancels and new settings arrive.
 */
export function createLaneSession(
  openBackend: OpenBackend,
  examine: ExamineMachine,
  startHelper: (() => WorkerLike) | null = null,
): Handlers<LaneCalls> {
  const turns = createTurns();
  const background = createBackground(turns);
  const keeper = keepBackend(openBackend);
  const helpers = createHelpers(startHelper);
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
        helpers.stop();
        open = { ...(await openLane(opening, keeper, context)), helpers };
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
    predict: ({ helpers: count }, context) => {
      background.giveWay();
      return turns(() => predictLane(lane(), count, context));
    },
    validate: (ask, context) => {
      background.giveWay();
      return turns(async () => {
        const model = lane();
        const { answer, kept } = await validate(model, ask, callMonitor(context));
        model.validated = kept;
        const arrays = [
          ...answer.cases.map(({ recorded }) => recorded),
          ...(answer.whole ? [answer.whole.probability] : []),
        ];
        context.transfer(arrays.map(({ buffer }) => buffer as ArrayBuffer));
        return answer;
      });
    },
    judge: (ask, context) => {
      background.giveWay();
      return turns(async () => {
        const model = lane();
        return model.validated && judge(model, model.validated, ask, callMonitor(context));
      });
    },
    explain: ({ seek }, { transfer }) => {
      background.giveWay();
      return turns(async () => {
        const model = lane();
        const explained = await explainStep({ ...model, caseOfStep: (step) => caseOfStep(model, step) }, seek);
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
    predictRow: (row, { signal, transfer }) => {
      background.giveWay();
      return turns(async () => {
        const { throwIfCancelled } = callMonitor({ report: () => {}, signal });
        throwIfCancelled();
        const backend = await keeper.take('wasm');
        closeUnlessOn(backend);
        const probability = await onDevice(backend, () => predictSentRow(row, throwIfCancelled));
        transfer([probability.buffer]);
        return probability;
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
  { settings, cases: given, connectivity, backend: choice, checkpoint }: LaneOpening,
  keeper: BackendKeeper,
  context: CallContext<Progress>,
): Promise<Omit<Lane, 'helpers'>> {
  const monitor = callMonitor(context);
  checkLossSettings(settings.loss);
  const cases = await prepareCases(given, monitor);
  const { network, seed } = settings;
  const { patches, trainCases } = samplerOf(cases, settings);
  const state = checkpoint
    ? stateFromCheckpoint(checkpoint, parameterCountOf(network))
    : startAdam(initialWeights(network, seed));
  await nextTask();
  monitor.throwIfCancelled();
  monitor.report(0.3, 'starting and proving the backend');
  const backend = await keeper.take(choice);
  monitor.throwIfCancelled();
  const { largest, further } = sizesOf(cases);
  refuseIfTooLarge(settings, largest, backend.name, backend.limits, further);
  const trainer = openTrainer(state, network, (work) => onDevice(backend, work));
  return { backend, cases, trainCases, connectivity, patches, settings, trainer, validated: null };
}

/** The sides of the largest case, and those of the others. */
function sizesOf(cases: readonly PreparedCase[]) {
  const [largest, ...further] = cases.map(({ dims }) => dims).sort((a, b) => voxelCount(b) - voxelCount(a));
  return { largest, further };
}

function factsOf({ backend, cases, settings, trainer }: Lane): LaneFacts {
  const { largest, further } = sizesOf(cases);
  return {
    backend: backend.name,
    why: backend.why,
    parameterCount: parameterCountOf(settings.network),
    memoryBytes: estimateMemory(settings, largest, backend.name, further).totalBytes,
    step: trainer.step,
  };
}

/** Begins the next step, and reports it when its numbers have come. */
function beginStep(lane: Lane, report: (record: StepRecord) => void): Promise<void> {
  const { trainer, patches, settings } = lane;
  const next = trainer.step + 1;
  const { id } = caseOfStep(lane, next);
  const step = trainer
    .begin(patches.sample(next), settings)
    .then((record) => report(id === 0 ? record : { ...record, caseId: id }));
  // A step that fails while an earlier one is waited for is heard of later.
  step.catch(() => {});
  return step;
}

/** The case that a step learns from. */
function caseOfStep({ patches, trainCases }: Lane, step: number): PreparedCase {
  return trainCases[patches.caseAt(step)];
}

async function predictLane(
  lane: Lane,
  helperCount: number,
  context: CallContext<Progress>,
): Promise<LaneCalls['predict']['answer']> {
  const startedMs = performance.now();
  const probability = await predictCase(lane, lane.cases[0], helperCount, callMonitor(context));
  const elapsedMs = performance.now() - startedMs;
  const recorded = encodeVolume(levelsOf(probability), null);
  context.transfer([probability.buffer, recorded.buffer]);
  return { probability, recorded, step: lane.trainer.step, elapsedMs };
}

function refuseClosed(): never {
  throw new InputError({
    found: 'No model is open in this lane',
    expected: 'a model that was opened before it is trained or asked',
    todo: 'Press Reset and train again',
  });
}
