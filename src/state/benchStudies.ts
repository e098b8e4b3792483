import type { StudyKind } from '../protocol/benchCalls';
import { slowKey } from './benchQuestion';
import type { BenchStudies, StudyName } from './benchStudyModel';
import type { AppState } from './model';

const fresh = { fraction: null, result: null, key: null, failure: null, stopped: null };

export const noStudies: BenchStudies = { rules: fresh, sweep: fresh, metrics: fresh };

/** What the answer to a longer question depends on; null = there is no bench to ask. */
export function studyKey(kind: StudyKind, { bench, benchSettings, caseRevision }: AppState): string | null {
  if (bench.phase !== 'open') return null;
  const { threshold, instances } = benchSettings;
  return JSON.stringify([caseRevision, bench.answer.revision, instances, threshold, kind]);
}

/** What the newest answer to it would belong to. */
export function currentKey(name: StudyName, state: AppState): string | null {
  if (name !== 'metrics') return studyKey(name, state);
  return state.bench.phase === 'open' ? slowKey(state.benchSettings, state.bench.answer.revision) : null;
}
