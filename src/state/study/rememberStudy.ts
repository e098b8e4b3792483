import { studyRecord } from '../../core/study/record';
import type { App } from '../app';
import { readStorage, writeStorage } from '../storage';
import { studyResults } from './selectTrials';
import type { Batch } from './trials';

const key = 'blobscope.study.2';

/** The study of the last visit as it was kept, unchecked; null where there is none. */
export function recallStudy(): unknown {
  return readStorage(key);
}

/** Keeps the study and what has come of it for the next visit, whenever a trial is done; a discarded one is forgotten. Studies are made of built-in cases: nothing of a scan is kept. */
export function rememberStudy({ store, vault }: Pick<App, 'store' | 'vault'>): void {
  store.subscribe(({ trials: { study } }, { trials: { study: before } }) => {
    if (study === before) return;
    if (!study) return writeStorage(key, null);
    if (study.plan === before?.plan && doneCount(study) === doneCount(before)) return;
    writeStorage(key, studyRecord(study.plan, studyResults(vault, study), new Date()));
  });
}

function doneCount({ jobs }: Pick<Batch<unknown>, 'jobs'>): number {
  return jobs.filter(({ state }) => state.phase === 'done').length;
}
