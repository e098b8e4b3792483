import type { NetworkSettings, TrainSettings } from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import { weightTensors } from '../network';
import { dispose, type Tensor5D } from '../ops';
import type { AdamState } from '../optimiser';
import { trainStep } from '../step';
import type { Batch } from '../step/backward';
import type { Guard, Stretch, Trainer } from '../trainer';

/** A trainer whose weights are in plain memory: one step at a time, each read back whole. */
export class PlainTrainer implements Trainer {
  readonly inFlight = 1;
  private running = 0;
  private stretch: Stretch = { trouble: null };
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private done: AdamState,
    private readonly network: NetworkSettings,
    private readonly guard: Guard,
  ) {}

  get step(): number {
    return this.done.step + this.running;
  }

  begin(batch: Batch, settings: TrainSettings): Promise<StepRecord> {
    this.running++;
    const { stretch } = this;
    const record = this.last.then(() => this.run(batch, settings, stretch));
    this.last = record.catch(() => {});
    return record;
  }

  async state(): Promise<AdamState> {
    await this.last;
    return this.done;
  }

  async withWeights<Result>(use: (weights: readonly Tensor5D[]) => Promise<Result>): Promise<Result> {
    await this.last;
    return this.guard(async () => {
      const weights = weightTensors(this.network, this.done.weights);
      try {
        return await use(weights);
      } finally {
        dispose(weights);
      }
    });
  }

  async dispose(): Promise<void> {
    await this.last;
  }

  private async run(batch: Batch, settings: TrainSettings, stretch: Stretch): Promise<StepRecord> {
    try {
      if (stretch.trouble) throw stretch.trouble.error;
      const { state, record } = await this.guard(() => trainStep(this.done, batch, settings));
      this.done = state;
      return record;
    } catch (error) {
      stretch.trouble ??= { error };
      if (stretch === this.stretch) this.stretch = { trouble: null };
      throw error;
    } finally {
      this.running--;
    }
  }
}
