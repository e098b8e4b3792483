import type { RuleRow } from '../core/metrics/report';
import type { Sweep } from '../core/metrics/sweep';
import type { StudyKind } from '../protocol/benchCalls';
import { slowKey } from './benchQuestion';
import type { AppState } from './model';

/** A longer question about the prediction: how far its answer is, and the last one, with what it belongs to (see `studyKey`). */
export interface Study<Result> {
  /** 0..1 while it is being answered; null = it is not. */
  readonly fraction: number | null;
  readonly result: Result | null;
  readonly key: string | null;
  /** Why there is no newer answer, one sentence; null = nothing went wrong. */
  readonly failure: string | null;
  /** With what the user stopped it: it is not asked again by itself until something changes. */
  readonly stopped: string | null;
}

/** What can be stopped: a longer question, or the measuring of the metrics that cost distances. */
export type StudyName = keyof BenchStudies;

export interface BenchStudies {
  readonly rules: Study<readonly RuleRow[]>;
  readonly sweep: Study<Sweep>;
  /** Its results stand with the answer (`Bench.slow`). */
  readonly metrics: Study<null>;
}

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
