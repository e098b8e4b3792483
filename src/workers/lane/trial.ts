import { compactInstances, rankBlobs } from '../../core/blobs';
import { type Components, labelComponents } from '../../core/components';
import { cutBox, findContentBox, spreadBox } from '../../core/content';
import { InputError, type WorkMonitor } from '../../core/errors';
import { normaliseIntensities } from '../../core/intensity';
import { createCaseSampler } from '../../core/patchCases';
import { makePhantom } from '../../core/phantoms/phantom';
import { type JudgedCase, scoreTrial } from '../../core/study/scoreTrial';
import type { Trial, TrialCase, TrialResult } from '../../core/study/trial';
import type { Dims, Triple } from '../../core/volume';
import { refuseIfTooLarge } from '../../engine/memory';
import { initialWeights } from '../../engine/network';
import { nextTask } from '../../engine/nextTask';
import { openTrainer } from '../../engine/openTrainer';
import { startAdam } from '../../engine/optimiser';
import { predictScan } from '../../engine/predict';
import type { Trainer } from '../../engine/trainer';
import type { KeptBackend } from './laneBackend';
import { onDevice } from './onDevice';
import { tileOverlap } from './tileOverlap';

/** A labelled case, and the part of it that is more than an empty margin. */
interface Prepared {
  readonly dims: Dims;
  readonly spacingMm: Triple;
  readonly reference: Components;
  readonly box: ReturnType<typeof findContentBox>;
  /** Normalised intensities in the box, and the ids there. */
  readonly scan: Float32Array;
  readonly ids: Int32Array;
}

/** Trains from nothing and judges what came of it. Throws InputError, also where it would not fit, CancelledError, and DeviceLostError. */
export async function runTrial(trial: Trial, backend: KeptBackend, monitor: WorkMonitor): Promise<TrialResult> {
  const { settings } = trial;
  if (trial.train.length === 0 || trial.validate.length === 0) throw noCases();
  monitor.report(0, 'making the cases');
  const train = trial.train.map((one) => prepare(one, trial));
  const [first, ...further] = train.map(({ dims }) => dims);
  refuseIfTooLarge(settings, first, backend.name, backend.limits, further);
  const trainer = openTrainer(startAdam(initialWeights(settings.network, settings.seed)), settings.network, (work) =>
    onDevice(backend, work),
  );
  try {
    const trainMs = await trainThrough(trainer, trial, train, monitor);
    const judged: JudgedCase[] = [];
    for (const [index, one] of trial.validate.entries()) {
      monitor.report(0.8 + (0.2 * index) / trial.validate.length, 'judging');
      judged.push(await predictCase(trainer, trial, prepare(one, trial), monitor));
    }
    const { seed, steps } = settings;
    return { seed, backend: backend.name, steps, trainMs, ...scoreTrial(judged, trial, quiet(monitor)) };
  } finally {
    await trainer.dispose();
  }
}

async function trainThrough(
  trainer: Trainer,
  { settings }: Trial,
  cases: readonly Prepared[],
  monitor: WorkMonitor,
): Promise<number> {
  const { seed, patch, network, steps } = settings;
  const sampler = createCaseSampler(
    cases.map(({ box, spacingMm, scan, ids }) => ({
      ...{ dims: box.dims, spacingMm, scan, ids, settings: patch, seed, levels: network.levels },
    })),
  );
  const startedMs = performance.now();
  const begun: Promise<unknown>[] = [];
  while (trainer.step < steps || begun.length > 0) {
    monitor.throwIfCancelled();
    while (trainer.step < steps && begun.length < trainer.inFlight) {
      const step = trainer.begin(sampler.sample(trainer.step + 1), settings);
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

async function predictCase(
  trainer: Trainer,
  { settings }: Trial,
  { dims, spacingMm, reference, box, scan }: Prepared,
  monitor: WorkMonitor,
): Promise<JudgedCase> {
  const { network, patch } = settings;
  const inBox = await trainer.withWeights((weights) =>
    predictScan({ dims: box.dims, scan, tileSize: patch.size, overlap: tileOverlap, network, weights }, quiet(monitor)),
  );
  return { dims, spacingMm, reference, probability: spreadBox(inBox, dims, box) };
}

function prepare(one: TrialCase, { connectivity }: Trial): Prepared {
  const { dims, spacingMm, scan, reference } = one.kind === 'phantom' ? phantomOf(one, connectivity) : scanOf(one);
  const box = findContentBox(scan, reference.ids, dims);
  return {
    ...{ dims, spacingMm, reference, box },
    scan: cutBox(normaliseIntensities(scan), dims, box),
    ids: cutBox(reference.ids, dims, box),
  };
}

function phantomOf({ settings }: Extract<TrialCase, { kind: 'phantom' }>, connectivity: Trial['connectivity']) {
  const { grid, scan, mask } = makePhantom(settings);
  const { ids, count } = labelComponents(mask, grid.dims, connectivity);
  return { dims: grid.dims, spacingMm: grid.spacingMm, scan, reference: { ids: rankBlobs(ids, count), count } };
}

function scanOf({ dims, spacingMm, scan, ids }: Extract<TrialCase, { kind: 'scan' }>) {
  return { dims, spacingMm, scan, reference: compactInstances(ids) };
}

/** Work within a part of the trial: it may be cancelled, but its own progress is not that of the whole. */
function quiet({ throwIfCancelled }: WorkMonitor): WorkMonitor {
  return { report: () => {}, throwIfCancelled };
}

function noCases(): InputError {
  return new InputError({
    found: 'A trial without a case to learn from, or without one to be judged on',
    expected: 'at least one of each',
    todo: 'Add a case',
  });
}
