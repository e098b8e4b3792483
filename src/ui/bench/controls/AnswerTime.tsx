import type { BenchTiming } from '../../../core/bench/answer';
import { useApp } from '../../AppContext';
import { Named } from '../../parts/Named';

/** How long the newest answer took, small; where the time went is told on pointing. */
export function AnswerTime() {
  const timing = useApp(({ bench }) => (bench.phase === 'open' ? bench.answer.timing : null));
  const isWaiting = useApp(({ bench }) => bench.phase === 'open' && bench.isWaiting);
  if (!timing) return null;
  if (isWaiting) return <span aria-live="off">answering…</span>;
  return <Named name={`answered in ${wholeMs(timing.totalMs)}`} explanation={partsOf(timing)} />;
}

/** "touch 2 ms, losses 9 ms …" */
function partsOf({ editMs, componentsMs, lossesMs, metricsMs, volumesMs }: BenchTiming): string {
  const parts = [
    ['The touch', editMs],
    ['components', componentsMs],
    ['losses and their gradients', lossesMs],
    ['metrics, ledger and what was summed up anew', metricsMs],
    ['overlays', volumesMs],
  ] as const;
  return `${parts.map(([what, ms]) => `${what} ${wholeMs(ms)}`).join(', ')}. Computed in a worker of this page; nothing was trained.`;
}

function wholeMs(ms: number): string {
  return ms < 0.5 ? '< 1 ms' : `${Math.round(ms)} ms`;
}
