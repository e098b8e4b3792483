import { type BackendChoice, defaultTraining } from '../settings';
import type { Study, StudyLoss, StudyTask } from './study';

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
  ...{ steps: 300, size: 48, trainCases: 6, validateCases: 4, width: 8, patch: 32 },
};

/** A study of these losses on these tasks; all that is not chosen is as in the default training. */
export function makeStudy(
  tasks: readonly StudyTask[],
  losses: readonly StudyLoss[],
  seeds: readonly number[],
  { steps, size, trainCases, validateCases, width, patch }: StudySizes,
  backend: BackendChoice,
): Study {
  const settings = {
    ...defaultTraining,
    ...{ steps, backend, predictEvery: 0 },
    network: { ...defaultTraining.network, baseWidth: width },
    patch: { ...defaultTraining.patch, size: patch },
  };
  return { tasks, losses, seeds, settings, size, trainCases, validateCases };
}
