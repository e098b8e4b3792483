import type { LossSettings, TrainSettings } from '../../core/settings';
import { CallError } from '../../protocol/connect';
import type { LaneFacts } from '../../protocol/laneCalls';
import type { Failure } from '../../protocol/wire';
import type { LaneSite } from '../laneSite';
import type { ScorePrediction } from '../scoring';
import { idleNotice, restartNotice } from '../sentence';
import type { Core } from '../wires';
import { BetweenSteps } from './betweenSteps';
import type { Convoy } from './convoy';
import { type RunContext, showLane } from './runContext';
import { RunLane } from './runLane';
import { RunLog } from './runLog';
import { type Aside, RunWants } from './runWants';
import { Stretches } from './stretches';

/**
 * One training run of one lane: what it should reach, and the work towards it. It opens the lane, advances it in stretches, does between
 * them what else is wanted, and starts it again from the last checkpoint when it dies. A reset abandons the run and makes a new one.
 */
export class Run {
  /** The step to be reached; 0 = it is to rest, also where it goes back to. */
  private goal = 0;
  private isWorking = false;
  private working: Promise<void> = Promise.resolve();
  private readonly abandoning = new AbortController();
  private readonly wants = new RunWants();
  private readonly context: RunContext;
  private readonly log: RunLog;
  private readonly lane: RunLane;
  private readonly stretches: Stretches;
  private readonly between: BetweenSteps;

  constructor(
    core: Core,
    private readonly site: LaneSite,
    score: ScorePrediction,
    private readonly convoy: Convoy,
  ) {
    const told = () => ({ settings: this.lane.settings, budget: this.lane.budget });
    this.log = new RunLog(site, told, (step) => convoy.reached(site.id, step));
    this.context = { core, site, log: this.log, abandoned: this.abandoning.signal };
    this.lane = new RunLane(this.context, () => this.noteLoss());
    this.stretches = new Stretches(this.context, this.lane, convoy);
    this.between = new BetweenSteps(this.context, this.wants, this.lane.held, score);
  }

  /** Steps done. */
  get step(): number {
    return this.log.step;
  }

  /** The step that it is on its way to; 0 = it rests. */
  get aim(): number {
    return this.isOnItsWay ? this.goal : 0;
  }

  /** Tells of the past that it was given to go on from. */
  announce(): void {
    this.log.tellNow();
  }

  /** Goes on, when it is asked to, as a run that began with these settings. */
  resume(settings: TrainSettings): void {
    this.lane.settings = settings;
  }

  /** Trains until this step is done. */
  goTo(target: number): void {
    this.goal = Math.min(target, this.lane.budget);
    if (this.isOnItsWay) this.convoy.reached(this.site.id, this.step);
    void this.work();
  }

  /** Ends after the step that runs now; resolves when the run rests. */
  async pause(): Promise<void> {
    this.goal = 0;
    this.stretches.end();
    await this.working;
  }

  /** Predicts the whole scan as soon as the running step is done; a run then goes on. A lane that dies of it is asked again. */
  predict(): void {
    this.wants.isPrediction = true;
    this.endStretch();
  }

  /** Reads the newest validation at the threshold that is set now, and at all of them, between two steps; only a lane that stands is asked. */
  judge(hasSweep: boolean): void {
    this.wants.addJudgement(hasSweep);
    this.endStretch();
  }

  cancelPredict(): void {
    this.wants.isPrediction = false;
    this.between.cancelPrediction();
  }

  /** Asks the open lane something between two steps, and opens it first where it is not; the newest asker wins. */
  askBeside(aside: Aside): void {
    this.wants.addAside(aside);
    void this.work();
  }

  /** Acts from the next step on; the loss that acts already is no change. */
  setLoss(loss: LossSettings): void {
    this.lane.setLoss(loss);
  }

  /** The whole scan is predicted this often from now on. */
  notePredictEvery(from: number, to: number): void {
    if (this.step > 0) this.log.note({ kind: 'setting', name: 'predictEvery', step: this.step, from, to });
  }

  /** Gives the lane away as soon as it has answered what it is being asked; what comes next opens it again where it stands. */
  park(): void {
    const { held } = this.lane;
    held.isWantedElsewhere = true;
    if (!this.isWorking) held.letGo();
  }

