import { useRef } from 'react';
import type { BenchAnswer, BenchRow } from '../../../core/bench/answer';
import type { AppState } from '../../../state/model';
import { useApp } from '../../AppContext';

/** The newest answer of the bench, while it is opened anew the one before; null = no prediction lies on it. */
export function useAnswer(): BenchAnswer | null {
  const answer = useApp(answerOf);
  const isOpening = useApp(({ bench }) => bench.phase === 'opening');
  const last = useRef<BenchAnswer | null>(null);
  if (answer || !isOpening) last.current = answer;
  return last.current;
}

function answerOf({ bench }: AppState): BenchAnswer | null {
  return bench.phase === 'open' ? bench.answer : null;
}

/** The ledger row of the selected blob; null = none is selected, or there is no bench. */
export function useSelectedRow(): BenchRow | null {
  const selected = useApp(({ selectedBlob }) => selectedBlob);
  const rows = useAnswer()?.rows ?? [];
  return rows.find(({ id }) => id === selected) ?? null;
}
