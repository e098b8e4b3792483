import type { BenchReply } from '../../protocol/benchCalls';
import type { Progress } from '../../protocol/scanCalls';
import { isSlow, slowKey } from '../benchQuestion';
import type { Study, StudyName } from '../benchStudyModel';
import type { Core } from '../wires';

type Store = Core['store'];

/** An answer has come. `isFull` = with the metrics that cost distances; `isWaiting` = something else was asked meanwhile. */
export function showAnswer(
  store: Store,
  { answer, refusal }: BenchReply,
  { isFull, isWaiting }: { readonly isFull: boolean; readonly isWaiting: boolean },
): void {
  store.setState(({ bench, picture, benchSettings }) => {
    const before = bench.phase === 'open' ? bench : null;
    const metrics = answer.metrics.filter(({ group }) => !isSlow(group));
    const slow = isFull
      ? {
          metrics: answer.metrics.filter(({ group }) => isSlow(group)),
          // What was changed meanwhile is asked anew.
          key: isWaiting ? '' : slowKey(benchSettings, answer.revision),
        }
      : (before?.slow ?? null);
    return {
      bench: {
        phase: 'open',
        answer: { ...answer, metrics },
        revision: (before?.revision ?? 0) + 1,
        isWaiting,
        refusal,
        slow,
      },
      // The first prediction shows itself; after that the choice of the overlay is the user's.
      picture: !before && picture.overlay === 'blobs' ? { ...picture, overlay: 'outcome' } : picture,
    };
  });
}

export function showRefusal(store: Store, message: string): void {
  store.setState(({ bench }) => ({
    bench: bench.phase === 'open' ? { ...bench, isWaiting: false, refusal: message } : { phase: 'failed', message },
  }));
}

/** How far what is being done is: the opening of a bench, or another prediction on an open one. */
export function showProgress(store: Store, { what, fraction }: Progress): void {
  if (store.getState().bench.phase === 'opening') store.setState({ bench: { phase: 'opening', what, fraction } });
  else store.setState({ benchWork: { what, fraction } });
}

/** The user has stopped what was being done: the numbers shown are those of what still lies on the bench. */
export function showStopped(store: Store): void {
  store.setState(({ bench }) => ({
    bench:
      bench.phase === 'open'
        ? { ...bench, isWaiting: false, refusal: null }
        : { phase: 'failed', message: 'You stopped it before a prediction lay on the bench.' },
  }));
}

/** Something was asked. `isNew` = what the numbers shown do not answer. */
export function showWaiting(store: Store, isNew: boolean): void {
  const { bench } = store.getState();
  if (bench.phase === 'closed' || bench.phase === 'failed')
    store.setState({ bench: { phase: 'opening', what: 'Opening the bench', fraction: 0 } });
  else if (bench.phase === 'open' && !bench.isWaiting && isNew)
    store.setState({ bench: { ...bench, isWaiting: true } });
}

/** How far a longer question is, or what came of it. */
export function putStudy({ setState }: Store, name: StudyName, change: Partial<Study<unknown>>): void {
  setState(({ benchStudies }) => ({
    benchStudies: { ...benchStudies, [name]: { ...benchStudies[name], ...change } },
  }));
}
