import { useRef } from 'react';
import type { BenchAnswer } from '../../../core/bench/answer';
import type { LossSettings } from '../../../core/settings';
import { useApp } from '../../AppContext';

interface SettledBench {
  readonly answer: BenchAnswer;
  /** The loss that the answer was asked with. */
  readonly loss: LossSettings;
}

/** The newest answer to which nothing was asked since, with its loss; null without a prediction. While an answer is on its way it is the one before. */
export function useSettledBench(): SettledBench | null {
  const bench = useApp((state) => state.bench);
  const loss = useApp((state) => state.benchSettings.loss);
  const settled = useRef<SettledBench | null>(null);
  if (bench.phase !== 'open') settled.current = null;
  else if (!bench.isWaiting || settled.current === null) settled.current = { answer: bench.answer, loss };
  return settled.current;
}
