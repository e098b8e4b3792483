import { type BackendChoice, defaultTraining } from '../settings';
import { studyMakeUp } from './makeUp';
import type { Study, StudyLoss } from './study';
import type { StudyTask } from './tasks';

/** The sizes of a study that can be chosen. */
export interface StudySizes {
  readonly steps: number;
  /** Voxels per side of the cases. */
  readonly size: number;
  readonly trainCases: number;
  readonly validateCases: number;
  /** Channels of the first level. */
  readonly width: number;
  /** Voxels per side of a patch. */
  readonly patch: number;
}

export const defaultStudySizes: StudySizes = {
  ...{ steps: 300, size: 64, trainCases: 6, validateCases: 4, width: 8, patch: 32 },
};

/** Two patches a step at half the default rate: with one, predictions stay noisy until the end, and blob loss sees small blobs only on a clean background. */
const steadier = { batchSize: 2, learningRate: 5e-3 };

/** A study of these losses on these tasks; all that is not chosen is as in the default training. */
export function makeStudy(
  tasks: readonly StudyTask[],
  losses: readonly StudyLoss[],
  seeds: readonly number[],
  { steps, size, trainCases, validateCases, width, patch }: StudySizes,
  backend: BackendChoice,
): Study {
  const { batchSize, learningRate } = steadier;
  const settings = {
    ...defaultTraining,
    ...{ steps, backend, learningRate, predictEvery: 0 },
    network: { ...defaultTraining.network, baseWidth: width },
    patch: { ...defaultTraining.patch, size: patch, batchSize },
  };
  const makeUps = tasks.map((task) => studyMakeUp(task, size));
  return { tasks, makeUps, losses, seeds, settings, size, trainCases, validateCases };
}
