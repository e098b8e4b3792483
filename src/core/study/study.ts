import { phantomEntry } from '../phantoms/catalogue';
import { type PhantomKind, type PhantomSettings, phantomKinds } from '../phantoms/settings';
import type { LossSettings, TrainSettings } from '../settings';
import type { Trial, TrialResult } from './trial';

/** What can be learned in a study: the built-in cases, and the control in which all blobs are equally large. */
export const studyTasks = [...phantomKinds, 'equal'] as const;
export type StudyTask = (typeof studyTasks)[number];

export interface StudyLoss {
  /** Short and without spaces: of the command line and the table's rows. */
  readonly id: string;
  readonly name: string;
  readonly loss: LossSettings;
}

/** A comparison: every task with every loss and every seed, all else equal. The first loss is what the others are compared with. */
export interface Study {
  readonly tasks: readonly StudyTask[];
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

/** What a lane is asked for one of them. */
export function trialOf(study: Study, { task, lossId, seed }: StudyTrial): Trial {
  const loss = study.losses.find(({ id }) => id === lossId)?.loss;
  if (!loss) throw new Error(`the study has no loss "${lossId}"`);
  const cases = (count: number, firstSeed: number) =>
    Array.from({ length: count }, (_, i) => ({
      kind: 'phantom' as const,
      settings: taskCase(task, study.size, firstSeed + i),
    }));
  return {
    settings: { ...study.settings, seed, loss },
    train: cases(study.trainCases, firstTrainSeed),
    validate: cases(study.validateCases, firstValidateSeed),
    connectivity: 26,
    rule: { kind: 'anyOverlap' },
  };
}

/** Cases to learn from and to be judged on are never the same, whatever the seed of a trial. */
const firstTrainSeed = 1;
const firstValidateSeed = 1001;

/** A case of a task: as many blobs to the volume as at the default size. */
export function taskCase(task: StudyTask, size: number, seed: number): PhantomSettings {
  const kind: PhantomKind = task === 'equal' ? 'ms' : task;
  const { defaults, ranges } = phantomEntry(kind);
  const share = (size / defaults.size) ** 3;
  const blobCount = Math.max(ranges.blobCount.min, Math.round(defaults.blobCount * share));
  return { ...defaults, seed, size, blobCount, ...(task === 'equal' ? { sizeSpread: 0 } : {}) };
}
