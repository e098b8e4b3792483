import type { NetworkSettings, TrainSettings } from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import type { PreparedLoss } from '../losses/prepared';
import { dispose, type Tensor1D, type Tensor5D } from '../ops';
import { type AdamState, learningRateAt } from '../optimiser';
import { type Batch, lossAtWeights, lossOfBatch } from '../step/backward';
import { notFinite } from '../step/notFinite';
import type { Guard, Stretch, Trainer } from '../trainer';
import { type DeviceModel, disposeModel, pardon, queueStep, stateOf, uploadModel } from './deviceModel';

/** A step that was begun. */
interface Begun {
  readonly step: number;
  readonly startedMs: number;
  readonly stretch: Stretch;
  readonly batch: Batch;
  readonly settings: TrainSettings;
}

/**
 * A trainer whose weights never leave the device: of each step only what the loss tells and the verdict are read; and the logits, where the loss
 * needs them before its gradient.
 */
export class DeviceTrainer implements Trainer {
  step: number;
  private model: DeviceModel;
  private stretch: Stretch = { trouble: null };
  /** When the last record came. */
  private heardMs = 0;
  private last: Promise<unknown> = Promise.resolve();
  /** Steps begun that wait for logits, or for a step that does, before they are queued. */
  private waiting: Promise<unknown> | null = null;

  constructor(
    start: AdamState,
    private readonly network: NetworkSettings,
    private readonly guard: Guard,
  ) {
    this.step = start.step;
    this.model = uploadModel(start, network);
  }

  /** While the device works on one step, the next is queued; but a step that waits for logits is waited for. */
  get inFlight(): number {
    return this.waiting ? 1 : 2;
  }

  async begin(batch: Batch, settings: TrainSettings): Promise<StepRecord> {
    const begun: Begun = {
      step: this.step + 1,
      startedMs: performance.now(),
      stretch: this.stretch,
      batch,
      settings: { ...settings, network: this.network },
    };
    const loss = lossOfBatch(batch, settings.loss);
    const isReady = loss !== null && this.waiting === null;
    const record = isReady ? this.hear(this.queue(begun, loss), begun, loss) : this.beginLater(begun, loss);
    this.step = begun.step;
    this.last = Promise.allSettled([this.last, record]);
    return record;
  }

  async state(): Promise<AdamState> {
    await this.last;
    const { step } = this;
    return this.guard(() => stateOf(this.model, step));
  }

  async withWeights<Result>(use: (weights: readonly Tensor5D[]) => Promise<Result>): Promise<Result> {
    await this.last;
    return this.guard(() => use(this.model.weights));
  }

  async dispose(): Promise<void> {
    await this.last;
    disposeModel(this.model);
  }

  private queue(begun: Begun, loss: PreparedLoss): Tensor1D {
    const { told, next } = queueStep(this.model, { ...begun, loss });
    this.model = next;
    return told;
  }

  /** Queues the step after all that were begun before; the loss is prepared then, if it is not yet. */
  private beginLater(begun: Begun, ready: PreparedLoss | null): Promise<StepRecord> {
    const queued = Promise.resolve(this.waiting).then(() => this.queueAtLast(begun, ready));
    const waiting = queued.then(
      () => {},
      () => {},
    );
    this.waiting = waiting;
    void waiting.then(() => {
      if (this.waiting === waiting) this.waiting = null;
    });
    return queued.then(({ told, loss }) => this.hear(told, begun, loss));
  }

  private async queueAtLast(begun: Begun, ready: PreparedLoss | null) {
    try {
      this.refuseIfOver(begun);
      const loss = ready ?? (await this.guard(() => lossAtWeights(this.model.weights, begun.batch, begun.settings)));
      this.refuseIfOver(begun);
      return { loss, told: this.queue(begun, loss) };
    } catch (error) {
      this.goBack(begun, error);
      throw error;
    }
  }

  /** Throws when a step before has failed meanwhile. */
  private refuseIfOver({ stretch }: Begun): void {
    if (stretch.trouble) throw stretch.trouble.error;
  }

  private async hear(told: Tensor1D, begun: Begun, loss: PreparedLoss): Promise<StepRecord> {
    try {
      const values = (await this.guard(() => told.data())) as Float32Array;
      return this.recordOf(values, begun, loss);
    } catch (error) {
      this.goBack(begun, error);
      throw error;
    } finally {
      this.heardMs = performance.now();
      dispose(told);
    }
  }

  /** Throws the error of a step that was refused. */
  private recordOf(
    values: Float32Array,
    { step, startedMs, stretch, settings }: Begun,
    { toldCount, termsFrom }: PreparedLoss,
  ): StepRecord {
    const terms = termsFrom(values.subarray(0, toldCount));
    const [, isRefused, norm] = values.subarray(toldCount);
    if (isRefused !== 0) {
      // Of one that is refused because one before it was, that one's error.
      throw stretch.trouble?.error ?? notFinite(step, terms.total, norm);
    }
    const { alpha, beta } = settings.loss;
    const elapsedMs = performance.now() - Math.max(startedMs, this.heardMs);
    return { ...terms, step, alpha, beta, learningRate: learningRateAt(step, settings), elapsedMs };
  }

  /** To the step before one that failed; those begun since then have failed with it. */
  private goBack({ step, stretch }: Begun, error: unknown): void {
    if (stretch !== this.stretch) return;
    stretch.trouble = { error };
    this.stretch = { trouble: null };
    this.step = step - 1;
    this.model = pardon(this.model);
  }
}
