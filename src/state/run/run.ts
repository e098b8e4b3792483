import type { RunEvent } from '../../core/runEvents';
import type { LossSettings, TrainSettings } from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import { CallError } from '../../protocol/connect';
import type { LaneFacts } from '../../protocol/laneCalls';
import type { Progress } from '../../protocol/scanCalls';
import type { Failure } from '../../protocol/wire';
import type { Core } from '../app';
import type { LaneSite } from '../laneSite';
import type { Lane, Notice } from '../model';
import { stepBudget } from '../runLength';
import type { ScorePrediction } from '../scoring';
import { isSweepShown } from '../selectCases';
import { idleNotice, restartNotice } from '../sentence';
import { addNotice } from '../store';
import { trainingInput } from '../trainingInput';
import { takeJudgement } from '../validation';
import type { Convoy } from './convoy';
import { HeldLane } from './heldLane';
import { Restarts } from './restarts';
import { RunLog } from './runLog';
import { nextMultiple } from './runPace';
import { type Aside, RunWants } from './runWants';
import { whilePredicting } from './whilePredicting';
import { type AskWhole, predictWhole } from './wholePrediction';

/** A checkpoint is kept every so many steps. */
const checkpointEvery = 50;
/**
 * One training run of one lane: what it should reach, and the work towards it. It opens the lane, advances it in stretches that end
 * where a checkpoint or a prediction is due or where its convoy holds it, and starts it again from the last checkpoint when it dies. A
 * reset abandons the run and makes a new one.
 */
export class Run {
  private settings: TrainSettings | null = null;
  private goal = 0;
  private readonly wants = new RunWants();
  private isWorking = false;
  private working: Promise<void> = Promise.resolve();
  private isAbandoned = false;
  /** The lane was lost, and was not opened again yet. */
  private hasStopped = false;
  private readonly restarts = new Restarts();
  private stretch = new AbortController();
  private prediction = new AbortController();
  private readonly held: HeldLane;
  private readonly log: RunLog;

  constructor(
    private readonly core: Core,
    private readonly site: LaneSite,
    private readonly score: ScorePrediction,
    private readonly convoy: Convoy,
  ) {
    this.held = new HeldLane(site.lane, () => this.noteLoss());
    const told = () => ({ settings: this.settings, budget: this.budget });
    this.log = new RunLog(site, told, (step) => convoy.reached(site.id, step));
    convoy.reached(site.id, this.step);
  }

  /** Steps done. */
  get step(): number {
    return this.log.step;
  }

  /** The step that it is on its way to; 0 = it rests. */
  get aim(): number {
    return this.goal > this.step ? this.goal : 0;
  }

  /** Tells of the past that it was given to go on from. */
  announce(): void {
    this.log.tellNow();
  }

  /** Goes on, when it is asked to, as a run that began with these settings. */
  resume(settings: TrainSettings): void {
    this.settings = settings;
  }

  /** Trains until this step is done. */
  goTo(target: number): void {
    this.goal = Math.min(target, this.budget);
    void this.work();
  }

  /** Ends after the step that runs now; resolves when the run rests. */
  async pause(): Promise<void> {
    this.goal = this.step;
    this.stretch.abort();
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
    this.prediction.abort();
  }

  /** Asks the open lane something between two steps, and opens it first where it is not; the newest asker wins. */
  askBeside(aside: Aside): void {
    this.wants.addAside(aside);
    void this.work();
  }

  /** Acts from the next step on; the loss that acts already is no change. */
  setLoss(loss: LossSettings): void {
    if (JSON.stringify(loss) === JSON.stringify(this.settings?.loss)) return;
    const from = this.settings?.loss ?? newestLoss(this.site.read().run.events);
    if (this.settings) this.settings = { ...this.settings, loss };
    if (this.step > 0) this.log.note({ kind: 'loss', step: this.step, from, to: loss });
    if (this.held.facts && !this.held.loss) void this.tellLoss(loss);
  }

  /** The whole scan is predicted this often from now on. */
  notePredictEvery(from: number, to: number): void {
    if (this.step > 0) this.log.note({ kind: 'setting', name: 'predictEvery', step: this.step, from, to });
  }

  /** Gives the lane away while it rests; what comes next opens it again where it stands. */
  park(): void {
    if (!this.isWorking) this.held.letGo();
  }

