import { compactInstances, rankBlobs } from '../../core/blobs';
import { type Components, labelComponents } from '../../core/components';
import { InputError, type WorkMonitor } from '../../core/errors';
import { makePhantom } from '../../core/phantoms/phantom';
import { type JudgedCase, scoreTrial } from '../../core/study/scoreTrial';
import type { Trial, TrialCase, TrialResult } from '../../core/study/trial';
import { refuseIfTooLarge } from '../../engine/memory';
import { initialWeights } from '../../engine/network';
import { nextTask } from '../../engine/nextTask';
import { openTrainer } from '../../engine/openTrainer';
import { startAdam } from '../../engine/optimiser';
import type { Trainer } from '../../engine/trainer';
import type { LaneCase } from '../../protocol/laneCalls';
import { withoutProgress } from '../callMonitor';
import type { KeptBackend } from './laneBackend';
import { type PreparedCase, predictCase, prepareCase, samplerOf } from './laneCases';
import { createHelpers } from './laneHelpers';
import { onDevice } from './onDevice';

/** A case, and its blobs numbered without a hole. */
interface LabelledCase extends PreparedCase {
  readonly reference: Components;
}

/** Trains from nothing and judges what came of it. Throws InputError, also where it would not fit, CancelledError, and DeviceLostError. */
export async function runTrial(trial: Trial, backend: KeptBackend, monitor: WorkMonitor): Promise<TrialResult> {
  const { settings } = trial;
  if (trial.train.length === 0 || trial.validate.length === 0) throw noCases();
  monitor.report(0, 'making the cases');
  const train = trial.train.map((one) => prepare(one, 'train', trial));
  const [first, ...further] = train.map(({ dims }) => dims);
  refuseIfTooLarge(settings, first, backend.name, backend.limits, further);
  const trainer = openTrainer(startAdam(initialWeights(settings.network, settings.seed)), settings.network, (work) =>
    onDevice(backend, work),
  );
  const model = { trainer, settings, backend, helpers: createHelpers(null) };
  try {
    const trainMs = await trainThrough(trainer, trial, train, monitor);
    const judged: JudgedCase[] = [];
    for (const [index, one] of trial.validate.entries()) {
      monitor.report(0.8 + (0.2 * index) / trial.validate.length, 'judging');
      const labelled = prepare(one, 'validate', trial);
      const { dims, spacingMm, reference } = labelled;
      judged.push({
        dims,
        spacingMm,
        reference,
        probability: await predictCase(model, labelled, 0, withoutProgress(monitor)),
      });
    }
    const { seed, steps } = settings;
    return { seed, backend: backend.name, steps, trainMs, ...scoreTrial(judged, trial, withoutProgress(monitor)) };
  } finally {
    await trainer.dispose();
  }
}

async function trainThrough(
  trainer: Trainer,
  { settings }: Trial,
  cases: readonly LabelledCase[],
  monitor: WorkMonitor,
): Promise<number> {
  const { steps } = settings;
  const { patches } = samplerOf(cases, settings);
  const startedMs = performance.now();
  const begun: Promise<unknown>[] = [];
  while (trainer.step < steps || begun.length > 0) {
    monitor.throwIfCancelled();
    while (trainer.step < steps && begun.length < trainer.inFlight) {
      const step = trainer.begin(patches.sample(trainer.step + 1), settings);
      // One that fails while an earlier one is waited for is heard of later.
      step.catch(() => {});
      begun.push(step);
    }
    await begun.shift();
    monitor.report((0.8 * trainer.step) / Math.max(1, steps), 'training');
    await nextTask();
  }
  return performance.now() - startedMs;
}

function prepare(one: TrialCase, role: LaneCase['role'], { connectivity }: Trial): LabelledCase {
  const { reference, ...rest } = one.kind === 'phantom' ? phantomOf(one, connectivity) : scanOf(one);
  return { ...prepareCase({ id: 0, role, ...rest, ids: reference.ids }), reference };
}

function phantomOf({ settings }: Extract<TrialCase, { kind: 'phantom' }>, connectivity: Trial['connectivity']) {
  const { grid, scan, mask } = makePhantom(settings);
  const { ids, count } = labelComponents(mask, grid.dims, connectivity);
  return { dims: grid.dims, spacingMm: grid.spacingMm, scan, reference: { ids: rankBlobs(ids, count), count } };
}

function scanOf({ dims, spacingMm, scan, ids }: Extract<TrialCase, { kind: 'scan' }>) {
  return { dims, spacingMm, scan, reference: compactInstances(ids) };
}

function noCases(): InputError {
  return new InputError({
    found: 'A trial without a case to learn from, or without one to be judged on',
    expected: 'at least one of each',
    todo: 'Add a case',
  });
}
