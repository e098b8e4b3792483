import type { LossSettings, TrainSettings } from '../settings';
import type { CaseMakeUp } from './makeUp';
import type { StudyTask } from './tasks';
import type { Trial, TrialCase, TrialResult } from './trial';

export interface StudyLoss {
  /** Short and without spaces: of the command line and the table's rows. */
  readonly id: string;
  readonly name: string;
  readonly loss: LossSettings;
}

/** A comparison: every task with every loss and every seed, all else equal. The first loss is what the others are compared with. */
export interface Study {
  readonly tasks: readonly StudyTask[];
  /** How the cases of each task are made. */
  readonly makeUps: readonly CaseMakeUp[];
  readonly losses: readonly StudyLoss[];
  readonly seeds: readonly number[];
  /** Of every trial but for its seed and its loss. */
  readonly settings: TrainSettings;
  /** Voxels per side of the cases. */
  readonly size: number;
  readonly trainCases: number;
  readonly validateCases: number;
}

export interface StudyTrial {
  readonly task: StudyTask;
  readonly lossId: string;
  readonly seed: number;
}

export interface StudyResult extends StudyTrial {
  readonly result: TrialResult;
}

/** All trials, seed by seed, so that a study that is stopped early holds the same seeds of every loss. */
export function studyTrials({ tasks, losses, seeds }: Study): StudyTrial[] {
  return seeds.flatMap((seed) =>
    tasks.flatMap((task) => losses.map(({ id }) => ({ task, lossId: id, seed }) satisfies StudyTrial)),
  );
}

/**
 * What a lane is asked for one of them. A seed has its own cases, first weights and patches, the same for every loss: so what differs over the
 * seeds is all that chance has a hand in.
 */
export function trialOf(study: Study, { task, lossId, seed }: StudyTrial): Trial {
  const loss = study.losses.find(({ id }) => id === lossId)?.loss;
  if (!loss) throw new Error(`the study has no loss "${lossId}"`);
  return {
    settings: { ...study.settings, seed, loss },
    train: casesOf(study, task, { count: study.trainCases, seed, oddness: 0 }),
    validate: casesOf(study, task, { count: study.validateCases, seed, oddness: 1 }),
    connectivity: 26,
    rule: { kind: 'anyOverlap' },
  };
}

interface WantedCases {
  readonly count: number;
  readonly seed: number;
  /** Cases to learn from have even seeds and those to be judged on odd ones: they are never the same. */
  readonly oddness: 0 | 1;
}

/** Seeds of phantoms go up to 99,999. */
const seedPairs = 50_000;
/** From one seed of a study to the next; small studies share no case. */
const seedStride = 64;

function casesOf({ makeUps, size }: Study, task: StudyTask, { count, seed, oddness }: WantedCases): TrialCase[] {
  const found = makeUps.find((one) => one.task === task);
  if (!found) throw new Error(`the study does not say how the cases of "${task}" are made`);
  const { task: _, ...makeUp } = found;
  return Array.from({ length: count }, (_, i) => ({
    kind: 'phantom',
    settings: { ...makeUp, size, seed: 2 * ((seed * seedStride + i) % seedPairs) + oddness },
  }));
}