  /** Nothing that this run still does may be seen any more. */
  abandon(): void {
    this.isAbandoned = true;
    this.wants.refuse('The run was reset.');
    this.goal = 0;
    this.convoy.leave(this.site.id);
    this.held.letGo();
    this.log.stop();
    this.stretch.abort();
    this.prediction.abort();
  }

  private get budget(): number {
    return stepBudget(this.settings, this.site.settings());
  }

  /** Does what is wanted as soon as the running step is done. */
  private endStretch(): void {
    if (this.isWorking && this.goal > this.step) this.stretch.abort();
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
    } finally {
      this.isWorking = false;
    }
    if (this.isAbandoned) return;
    this.noteLoss();
    if (this.held.lastFacts) this.settle(this.held.lastFacts);
  }

  private get isWorkLeft(): boolean {
    const isAsked = this.wants.isAside || this.wants.isPrediction || this.isJudgingLeft;
    return !this.isAbandoned && (isAsked || this.goal > this.step);
  }

  private get isJudgingLeft(): boolean {
    return this.wants.isJudgement && this.held.facts !== null && !this.held.loss;
  }

  private async workOn(): Promise<void> {
    try {
      if (this.held.loss) this.recover(this.held.loss);
      await this.lengthen();
      const facts = this.held.facts ?? (await this.open());
      if (this.isAbandoned) return;
      if (this.wants.isAside) await this.wants.takeAside()?.ask();
      else if (this.wants.isPrediction) await this.predictNow(facts);
      else if (this.wants.isJudgement) await this.judgeNow();
      else if (this.goal > this.step) await this.advance(facts);
      if (!this.isWorkLeft) await this.keepCheckpoint();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (!this.isAbandoned) this.recover(error.failure);
    }
  }

  /** Takes over a raised number of steps. The lane is opened anew where it stands, because its learning rates are those of a run of some length. */
  private async lengthen(): Promise<void> {
    const { settings, budget } = this;
    if (!settings || settings.steps === budget) return;
    await this.keepCheckpoint();
    if (this.goal === settings.steps) this.goal = budget;
    if (this.step > 0)
      this.log.note({ kind: 'setting', name: 'steps', step: this.step, from: settings.steps, to: budget });
    this.settings = { ...settings, steps: budget };
    this.held.letGo();
  }

  private async open(): Promise<LaneFacts> {
    const { of, ...input } = trainingInput(this.core);
    const chosen = this.site.settings();
    const settings = { ...(this.settings ?? chosen), loss: chosen.loss };
    const checkpoint = this.site.arrays.checkpoints.newest;
    this.settings = settings;
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, ofRun: of } }));
    this.show({ phase: 'starting', what: 'Starting', fraction: 0 });
    const backend = this.restarts.mustAvoidGpu ? 'wasm' : settings.backend;
    const onProgress = (progress: Progress) => this.show({ phase: 'starting', ...progress });
    const facts = await this.site.lane.call('open', { ...input, settings, backend, checkpoint }, { onProgress });
    if (this.isAbandoned) return facts;
    const reached = this.step;
    this.held.take(facts);
    this.log.goBackTo(checkpoint?.step ?? 0);
    this.noteOpening(facts, reached);
    this.site.write(({ run }) => ({ run: { ...run, recorded: null, backend: facts.backend } }));
    // The loss may have been changed while the lane was being opened.
    if (this.settings.loss !== settings.loss) await this.tellLoss(this.settings.loss);
    this.log.tellNow();
    return facts;
  }

  /** Of a run that was recorded, that it goes on here; of a lane that was lost, where. */
  private noteOpening({ backend }: LaneFacts, reached: number): void {
    const { step } = this;
    if (this.site.read().run.recorded && step > 0) this.log.note({ kind: 'resumed', step, backend });
    else if (this.hasStopped && reached > 0) this.log.note({ kind: 'restart', step, reached, backend });
    this.hasStopped = false;
  }

  /** A lane that dies of it is told by the next `open`; one that refuses says why. */
  private async tellLoss(loss: LossSettings): Promise<void> {
    try {
      await this.site.lane.call('setLoss', { loss });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.failure.kind === 'input') this.tell('error', error.message);
    }
  }

  private async advance(facts: LaneFacts): Promise<void> {
    const { predictEvery } = this.core.store.getState().settings;
    const limit = this.convoy.limitOf(this.site.id);
    const [kept, predicted] = [checkpointEvery, predictEvery].map((every) => nextMultiple(this.step, every));
    const toStep = Math.min(this.goal, kept, predicted, limit);
    this.show({ phase: 'training', facts });
    this.stretch = new AbortController();
    if (toStep <= this.step) return this.convoy.change(this.stretch.signal);
    const options = { signal: this.stretch.signal, onProgress: (done: StepRecord) => this.log.add(done) };
    await this.site.lane.call('advance', { toStep }, options);
    if (this.isAbandoned || this.step < toStep) return;
    if (toStep % checkpointEvery === 0) {
      await this.keepCheckpoint();
      if (this.site.arrays.checkpoints.newest?.step === toStep) this.restarts.forgive();
    }
    const isDue = toStep % predictEvery === 0 || toStep === this.budget;
    if (predictEvery > 0 && isDue) this.wants.isPrediction = true;
  }

  /** Nothing is lost with a lane that dies while the run rests. */
  private async keepCheckpoint(): Promise<void> {
    const { checkpoints } = this.site.arrays;
    const isKept = this.step === (checkpoints.newest?.step ?? 0);
    if (isKept || !this.held.facts || this.held.loss) return;
    const checkpoint = await this.site.lane.call('checkpoint', {});
    if (!this.isAbandoned) checkpoints.add(checkpoint);
  }

  /** What is being asked of a lane that is gone fails by itself, or is asked of a fresh one. */
  private noteLoss(): void {
    if (!this.isWorking && this.held.loss) this.recover(this.held.loss, idleNotice);
  }

  private async predictNow(facts: LaneFacts): Promise<void> {
    const { core, site, score } = this;
    const show = (fraction: number) =>
      this.show({ phase: 'predicting', facts, fraction, isRunPending: this.goal > this.step });
    const ask: AskWhole = (asked) => {
      this.prediction = new AbortController();
      return whilePredicting(this.prediction.signal, show, asked);
    };
    const isDone = await predictWhole({ core, site, score, isWanted: () => !this.isAbandoned }, ask, () => {
      this.wants.isPrediction = false;
    });
    if (!isDone) this.wants.isPrediction = true;
    if (isSweepShown(core.store.getState())) this.wants.addJudgement(true);
  }

  private async judgeNow(): Promise<void> {
    const { hasSweep = false } = this.wants.takeJudgement() ?? {};
    const { threshold } = this.core.store.getState();
    const judgement = await this.site.lane.call('judge', { threshold, hasSweep });
    if (judgement && !this.isAbandoned) takeJudgement(this.site, judgement);
  }

  /** After a failure: an end, or another try, for which the next call opens the lane anew. */
  private recover(failure: Failure, words = restartNotice): void {
    const verdict = this.restarts.judge(failure, this.held.lastFacts?.backend ?? null);
    switch (verdict.kind) {
      case 'giveUp':
        this.giveUp(verdict.message);
        return;
      case 'leaveOff':
        this.wants.leaveOff();
        return;
      case 'tryAgain': {
        this.hasStopped = true;
        this.held.letGo();
        const from = this.site.arrays.checkpoints.newest?.step ?? 0;
        this.tell('warning', words(failure, from, this.restarts.mustAvoidGpu));
        return;
      }
      default:
        verdict satisfies never;
    }
  }

  private giveUp(message: string): void {
    this.goal = this.step;
    this.wants.refuse(message);
    this.convoy.leave(this.site.id);
    this.held.letGo();
    this.held.lastFacts = null;
    this.log.tellNow();
    this.show({ phase: 'failed', message });
  }

  private settle(facts: LaneFacts): void {
    this.log.tellNow();
    if (this.step === 0) this.show({ phase: 'ready', facts });
    else this.show({ phase: this.step >= this.budget ? 'finished' : 'paused', facts });
  }

  /** Says which lane it is where there are several. */
  private tell(tone: Notice['tone'], message: string): void {
    const { store } = this.core;
    addNotice(store, tone, store.getState().others.length > 0 ? `Lane ${this.site.id}: ${message}` : message);
  }

  private show(lane: Lane): void {
    if (!this.isAbandoned) this.site.write(() => ({ lane }));
  }
}

/** The loss that a run was last given, as far as its events say. */
function newestLoss(events: readonly RunEvent[]): LossSettings | null {
  const last = events.findLast((event) => event.kind === 'loss' || event.kind === 'branch');
  return last?.to ?? null;
}