  /** Nothing that this run still does may be seen any more. */
  abandon(): void {
    this.abandoning.abort();
    this.wants.refuse('The run was reset.');
    this.goal = 0;
    this.convoy.leave(this.site.id);
    this.lane.held.letGo();
    this.log.stop();
    this.stretches.end();
    this.between.cancelPrediction();
  }

  private get isAbandoned(): boolean {
    return this.abandoning.signal.aborted;
  }

  private get isOnItsWay(): boolean {
    return this.goal > this.step;
  }

  /** Does what is wanted as soon as the running step is done. */
  private endStretch(): void {
    if (this.isWorking && this.isOnItsWay) this.stretches.end();
    void this.work();
  }

  private work(): Promise<void> {
    if (!this.isWorking) this.working = this.workThrough();
    return this.working;
  }

  private async workThrough(): Promise<void> {
    this.isWorking = true;
    try {
      while (this.isWorkLeft) await this.workOn();
      if (this.lane.held.isWantedElsewhere) this.lane.held.letGo();
    } finally {
      this.isWorking = false;
      // After it was abandoned, another run may go by this letter.
      if (!this.isAbandoned) this.convoy.leave(this.site.id);
    }
    if (this.isAbandoned) return;
    this.goal = 0;
    this.noteLoss();
    if (this.lane.held.lastFacts) this.settle(this.lane.held.lastFacts);
  }

  private get isWorkLeft(): boolean {
    return !this.isAbandoned && (this.between.isLeft || this.isOnItsWay);
  }

  private async workOn(): Promise<void> {
    const { held } = this.lane;
    try {
      if (held.isWantedElsewhere) held.letGo();
      if (held.loss) this.recover(held.loss);
      await this.lengthen();
      const facts = held.facts ?? (await this.openLane());
      if (this.isAbandoned) return;
      await this.takeTurn(facts);
      if (!this.isWorkLeft) await this.lane.keepCheckpoint();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.failure.kind === 'input') await this.lane.keepLastCheckpoint();
      if (!this.isAbandoned) this.recover(error.failure);
    }
  }

  private async openLane(): Promise<LaneFacts> {
    const facts = await this.lane.open();
    if (!this.isAbandoned) this.between.showWhatStands();
    return facts;
  }

  /** One of the things that are wanted beside the steps, else a stretch of these. */
  private async takeTurn(facts: LaneFacts): Promise<void> {
    if (await this.between.doOne(facts, () => this.isOnItsWay)) return;
    if (this.isOnItsWay && (await this.stretches.advance(this.goal, facts))) this.wants.isPrediction = true;
  }

  /** A run that was on its way to its end goes on to the new one. */
  private async lengthen(): Promise<void> {
    const { isOnItsWay } = this;
    const raised = await this.lane.lengthen();
    if (isOnItsWay && this.goal === raised?.from) this.goal = raised.to;
  }

  /** What is being asked of a lane that is gone fails by itself, or is asked of a fresh one. */
  private noteLoss(): void {
    const { loss } = this.lane.held;
    if (!this.isWorking && loss) this.recover(loss, idleNotice);
  }

  /** After a failure: an end, or another try, for which the next call opens the lane anew. */
  private recover(failure: Failure, words = restartNotice): void {
    const verdict = this.lane.judge(failure, words);
    switch (verdict.kind) {
      case 'giveUp':
        this.giveUp(verdict.message);
        return;
      case 'leaveOff':
        this.wants.leaveOff();
        return;
      case 'tryAgain':
        return;
      default:
        verdict satisfies never;
    }
  }

  private giveUp(message: string): void {
    const { held } = this.lane;
    this.goal = 0;
    this.wants.refuse(message);
    this.convoy.leave(this.site.id);
    held.letGo();
    held.lastFacts = null;
    this.log.tellNow();
    showLane(this.context, { phase: 'failed', message });
  }

  private settle(facts: LaneFacts): void {
    this.log.tellNow();
    if (this.step === 0) showLane(this.context, { phase: 'ready', facts });
    else showLane(this.context, { phase: this.step >= this.lane.budget ? 'finished' : 'paused', facts });
  }
}
