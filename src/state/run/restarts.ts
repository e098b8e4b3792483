import type { BackendName } from '../../core/settings';
import type { Failure } from '../../protocol/wire';
import { asSentence, runEnding } from '../sentence';

/** So many restarts without a new checkpoint in between, and the run is given up. */
const maxRestarts = 3;

/** What is to be done after a failure: give up with a sentence, leave off what was cancelled, or try again from the last checkpoint. */
export type Verdict =
  | { readonly kind: 'giveUp'; readonly message: string }
  | { readonly kind: 'leaveOff' }
  | { readonly kind: 'tryAgain' };

/** Counts a run's failures and judges them; a GPU that fails twice is left alone. */
export class Restarts {
  mustAvoidGpu = false;
  private count = 0;

  /** `backend` is the one that ran; null where none did yet. */
  judge(failure: Failure, backend: BackendName | null): Verdict {
    const ending = runEnding(failure);
    if (ending !== null) return { kind: 'giveUp', message: ending };
    if (failure.kind === 'cancelled') return { kind: 'leaveOff' };
    this.count += 1;
    if (this.count > maxRestarts)
      return {
        kind: 'giveUp',
        message: `The lane stopped ${this.count} times in a row: ${asSentence(failure.message)}`,
      };
    this.mustAvoidGpu ||= backend === 'webgpu' && this.count > 1;
    return { kind: 'tryAgain' };
  }

  /** A new checkpoint was reached: what failed before it does not count any more. */
  forgive(): void {
    this.count = 0;
  }
}
