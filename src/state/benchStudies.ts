import type { RuleRow } from '../core/metrics/report';
import type { Sweep } from '../core/metrics/sweep';
import type { StudyKind } from '../protocol/benchCalls';
import { CallError } from '../protocol/connect';
import type { Core } from './app';
import type { BenchDesk } from './benchDesk';
import type { AppState } from './model';
import { benchFailure } from './sentence';

/** A longer question about the prediction: how far its answer is, and the last one, with what it belongs to (see `studyKey`). */
export interface Study<Result> {
  /** 0..1 while it is being answered; null = it is not. */
  readonly fraction: number | null;
  readonly result: Result | null;
  readonly key: string | null;
  /** Why there is no newer answer, one sentence; null = nothing went wrong. */
  readonly failure: string | null;
}

export interface BenchStudies {
  readonly rules: Study<readonly RuleRow[]>;
  readonly sweep: Study<Sweep>;
}

const fresh = { fraction: null, result: null, key: null, failure: null };

export const noStudies: BenchStudies = { rules: fresh, sweep: fresh };

/** What the answer to a longer question depends on; null = there is no bench to ask. */
export function studyKey(kind: StudyKind, { bench, benchSettings, caseRevision }: AppState): string | null {
  if (bench.phase !== 'open') return null;
  const { threshold, instances } = benchSettings;
  return JSON.stringify([caseRevision, bench.answer.revision, instances, threshold, kind]);
}

/** Asks it, unless its answer is there already; a touch of the prediction stops it. */
export async function studyBench({ store }: Core, desk: BenchDesk, kind: StudyKind): Promise<void> {
  const key = studyKey(kind, store.getState());
  if (key === null || store.getState().benchStudies[kind].key === key) return;
  const put = (change: Partial<Study<unknown>>) =>
    store.setState(({ benchStudies }) => ({
      benchStudies: { ...benchStudies, [kind]: { ...benchStudies[kind], ...change } },
    }));
  put({ fraction: 0, failure: null });
  try {
    const reply = await desk.study(kind, ({ fraction }) => put({ fraction }));
    if (!reply) return;
    const result = reply.kind === 'rules' ? reply.rules : reply.sweep;
    put({ result, key });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // A failed question is not asked again until something changes.
    if (error.failure.kind !== 'cancelled') put({ key, result: null, failure: benchFailure(error.failure) });
  } finally {
    put({ fraction: null });
  }
}
