import type { StudyKind } from '../../protocol/benchCalls';
import { CallError } from '../../protocol/connect';
import { currentKey, studyKey } from '../benchStudies';
import type { Study, StudyName } from '../benchStudyModel';
import { benchFailure } from '../sentence';
import type { Core } from '../wires';
import type { BenchDesk } from './benchDesk';
import { putStudy } from './benchShown';

/** Stops one that is being answered; what was known of it stays. */
export function stopStudy({ store }: Core, desk: BenchDesk, name: StudyName): void {
  if (store.getState().benchStudies[name].fraction === null) return;
  // It may still wait for its turn, or for the worker to hear of it.
  putStudy(store, name, { stopped: currentKey(name, store.getState()), fraction: null });
  desk.stop(name);
}

/** Asks it, unless its answer is there already; a touch of the prediction stops it. */
export async function studyBench({ store }: Core, desk: BenchDesk, kind: StudyKind): Promise<void> {
  const key = studyKey(kind, store.getState());
  if (key === null || store.getState().benchStudies[kind].key === key) return;
  const put = (change: Partial<Study<unknown>>) => putStudy(store, kind, change);
  put({ fraction: 0, failure: null, stopped: null });
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
