import type { Progress } from '../../protocol/scanCalls';
import { gather } from '../gather';

/** How far a prediction is, is shown at most this often: a small tile takes a few milliseconds. */
const fractionEveryMs = 100;

/** Asks for a prediction, and shows how far it is, 0..1, from the start on until there is an answer. */
export async function whilePredicting<Answer>(
  signal: AbortSignal,
  show: (fraction: number) => void,
  ask: (options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  }) => Promise<Answer>,
): Promise<Answer> {
  let fraction = 0;
  const shown = gather(() => show(fraction), fractionEveryMs);
  shown.now();
  const onProgress = (progress: Progress) => {
    fraction = progress.fraction;
    shown.soon();
  };
  return ask({ signal, onProgress }).finally(shown.cancel);
}
