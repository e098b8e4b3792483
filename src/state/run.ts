import type { LossSettings, TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import { CallError } from '../protocol/connect';
import type { Checkpoint, LaneFacts } from '../protocol/laneCalls';
import type { Failure } from '../protocol/wire';
import type { Core } from './app';
import type { ScorePrediction } from './caseActions';
import type { Lane } from './model';
import { stepBudget } from './runLength';
import { addNotice } from './store';

/** A checkpoint is kept every so many steps. */
const checkpointEvery = 50;
/** So many restarts without a new checkpoint in between, and the run is given up. */
const maxRestarts = 3;
/** The store hears of new steps at most this often. */
const joinEveryMs = 33;

/**
 * One training run: what it should reach, and the work towards it. It opens the lane, advances it in stretches that end
 * where a checkpoint or a prediction is due, and starts it again from the last checkpoint when it dies. A reset abandons
 * the run and makes a new one.
 */
export class Run {
  private settings: TrainSettings | null = null;
  private facts: LaneFacts | null = null;
  private checkpoint: Checkpoint | null = null;
  private goal = 0;
  private isPredictionWanted = false;
  private isWorking = false;
  private isAbandoned = false;
  private restarts = 0;
  private mustAvoidGpu = false;
  private stretch = new AbortController();
  private prediction = new AbortController();
  private joinTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly core: Core,
    private readonly score: ScorePrediction,
  ) {}

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

  /** Predicts the whole scan as soon as the running step is done; a run then goes on. */
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
    if (this.facts) void this.tellLoss(loss);
  }

  /** Nothing that this run still does may be seen any more. */
  abandon(): void {
    this.isAbandoned = true;
    this.goal = 0;
    if (this.joinTimer) clearTimeout(this.joinTimer);
    this.stretch.abort();
    this.prediction.abort();
  }

  private get step(): number {
    return this.core.vault.records.length;
  }

  private get budget(): number {
    return stepBudget(this.settings, this.core.store.getState().settings);
  }

  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      while (!this.isAbandoned && (this.isPredictionWanted || this.goal > this.step)) await this.workOn();
    } finally {
      this.isWorking = false;
    }
    if (!this.isAbandoned && this.facts) this.settle(this.facts);
  }

  private async workOn(): Promise<void> {
    try {
      await this.lengthen();
      this.facts ??= await this.open();
      if (this.isAbandoned) return;
      if (this.isPredictionWanted) await this.predictNow(this.facts);
      else await this.advance(this.facts);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (!this.isAbandoned) this.recover(error);
    }
  }

  /** Takes over a raised number of steps. The lane is opened anew where it stands, because its learning rates are those of a run of some length. */
  private async lengthen(): Promise<void> {
    const { settings, budget } = this;
    if (!settings || settings.steps === budget) return;
    if (this.facts) this.checkpoint = await this.core.lane.call('checkpoint', {});
    if (this.goal === settings.steps) this.goal = budget;
    this.settings = { ...settings, steps: budget };
    this.facts = null;
  }

  private async open(): Promise<LaneFacts> {
    const { store, vault, lane } = this.core;
    const { openCase, settings: chosen } = store.getState();
    const arrays = vault.caseArrays;
    if (!openCase || !arrays) throw new CallError({ kind: 'input', message: 'No scan is open. Open one first.' });
    if (!openCase.hasScan)
      throw new CallError({
        kind: 'input',
        message: 'Only a mask is open; training needs its scan too. Drop the scan.',
      });
    if (!openCase.hasMask)
      throw new CallError({
        kind: 'input',
        message: 'Only a scan is open; training needs its mask too. Drop the mask.',
      });
    const settings = { ...(this.settings ?? chosen), loss: chosen.loss };
    this.settings = settings;
    this.show({ phase: 'starting', what: 'Starting', fraction: 0 });
    const facts = await lane.call(
      'open',
      {
        settings,
        dims: openCase.grid.dims,
        scan: arrays.scan,
        ids: arrays.ids,
        backend: this.mustAvoidGpu ? 'wasm' : settings.backend,
        checkpoint: this.checkpoint,
      },
      { onProgress: (progress) => this.show({ phase: 'starting', ...progress }) },
    );
    if (this.isAbandoned) return facts;
    vault.records.length = this.checkpoint?.step ?? 0;
    // The loss may have been changed while the lane was being opened.
    if (this.settings.loss !== settings.loss) await this.tellLoss(this.settings.loss);
    this.join();
    return facts;
  }

  /** A lane that has died meanwhile is told by `open`; one that refuses says why. */
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
    const options = { signal: this.stretch.signal, onProgress: (done: StepRecord) => this.record(done) };
    await this.core.lane.call('advance', { toStep }, options);
    if (this.isAbandoned || this.step < toStep) return;
    if (toStep % checkpointEvery === 0) {
      this.checkpoint = await this.core.lane.call('checkpoint', {});
      this.restarts = 0;
    }
    const isDue = toStep % predictEvery === 0 || toStep === this.budget;
    if (predictEvery > 0 && isDue) this.isPredictionWanted = true;
  }

  private async predictNow(facts: LaneFacts): Promise<void> {
    const { store, vault, lane } = this.core;
    this.isPredictionWanted = false;
    this.prediction = new AbortController();
    const showFraction = (fraction: number) =>
      this.show({ phase: 'predicting', facts, fraction, isRunPending: this.goal > this.step });
    showFraction(0);
    const options = {
      signal: this.prediction.signal,
      onProgress: (progress: { fraction: number }) => showFraction(progress.fraction),
    };
    const { probability, step, elapsedMs } = await lane.call('predict', {}, options);
    if (this.isAbandoned) return;
    const scored = await this.scoreOrSay(probability);
    if (this.isAbandoned || !scored) return;
    vault.probability = probability;
    vault.outcome = scored.outcome;
    store.setState(({ prediction: before, picture, run }) => ({
      run: { ...run, revision: run.revision + 1, predictedSteps: withStep(run.predictedSteps, step) },
      prediction: { revision: (before?.revision ?? 0) + 1, step, elapsedMs, scores: scored.scores },
      // The first prediction of a run shows itself; after that the choice of the overlay is the user's.
      picture: before || picture.overlay !== 'blobs' ? picture : { ...picture, overlay: 'outcome' },
    }));
  }

  /** A prediction that cannot be scored is not the lane's fault: it is said, and the run goes on. */
  private async scoreOrSay(probability: Float32Array) {
    const { store } = this.core;
    try {
      return await this.score(probability, store.getState().threshold);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.failure.kind !== 'cancelled')
        addNotice(store, 'error', `The prediction could not be scored: ${error.message}`);
      return null;
    }
  }

  /** Decides what a failure means: an end, or another try from the last checkpoint. */
  private recover({ failure }: CallError): void {
    const memoryAdvice = 'Choose a smaller patch or fewer channels, then reset.';
    if (failure.kind === 'input') this.giveUp(failure.message);
    else if (failure.kind === 'memory') this.giveUp(`The lane ran out of memory. ${memoryAdvice} (${failure.message})`);
    else if (failure.kind !== 'cancelled') this.restart(failure);
  }

  /** The next call opens the lane anew; a GPU that fails twice is left alone. */
  private restart(failure: Failure): void {
    this.restarts += 1;
    if (this.restarts > maxRestarts) {
      this.giveUp(`The lane stopped ${this.restarts} times in a row: ${failure.message}`);
      return;
    }
    this.mustAvoidGpu ||= this.facts?.backend === 'webgpu' && this.restarts > 1;
    this.facts = null;
    const where = this.mustAvoidGpu ? ', without the GPU' : '';
    const from = this.checkpoint?.step ?? 0;
    addNotice(this.core.store, 'warning', `${failure.message} The run goes on from step ${from}${where}.`);
  }

  private giveUp(message: string): void {
    this.goal = this.step;
    this.isPredictionWanted = false;
    this.facts = null;
    this.join();
    this.show({ phase: 'failed', message });
  }

  private settle(facts: LaneFacts): void {
    this.join();
    if (this.step === 0) this.show({ phase: 'ready', facts });
    else this.show({ phase: this.step >= this.budget ? 'finished' : 'paused', facts });
  }

  private show(lane: Lane): void {
    if (!this.isAbandoned) this.core.store.setState({ lane });
  }

  private record(done: StepRecord): void {
    if (this.isAbandoned || done.step !== this.step + 1) return;
    this.core.vault.records.push(done);
    this.joinTimer ??= setTimeout(() => this.join(), joinEveryMs);
  }

  /** Tells the store how far the run has come, once for all steps since the last time. */
  private join(): void {
    if (this.joinTimer) clearTimeout(this.joinTimer);
    this.joinTimer = null;
    if (this.isAbandoned) return;
    const stepsPerSecond = speedOf(this.core.vault.records);
    const secondsLeft = stepsPerSecond === null ? null : Math.max(0, this.budget - this.step) / stepsPerSecond;
    const facts = { settings: this.settings, step: this.step, stepsPerSecond, secondsLeft };
    this.core.store.setState(({ run }) => ({ run: { ...run, ...facts, revision: run.revision + 1 } }));
  }
}

function withStep(steps: readonly number[], step: number): readonly number[] {
  return [...steps.filter((earlier) => earlier < step), step];
}

function nextMultiple(step: number, every: number): number {
  return every > 0 ? (Math.floor(step / every) + 1) * every : Number.POSITIVE_INFINITY;
}

/** Steps per second from the median time of the last 20 steps. */
function speedOf(records: readonly StepRecord[]): number | null {
  const times = records.slice(-20).map((record) => record.elapsedMs);
  if (times.length === 0) return null;
  times.sort((a, b) => a - b);
  return 1000 / Math.max(times[Math.floor(times.length / 2)], 0.01);
}
