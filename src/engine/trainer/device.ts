import type { NetworkSettings, TrainSettings } from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import { type LossPlan, planLoss } from '../losses/plan';
import { termsFrom } from '../losses/terms';
import { dispose, type Tensor1D, type Tensor5D } from '../ops';
import { type AdamState, learningRateAt } from '../optimiser';
import type { Batch } from '../step/backward';
import { notFinite } from '../step/notFinite';
import type { Guard, Trainer } from '../trainer';
import { type DeviceModel, disposeModel, pardon, queueStep, stateOf, uploadModel } from './deviceModel';

/** Steps that are begun before it is known that one of them was refused; all of these are refused, with the error of the first. */
interface Stretch {
  trouble: Error | null;
}

/** A step that was begun. */
interface Begun {
  readonly step: number;
  readonly startedMs: number;
  readonly stretch: Stretch;
  readonly plan: LossPlan;
  readonly settings: TrainSettings;
}

/** A trainer whose weights never leave the device: of each step only the loss of the rows and the verdict are read. */
export class DeviceTrainer implements Trainer {
  /** While the device works on one step, the next is queued. */
  readonly inFlight = 2;
  step: number;
  private model: DeviceModel;
  private stretch: Stretch = { trouble: null };
  /** When the last record came. */
  private heardMs = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    start: AdamState,
    private readonly network: NetworkSettings,
    private readonly guard: Guard,
  ) {
    this.step = start.step;
    this.model = uploadModel(start, network);
  }

  async begin(batch: Batch, settings: TrainSettings): Promise<StepRecord> {
    const begun: Begun = {
      step: this.step + 1,
      startedMs: performance.now(),
      stretch: this.stretch,
      plan: planLoss(batch.ids, batch.batchSize),
      settings: { ...settings, network: this.network },
    };
    const { told, next } = queueStep(this.model, { ...begun, batch });
    this.model = next;
    this.step = begun.step;
    const record = this.hear(told, begun);
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

  private async hear(told: Tensor1D, begun: Begun): Promise<StepRecord> {
    try {
      const values = (await this.guard(() => told.data())) as Float32Array;
      return this.recordOf(values, begun);
    } catch (error) {
      this.goBack(begun);
      throw error;
    } finally {
      this.heardMs = performance.now();
      dispose(told);
    }
  }

  /** Throws the error of a step that was refused. */
  private recordOf(values: Float32Array, { step, startedMs, stretch, plan, settings }: Begun): StepRecord {
    const terms = termsFrom(values.subarray(0, plan.regionCount), plan, settings.loss);
    const [, isRefused, norm] = values.subarray(plan.regionCount);
    if (isRefused !== 0) {
      stretch.trouble ??= notFinite(step, terms.total, norm);
      throw stretch.trouble;
    }
    const { alpha, beta } = settings.loss;
    const elapsedMs = performance.now() - Math.max(startedMs, this.heardMs);
    return { ...terms, step, alpha, beta, learningRate: learningRateAt(step, settings), elapsedMs };
  }

  /** To the step before one that failed; those begun since then have failed with it. */
  private goBack({ step, stretch }: Begun): void {
    if (stretch !== this.stretch) return;
    this.stretch = { trouble: null };
    this.step = step - 1;
    this.model = pardon(this.model);
  }
}
