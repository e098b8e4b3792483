import type { StepRecord } from '../../core/terms';
import type { LaneFacts } from '../../protocol/laneCalls';
import type { Convoy } from './convoy';
import { type RunContext, showLane } from './runContext';
import type { RunLane } from './runLane';
import { nextMultiple } from './runPace';

/** A checkpoint is kept every so many steps. */
const checkpointEvery = 50;

/** The steps of a run, done in stretches that end where a checkpoint or a prediction is due, or where its convoy holds it. */
export class Stretches {
  private stretch = new AbortController();

  constructor(
    private readonly run: RunContext,
    private readonly lane: RunLane,
    private readonly convoy: Convoy,
  ) {}

  /** Ends after the step that runs now. */
  end(): void {
    this.stretch.abort();
  }

  /** Does the next stretch on the way to a step, or waits for the convoy; true = a prediction is due now. */
  async advance(goal: number, facts: LaneFacts): Promise<boolean> {
    const { core, site, log, abandoned } = this.run;
    const { predictEvery } = core.store.getState().settings;
    const toStep = Math.min(goal, this.nextStop(predictEvery));
    showLane(this.run, { phase: 'training', facts });
    this.stretch = new AbortController();
    const { signal } = this.stretch;
    if (toStep <= log.step) {
      await this.convoy.change(signal);
      return false;
    }
    await site.lane.call('advance', { toStep }, { signal, onProgress: (done: StepRecord) => log.add(done) });
    if (abandoned.aborted || log.step < toStep) return false;
    if (toStep % checkpointEvery === 0) await this.keepCheckpoint(toStep);
    const isDue = toStep % predictEvery === 0 || toStep === this.lane.budget;
    return predictEvery > 0 && isDue;
  }

  private nextStop(predictEvery: number): number {
    const { site, log } = this.run;
    const due = [checkpointEvery, predictEvery].map((every) => nextMultiple(log.step, every));
    return Math.min(...due, this.convoy.limitOf(site.id));
  }

  private async keepCheckpoint(step: number): Promise<void> {
    await this.lane.keepCheckpoint();
    if (this.run.site.arrays.checkpoints.newest?.step === step) this.lane.restarts.forgive();
  }
}
