import type { LaneFacts } from '../../protocol/laneCalls';
import { isSweepShown } from '../cases/selectCases';
import { showPast } from '../prediction';
import type { ScorePrediction } from '../scoring';
import { takeJudgement } from '../validation';
import type { HeldLane } from './heldLane';
import { type RunContext, showLane } from './runContext';
import type { RunWants } from './runWants';
import { whilePredicting } from './whilePredicting';
import { type AskWhole, predictWhole } from './wholePrediction';

/** Does what is wanted of a run between two of its steps: what is asked beside it, whole predictions, judgements. */
export class BetweenSteps {
  private prediction = new AbortController();

  constructor(
    private readonly run: RunContext,
    private readonly wants: RunWants,
    private readonly held: HeldLane,
    private readonly score: ScorePrediction,
  ) {}

  /** Whether anything is wanted that can be done; only a lane that stands is asked to judge. */
  get isLeft(): boolean {
    const isJudging = this.wants.isJudgement && this.held.facts !== null && !this.held.loss;
    return this.wants.isAside || this.wants.isPrediction || isJudging;
  }

  /** Ends the prediction that is being made. */
  cancelPrediction(): void {
    this.prediction.abort();
  }

  /** What was predicted behind the step that the run stands at, because it had to go back, is shown no longer. */
  showWhatStands(): void {
    const { core, site, log } = this.run;
    const { prediction } = site.read();
    if (prediction && prediction.step > log.step)
      void showPast(core, site, this.score, core.store.getState().shownStep);
  }

  /** Does one of the things that are wanted; false = nothing is. `isRunPending` = the run goes on afterwards. */
  async doOne(facts: LaneFacts, isRunPending: () => boolean): Promise<boolean> {
    if (this.wants.isAside) await this.wants.takeAside()?.ask();
    else if (this.wants.isPrediction) await this.predict(facts, isRunPending);
    else if (this.wants.isJudgement) await this.judge();
    else return false;
    return true;
  }

  private async predict(facts: LaneFacts, isRunPending: () => boolean): Promise<void> {
    const { core, site, abandoned } = this.run;
    const show = (fraction: number) =>
      showLane(this.run, { phase: 'predicting', facts, fraction, isRunPending: isRunPending() });
    const ask: AskWhole = (asked) => {
      this.prediction = new AbortController();
      return whilePredicting(this.prediction.signal, show, asked);
    };
    const keeping = { core, site, score: this.score, isWanted: () => !abandoned.aborted };
    const isDone = await predictWhole(keeping, ask, () => {
      this.wants.isPrediction = false;
    });
    if (!isDone) this.wants.isPrediction = true;
    if (isSweepShown(core.store.getState())) this.wants.addJudgement(true);
  }

  private async judge(): Promise<void> {
    const { core, site, abandoned } = this.run;
    const { hasSweep = false } = this.wants.takeJudgement() ?? {};
    const { threshold } = core.store.getState();
    const judgement = await site.lane.call('judge', { threshold, hasSweep });
    if (judgement && !abandoned.aborted) takeJudgement(site, judgement);
  }
}
