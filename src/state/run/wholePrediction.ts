import type { Progress } from '../../protocol/scanCalls';
import { isPlain, runCases } from '../cases/selectCases';
import type { LaneSite } from '../laneSite';
import { helpersNow } from '../machine/helperCount';
import { takePrediction } from '../prediction';
import type { ScorePrediction } from '../scoring';
import { takeValidation, validationAsk } from '../validation';
import type { Core } from '../wires';

/** Where a prediction is kept, and whether it still may be. */
interface Keeping {
  readonly core: Core;
  readonly site: LaneSite;
  readonly score: ScorePrediction;
  readonly isWanted: () => boolean;
}

/** Asks a lane something that takes time, while its progress is shown and it may be cancelled. */
export type AskWhole = <Answer>(
  asked: (options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  }) => Promise<Answer>,
) => Promise<Answer>;

/**
 * Predicts whole what the run has to be judged on: the one case of a plain run, which is scored where that case lies; of several, each lane
 * scores its own. `onAnswer` = the lane has answered, the scores may still take time. False = another case is shown by now, and it could not
 * be scored: it has to be made again.
 */
export async function predictWhole(
  { core, site, score, isWanted }: Keeping,
  ask: AskWhole,
  onAnswer: () => void,
): Promise<boolean> {
  const state = core.store.getState();
  const { shown } = state.cases;
  if (isPlain(runCases(state), shown)) {
    const prediction = await ask((options) => site.lane.call('predict', helpersNow(core), options));
    onAnswer();
    const isTaken = isWanted() && (await takePrediction(core, site, score, prediction, isWanted));
    return isTaken || core.store.getState().cases.shown === shown;
  }
  const wanted = validationAsk(core);
  const validation = await ask((options) => site.lane.call('validate', wanted, options));
  onAnswer();
  if (isWanted()) await takeValidation(core, site, score, validation);
  return true;
}
