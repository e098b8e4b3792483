import type { Study, StudyResult } from './study';

/** A study as a file: what was asked, and every trial that was finished. */
export interface StudyRecord {
  readonly format: 'blobscope-study';
  readonly version: 1;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly study: Study;
  readonly results: readonly StudyResult[];
}

export function studyRecord(study: Study, results: readonly StudyResult[], madeAt: Date): StudyRecord {
  return { format: 'blobscope-study', version: 1, madeAt: madeAt.toISOString(), study, results };
}
