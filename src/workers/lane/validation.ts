import type { Connectivity } from '../../core/case';
import { InputError, type WorkMonitor } from '../../core/errors';
import { Reference } from '../../core/metrics/reference';
import { scorePrediction } from '../../core/metrics/scores';
import { levelsOf } from '../../core/recording/levels';
import { encodeVolume } from '../../core/recording/volumeCodec';
import type { TrainSettings } from '../../core/settings';
import { type CaseSweep, pooledCurves, sweepTrial } from '../../core/study/sweepTrial';
import type { Scores } from '../../core/terms';
import type { Judgement, LaneCalls, ValidatedCase } from '../../protocol/laneCalls';
import { withoutProgress } from '../callMonitor';
import { type PredictingModel, type PreparedCase, predictCase } from './laneCases';

/** A model and the cases it can be asked about. */
export interface ValidatedModel extends PredictingModel {
  readonly cases: readonly PreparedCase[];
  readonly connectivity: Connectivity;
  readonly settings: TrainSettings;
}

/** The newest predictions of the cases to be validated on, all of one step. */
export interface KeptPredictions {
  readonly step: number;
  readonly cases: readonly { readonly of: PreparedCase; readonly probability: Float32Array }[];
}

/** Predicts cases and scores them; what is kept for `judge` is those with the role. Throws InputError on a case that the model was not given. */
export async function validate(
  model: ValidatedModel,
  { caseIds, threshold, wholeOf, helpers }: LaneCalls['validate']['ask'],
  monitor: WorkMonitor,
): Promise<{ readonly answer: LaneCalls['validate']['answer']; readonly kept: KeptPredictions }> {
  const { trainer } = model;
  const asked = caseIds.map((id) => findCase(model, id));
  const kept: { of: PreparedCase; probability: Float32Array }[] = [];
  const answers: ValidatedCase[] = [];
  let whole: LaneCalls['validate']['answer']['whole'] = null;
  for (const [index, of] of asked.entries()) {
    const startedMs = performance.now();
    const part = partOf(monitor, index, asked.length);
    const probability = await predictCase(model, of, helpers, part);
    const scores = scoreCase(model, of, probability, threshold, part);
    const recorded = encodeVolume(levelsOf(probability), null);
    const elapsedMs = performance.now() - startedMs;
    answers.push({ caseId: of.id, elapsedMs, scores, recorded, voxels: probability.length });
    if (of.role === 'validate') kept.push({ of, probability });
    // What is kept stays here: the answer is handed over.
    if (of.id === wholeOf)
      whole = { caseId: of.id, probability: of.role === 'validate' ? probability.slice() : probability };
  }
  return { answer: { step: trainer.step, cases: answers, whole }, kept: { step: trainer.step, cases: kept } };
}

/** Reads kept predictions at a threshold and, where it is wanted, at all of them. */
export function judge(
  model: ValidatedModel,
  { step, cases }: KeptPredictions,
  { threshold, hasSweep }: LaneCalls['judge']['ask'],
  monitor: WorkMonitor,
): Judgement {
  return {
    step,
    cases: cases.map(({ of, probability }) => ({
      caseId: of.id,
      scores: scoreCase(model, of, probability, threshold, monitor),
    })),
    sweep: hasSweep && cases.length > 0 ? sweepCases(model, cases, monitor) : null,
  };
}

function scoreCase(
  { connectivity }: ValidatedModel,
  { ids, dims }: PreparedCase,
  probability: Float32Array,
  threshold: number,
  monitor: WorkMonitor,
): Scores {
  const blobCount = countBlobs(ids);
  const quiet = withoutProgress(monitor);
  return scorePrediction({ probability, ids, blobCount, dims, threshold, connectivity, monitor: quiet }).scores;
}

function sweepCases(
  { connectivity }: ValidatedModel,
  cases: KeptPredictions['cases'],
  monitor: WorkMonitor,
): CaseSweep {
  return pooledCurves(
    cases.map(({ of: { ids, dims, spacingMm }, probability }, index) => {
      const reference = new Reference({ ids, count: countBlobs(ids) }, dims, spacingMm);
      return sweepTrial(reference, probability, { connectivity }, partOf(monitor, index, cases.length));
    }),
  );
}

/** Blobs are numbered without a hole. */
function countBlobs(ids: Int32Array): number {
  let count = 0;
  for (let v = 0; v < ids.length; v++) if (ids[v] > count) count = ids[v];
  return count;
}

function findCase({ cases }: ValidatedModel, id: number): PreparedCase {
  const found = cases.find((one) => one.id === id);
  if (found) return found;
  throw new InputError({
    found: 'A case that the run does not have',
    expected: 'one that was in the list when the run began',
    todo: 'Reset, and train again with it',
  });
}

/** The progress of one of several pieces of equal work. */
function partOf({ report, throwIfCancelled }: WorkMonitor, index: number, count: number): WorkMonitor {
  return { report: (fraction, what) => report((index + fraction) / count, what), throwIfCancelled };
}
