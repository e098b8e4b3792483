import { type PairedDifference, pairedDifference } from './pairedDifference';
import type { Study, StudyResult, StudyTask } from './study';
import { type TrialScoreName, trialScoreNames } from './trial';

/** One score of one loss on one task, over the seeds. */
export interface ScoreSummary {
  /** Of the seeds in which it is defined; null without any. */
  readonly mean: number | null;
  /** Sample standard deviation; null with fewer than two. */
  readonly sd: number | null;
  /** To the first loss of the study, seed by seed; null for that loss itself, and where no seed has both. */
  readonly difference: PairedDifference | null;
}

export interface LossSummary {
  readonly task: StudyTask;
  readonly lossId: string;
  /** Finished trials. */
  readonly seeds: number;
  readonly scores: Readonly<Record<TrialScoreName, ScoreSummary>>;
}

/** What has come of a study so far: a row for each task and loss, in the study's order; rows without a trial have null everywhere. */
export function summariseStudy(study: Study, results: readonly StudyResult[]): LossSummary[] {
  return study.tasks.flatMap((task) => {
    const valuesOf = (lossId: string, name: TrialScoreName) =>
      study.seeds.map((seed) => {
        const found = results.find((one) => one.task === task && one.lossId === lossId && one.seed === seed);
        return found ? found.result.scores[name] : null;
      });
    const [first] = study.losses;
    return study.losses.map(({ id }) => {
      const summary = (name: TrialScoreName): ScoreSummary => {
        const values = valuesOf(id, name);
        const difference = id === first.id ? null : pairedDifference(valuesOf(first.id, name), values);
        return { ...spread(values), difference };
      };
      return {
        task,
        lossId: id,
        seeds: results.filter((one) => one.task === task && one.lossId === id).length,
        scores: Object.fromEntries(trialScoreNames.map((name) => [name, summary(name)])) as LossSummary['scores'],
      };
    });
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
