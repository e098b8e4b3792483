import { defaultQuestion } from '../../core/bench/defaultQuestion';
import type { BenchMove } from '../../protocol/benchCalls';
import { openBoth } from '../scan/testScan';

/** The move that begins with the mask itself. */
export const perfect: BenchMove = { kind: 'begin', from: { kind: 'perfect' } };

/** A session whose open case has three blobs, and a way to ask its bench. */
export async function openedSession() {
  const started = await openBoth();
  const ask = (moves: readonly BenchMove[], question = defaultQuestion) =>
    started.session.bench({ moves, question }, started.context);
  return { ...started, ask };
}
