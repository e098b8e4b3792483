import type { BenchMove } from '../../protocol/benchCalls';
import type { BenchSettings } from '../benchModel';
import { isSlow, slowSettings } from '../benchQuestion';

/** An answer with all metrics that takes no longer than this goes with every touch. */
const atOnceMs = 150;

/** One that takes no longer than this follows the answer to the touch at once, when nothing else waits. */
const soonMs = 400;

/** After so long a rest of the hand it is asked for else. */
const restMs = 400;

/**
 * When the metrics that cost distances are asked for. They follow touches, so that they mostly take no longer than the rest of the answer; but after
 * a new beginning, and for other settings, they are measured from scratch, and then the quick ones go ahead.
 */
export class BenchPace {
  private last: { readonly ms: number; readonly settings: string } | null = null;

  /** An answer with all metrics took so long in the worker. */
  learn(ms: number, settings: BenchSettings): void {
    this.last = { ms, settings: slowSettings(settings) };
  }

  /** Whether the answer to these moves is to bring all metrics. */
  isAtOnce(moves: readonly BenchMove[], settings: BenchSettings): boolean {
    return (
      settings.metrics.some(isSlow) &&
      moves.length > 0 &&
      moves.every(({ kind }) => kind === 'edit' || kind === 'undo' || kind === 'redo') &&
      this.knownMs(settings) <= atOnceMs
    );
  }

  /** How long the hand has to rest before they are asked for, ms. */
  rest(settings: BenchSettings): number {
    return this.knownMs(settings) <= soonMs ? 0 : restMs;
  }

  private knownMs(settings: BenchSettings): number {
    return this.last?.settings === slowSettings(settings) ? this.last.ms : Number.POSITIVE_INFINITY;
  }
}
