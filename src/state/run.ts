import type { LossSettings, TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import { CallError } from '../protocol/connect';
import type { Checkpoint, LaneFacts } from '../protocol/laneCalls';
import type { Progress } from '../protocol/scanCalls';
import type { Failure } from '../protocol/wire';
import type { Core } from './app';
import { gather } from './gather';
import { HeldLane } from './heldLane';
import type { Lane } from './model';
import { showPrediction } from './prediction';
import { stepBudget } from './runLength';
import { RunLog } from './runLog';
import { nextMultiple } from './runPace';
import type { ScorePrediction } from './scoring';
import { asSentence, idleNotice, restartNotice, runEnding } from './sentence';
import { addNotice } from './store';
import { trainingInput } from './trainingInput';

/** A checkpoint is kept every so many steps. */
const checkpointEvery = 50;
/** How far a prediction is, is shown at most this often: a small tile takes a few milliseconds. */
const fractionEveryMs = 100;
/** So many restarts without a new checkpoint in between, and the run is given up. */
const maxRestarts = 3;

/**
 * One training run: what it should reach, and the work towards it. It opens the lane, advances it in stretches that end
 * where a checkpoint or a prediction is due, and starts it again from the last checkpoint when it dies. A reset abandons
 * the run and makes a new one.
 */
export class Run {
  private settings: TrainSettings | null = null;
  private checkpoint: Checkpoint | null = null;
  private goal = 0;
  private isPredictionWanted = false;
  private isWorking = false;
  private isAbandoned = false;
  private restarts = 0;
  private mustAvoidGpu = false;
  private stretch = new AbortController();
  private prediction = new AbortController();
  private readonly held: HeldLane;
  private readonly log: RunLog;

  constructor(
    private readonly core: Core,
    private readonly score: ScorePrediction,
  ) {
    this.held = new HeldLane(core.lane, () => this.noteLoss());
    this.log = new RunLog(core, () => ({ settings: this.settings, budget: this.budget }));
  }

  /** Trains until this step is done. */
  goTo(target: number): void {
    this.goal = Math.min(target, this.budget);
    void this.work();
  }

  /** Ends after the step that runs now. */
  pause(): void {
    this.goal = this.step;
    this.stretch.abort();
  }

  /** Predicts the whole scan as soon as the running step is done; a run then goes on. A lane that dies of it is asked again. */
  predict(): void {
    this.isPredictionWanted = true;
    if (this.isWorking && this.goal > this.step) this.stretch.abort();
    void this.work();
  }

  cancelPredict(): void {
    this.isPredictionWanted = false;
    this.prediction.abort();
  }

  /** Acts from the next step on. */
  setLoss(loss: LossSettings): void {
    if (this.settings) this.settings = { ...this.settings, loss };
    if (this.held.facts && !this.held.loss) void this.tellLoss(loss);
  }

  /** Gives the lane away while it rests; what comes next opens it again where it stands. */
  park(): void {
    if (!this.isWorking) this.held.letGo();
  }

  /** Nothing that this run still does may be seen any more. */
  abandon(): void {
    this.isAbandoned = true;
    this.goal = 0;
    this.held.letGo();
    this.log.stop();
    this.stretch.abort();
    this.prediction.abort();
  }

  private get step(): number {
    return this.log.step;
  }

  private get budget(): number {
    return stepBudget(this.settings, this.core.store.getState().settings);
  }

  private async work(): Promise<void> {
    if (this.isWorking) return;
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
    return !this.isAbandoned && (this.isPredictionWanted || this.goal > this.step);
  }

  private async workOn(): Promise<void> {
    try {
      if (this.held.loss) this.restart(this.held.loss);
      await this.lengthen();
      const facts = this.held.facts ?? (await this.open());
      if (this.isAbandoned) return;
      if (this.isPredictionWanted) await this.predictNow(facts);
      else await this.advance(facts);
      if (!this.isWorkLeft) await this.keepCheckpoint();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (!this.isAbandoned) this.recover(error);
    }
  }

  /** Takes over a raised number of steps. The lane is opened anew where it stands, because its learning rates are those of a run of some length. */
  private async lengthen(): Promise<void> {
    const { settings, budget } = this;
    if (!settings || settings.steps === budget) return;
    await this.keepCheckpoint();
    if (this.goal === settings.steps) this.goal = budget;
    this.settings = { ...settings, steps: budget };
    this.held.letGo();
  }

  private async open(): Promise<LaneFacts> {
    const { store, lane } = this.core;
    const input = trainingInput(this.core);
    const { settings: chosen } = store.getState();
    const settings = { ...(this.settings ?? chosen), loss: chosen.loss };
    this.settings = settings;
    this.show({ phase: 'starting', what: 'Starting', fraction: 0 });
    const backend = this.mustAvoidGpu ? 'wasm' : settings.backend;
    const onProgress = (progress: Progress) => this.show({ phase: 'starting', ...progress });
    const facts = await lane.call('open', { ...input, settings, backend, checkpoint: this.checkpoint }, { onProgress });
    if (this.isAbandoned) return facts;
    this.held.take(facts);
    this.log.goBackTo(this.checkpoint?.step ?? 0);
    // The loss may have been changed while the lane was being opened.
    if (this.settings.loss !== settings.loss) await this.tellLoss(this.settings.loss);
    this.log.tellNow();
    return facts;
  }

  /** A lane that dies of it is told by the next `open`; one that refuses says why. */
  private async tellLoss(loss: LossSettings): Promise<void> {
    try {
      await this.core.lane.call('setLoss', { loss });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.failure.kind === 'input') addNotice(this.core.store, 'error', error.message);
    }
  }

  private async advance(facts: LaneFacts): Promise<void> {
    const { predictEvery } = this.core.store.getState().settings;
    const toStep = Math.min(this.goal, nextMultiple(this.step, checkpointEvery), nextMultiple(this.step, predictEvery));
    this.show({ phase: 'training', facts });
    this.stretch = new AbortController();
    const options = { signal: this.stretch.signal, onProgress: (done: StepRecord) => this.log.add(done) };
    await this.core.lane.call('advance', { toStep }, options);
    if (this.isAbandoned || this.step < toStep) return;
    if (toStep % checkpointEvery === 0) {
      await this.keepCheckpoint();
      if (this.checkpoint?.step === toStep) this.restarts = 0;
    }
    const isDue = toStep % predictEvery === 0 || toStep === this.budget;
    if (predictEvery > 0 && isDue) this.isPredictionWanted = true;
  }

  /** Nothing is lost with a lane that dies while the run rests. */
  private async keepCheckpoint(): Promise<void> {
    const isKept = this.step === (this.checkpoint?.step ?? 0);
    if (isKept || !this.held.facts || this.held.loss) return;
    this.checkpoint = await this.core.lane.call('checkpoint', {});
  }

  /** What is being asked of a lane that is gone fails by itself, or is asked of a fresh one. */
  private noteLoss(): void {
    if (!this.isWorking && this.held.loss) this.restart(this.held.loss, idleNotice);
  }

  private async predictNow(facts: LaneFacts): Promise<void> {
    this.prediction = new AbortController();
    let fraction = 0;
    const shown = gather(
      () => this.show({ phase: 'predicting', facts, fraction, isRunPending: this.goal > this.step }),
      fractionEveryMs,
    );
    shown.now();
    const onProgress = (progress: Progress) => {
      fraction = progress.fraction;
      shown.soon();
    };
    const asked = this.core.lane.call('predict', {}, { signal: this.prediction.signal, onProgress });
    const prediction = await asked.finally(shown.cancel);
    this.isPredictionWanted = false;
    if (!this.isAbandoned) await showPrediction(this.core, this.score, prediction, () => !this.isAbandoned);
  }

  /** Decides what a failure means: an end, or another try from the last checkpoint. */
  private recover({ failure }: CallError): void {
    const ending = runEnding(failure);
    if (ending !== null) this.giveUp(ending);
    else if (failure.kind === 'cancelled') this.isPredictionWanted = false;
    else this.restart(failure);
  }

  /** The next call opens the lane anew; a GPU that fails twice is left alone. */
  private restart(failure: Failure, tell = restartNotice): void {
    this.restarts += 1;
    if (this.restarts > maxRestarts) {
      this.giveUp(`The lane stopped ${this.restarts} times in a row: ${asSentence(failure.message)}`);
      return;
    }
    this.mustAvoidGpu ||= this.held.lastFacts?.backend === 'webgpu' && this.restarts > 1;
    this.held.letGo();
    addNotice(this.core.store, 'warning', tell(failure, this.checkpoint?.step ?? 0, this.mustAvoidGpu));
  }

  private giveUp(message: string): void {
    this.goal = this.step;
    this.isPredictionWanted = false;
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

  private show(lane: Lane): void {
    if (!this.isAbandoned) this.core.store.setState({ lane });
  }
}
