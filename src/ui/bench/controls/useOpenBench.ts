import type { BenchAnswer, BenchRow } from '../../../core/bench/answer';
import type { AppState } from '../../../state/model';
import { useApp } from '../../AppContext';

/** The newest answer of the bench; null = no prediction lies on it. */
export function useAnswer(): BenchAnswer | null {
  return useApp(answerOf);
}

export function answerOf({ bench }: AppState): BenchAnswer | null {
  return bench.phase === 'open' ? bench.answer : null;
}

/** The ledger row of the selected blob; null = none is selected, or there is no bench. */
export function useSelectedRow(): BenchRow | null {
  return useApp((state) => {
    const { selectedBlob } = state;
    return selectedBlob === null ? null : (answerOf(state)?.rows[selectedBlob - 1] ?? null);
  });
}
