import type { Connectivity } from '../../core/case';
import { checkLossSettings } from '../../core/losses/checkSettings';
import type { CaseSampler } from '../../core/patchCases';
import { levelsOf } from '../../core/recording/levels';
import { encodeVolume } from '../../core/recording/volumeCodec';
import type { TrainSettings } from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import { voxelCount } from '../../core/volume';
import { stateFromCheckpoint } from '../../engine/checkpoint';
import { estimateMemory, refuseIfTooLarge } from '../../engine/memory';
import { initialWeights } from '../../engine/network';
import { parameterCountOf } from '../../engine/network/layers';
import { nextTask } from '../../engine/nextTask';
import { openTrainer } from '../../engine/openTrainer';
import { startAdam } from '../../engine/optimiser';
import type { Trainer } from '../../engine/trainer';
import type { LaneCalls, LaneFacts, LaneOpening } from '../../protocol/laneCalls';
import type { Progress } from '../../protocol/scanCalls';
import type { CallContext } from '../../protocol/serve';
import { callMonitor } from '../callMonitor';
import type { BackendKeeper, KeptBackend } from './laneBackend';
import { type PreparedCase, predictCase, prepareCases, samplerOf } from './laneCases';
import type { LaneHelpers } from './laneHelpers';
import { onDevice } from './onDevice';
import type { KeptPredictions } from './validation';

/** One model in training. */
export interface Lane {
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

/** Makes what an opening asks for, on a backend that is proved; rejects with InputError where it cannot be trained. */
export async function openLane(
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

/** What the lane says of itself. */
export function factsOf({ backend, cases, settings, trainer }: Lane): LaneFacts {
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
export function beginStep(lane: Lane, report: (record: StepRecord) => void): Promise<void> {
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
export function caseOfStep({ patches, trainCases }: Lane, step: number): PreparedCase {
  return trainCases[patches.caseAt(step)];
}

/** Predicts the first case whole, and hands the arrays over. */
export async function predictLane(
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
