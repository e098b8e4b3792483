import { CallError } from '../protocol/connect';
import type { ScanCalls } from '../protocol/scanCalls';
import type { Turns } from '../protocol/turns';
import type { ScanMemory } from './scanMemory';
import type { Core } from './wires';

/** Scores a prediction of the open case in the scan worker, which keeps it: the same array is not sent again. */
export type ScorePrediction = (probability: Float32Array, threshold: number) => Promise<ScanCalls['score']['answer']>;

/** Scores for the case that is open when it is asked; waits while another is being opened, and is cancelled if that one takes its place. */
export function createScoring({ store, scan }: Core, memory: ScanMemory, inTurn: Turns): ScorePrediction {
  /** How many workers had ended when the last prediction was given to one: that one still has it, later ones do not. */
  let givenAt = -1;
  let given: Float32Array | null = null;
  return async function score(probability, threshold) {
    const { caseRevision } = store.getState();
    const isReplaced = () => store.getState().caseRevision !== caseRevision;
    try {
      return await inTurn(async () => {
        if (isReplaced()) throw new CallError({ kind: 'cancelled', message: 'Another case was opened.' });
        await memory.whenCaseKnown();
        const isKnown = given === probability && givenAt === scan.endings();
        givenAt = scan.endings();
        given = probability;
        return scan.call('score', { probability: isKnown ? null : probability, threshold });
      });
    } catch (error) {
      // Stopped for the sake of an opening: asked again, behind it.
      const isStopped = error instanceof CallError && error.failure.kind === 'cancelled' && !isReplaced();
      if (isStopped) return score(probability, threshold);
      throw error;
    }
  };
}
