import { type PairedDifference, pairedDifference } from './pairedDifference';
import type { Study, StudyResult } from './study';
import type { StudyTask } from './tasks';
import { type TrialResult, type TrialScoreName, trialScoreNames } from './trial';

/** One score of one loss on one task, over the seeds. */
export interface ScoreSummary {
  /** Of the seeds in which it is defined; null without any. */
  readonly mean: number | null;
  /** Sample standard deviation; null with fewer than two. */
  readonly sd: number | null;
  /** To the first loss of the study, seed by seed; null for that loss itself, and where no seed has both. */
  readonly difference: PairedDifference | null;
}

/** One trial of one thing that is compared: a loss of a study, or a lane. */
export interface ArmResult {
  readonly arm: string;
  readonly seed: number;
  readonly result: TrialResult;
}

export interface ArmSummary {
  readonly arm: string;
  /** Finished trials. */
  readonly seeds: number;
  readonly scores: Readonly<Record<TrialScoreName, ScoreSummary>>;
}

/** Each arm over the seeds, in the order given; differences are to the first. */
export function summariseArms(
  arms: readonly string[],
  seeds: readonly number[],
  results: readonly ArmResult[],
): ArmSummary[] {
  const valuesOf = (arm: string, name: TrialScoreName) =>
    seeds.map((seed) => results.find((one) => one.arm === arm && one.seed === seed)?.result.scores[name] ?? null);
  return arms.map((arm) => {
    const summary = (name: TrialScoreName): ScoreSummary => {
      const values = valuesOf(arm, name);
      const difference = arm === arms[0] ? null : pairedDifference(valuesOf(arms[0], name), values);
      return { ...spread(values), difference };
    };
    return {
      arm,
      seeds: results.filter((one) => one.arm === arm).length,
      scores: Object.fromEntries(trialScoreNames.map((name) => [name, summary(name)])) as ArmSummary['scores'],
    };
  });
}

export interface LossSummary extends Omit<ArmSummary, 'arm'> {
  readonly task: StudyTask;
  readonly lossId: string;
}

/** What has come of a study so far: a row for each task and loss, in the study's order; rows without a trial have null everywhere. */
export function summariseStudy(study: Study, results: readonly StudyResult[]): LossSummary[] {
  const ids = study.losses.map(({ id }) => id);
  return study.tasks.flatMap((task) => {
    const ofTask = results
      .filter((one) => one.task === task)
      .map(({ lossId, seed, result }) => ({ arm: lossId, seed, result }));
    return summariseArms(ids, study.seeds, ofTask).map(({ arm, seeds, scores }) => ({
      ...{ task, lossId: arm, seeds, scores },
    }));
  });
}

function spread(values: readonly (number | null)[]): { readonly mean: number | null; readonly sd: number | null } {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { mean: null, sd: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  if (known.length === 1) return { mean, sd: null };
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (known.length - 1)) };
}
