import type { Study, StudyResult } from './study';

/** A study as a file: what was asked, and every trial that was finished. */
export interface StudyRecord {
  readonly format: 'blobscope-study';
  readonly version: 2;
  /** ISO 8601. */
  readonly madeAt: string;
  /** How the tasks were chosen, in words; only of a study whose maker says so. */
  readonly criterion?: string | undefined;
  readonly study: Study;
  readonly results: readonly StudyResult[];
}

export function studyRecord(
  study: Study,
  results: readonly StudyResult[],
  madeAt: Date,
  criterion?: string,
): StudyRecord {
  const said = criterion === undefined ? {} : { criterion };
  return { format: 'blobscope-study', version: 2, madeAt: madeAt.toISOString(), ...said, study, results };
}
