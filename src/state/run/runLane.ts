import type { RunEvent } from '../../core/runEvents';
import type { LossSettings, TrainSettings } from '../../core/settings';
import { CallError } from '../../protocol/connect';
import type { LaneFacts } from '../../protocol/laneCalls';
import type { Progress } from '../../protocol/scanCalls';
import type { Failure } from '../../protocol/wire';
import { trainingInput } from '../cases/trainingInput';
import { stepBudget } from '../runLength';
import type { restartNotice } from '../sentence';
import { HeldLane } from './heldLane';
import { Restarts, type Verdict } from './restarts';
import { type RunContext, showLane, tellOf } from './runContext';

/**
 * The lane that one run works with: opened with the run's settings at the newest checkpoint, told of another loss, asked for its
 * checkpoint, and let go when it fails. It keeps what the run was begun with, and how often it failed.
 */
export class RunLane {
  readonly held: HeldLane;
  readonly restarts = new Restarts();
  /** What the run was begun with, and the loss that acts now; null = it was not begun yet. */
  settings: TrainSettings | null = null;
  /** The lane was lost, and was not opened again yet. */
  private hasStopped = false;

  constructor(
    private readonly run: RunContext,
    onLoss: () => void,
  ) {
    this.held = new HeldLane(run.site.lane, onLoss);
  }

  /** How many steps the run has. */
  get budget(): number {
    return stepBudget(this.settings, this.run.site.settings());
  }

  /** Opens the lane where the run stands; rejects with a CallError. Of an abandoned run it is not held. */
  async open(): Promise<LaneFacts> {
    const { core, site, log, abandoned } = this.run;
    const { of, ...input } = trainingInput(core);
    const chosen = site.settings();
    const settings = { ...(this.settings ?? chosen), loss: chosen.loss };
    const checkpoint = site.arrays.checkpoints.newest;
    this.settings = settings;
    core.store.setState(({ cases }) => ({ cases: { ...cases, ofRun: of } }));
    showLane(this.run, { phase: 'starting', what: 'Starting', fraction: 0 });
    const backend = this.restarts.mustAvoidGpu ? 'wasm' : settings.backend;
    const onProgress = (progress: Progress) => showLane(this.run, { phase: 'starting', ...progress });
    const facts = await site.lane.call('open', { ...input, settings, backend, checkpoint }, { onProgress });
    if (abandoned.aborted) return facts;
    const reached = log.step;
    this.held.take(facts);
    log.goBackTo(checkpoint?.step ?? 0);
    this.noteOpening(facts, reached);
    site.write(({ run }) => ({ run: { ...run, recorded: null, backend: facts.backend } }));
    // The loss may have been changed while the lane was being opened.
    if (this.settings.loss !== settings.loss) await this.tellLoss(this.settings.loss);
    log.tellNow();
    return facts;
  }

  /** Acts from the next step on; the loss that acts already is no change. */
  setLoss(loss: LossSettings): void {
    if (JSON.stringify(loss) === JSON.stringify(this.settings?.loss)) return;
    const { site, log } = this.run;
    const from = this.settings?.loss ?? newestLoss(site.read().run.events);
    if (this.settings) this.settings = { ...this.settings, loss };
    if (log.step > 0) log.note({ kind: 'loss', step: log.step, from, to: loss });
    if (this.held.facts && !this.held.loss) void this.tellLoss(loss);
  }

  /**
   * Takes over a raised number of steps, and says from how many to how many; null = it was not raised. The lane has to be opened anew
   * where it stands, because its learning rates are those of a run of some length.
   */
  async lengthen(): Promise<{ readonly from: number; readonly to: number } | null> {
    const { settings, budget: to } = this;
    if (!settings || settings.steps === to) return null;
    const { steps: from } = settings;
    await this.keepCheckpoint();
    const { log } = this.run;
    if (log.step > 0) log.note({ kind: 'setting', name: 'steps', step: log.step, from, to });
    this.settings = { ...settings, steps: to };
    this.held.letGo();
    return { from, to };
  }

  /** Keeps where the run stands now, so that nothing is lost with a lane that dies. */
  async keepCheckpoint(): Promise<void> {
    const { site, log, abandoned } = this.run;
    const { checkpoints } = site.arrays;
    const isKept = log.step === (checkpoints.newest?.step ?? 0);
    if (isKept || !this.held.facts || this.held.loss) return;
    const checkpoint = await site.lane.call('checkpoint', {});
    if (!abandoned.aborted) checkpoints.add(checkpoint);
  }

  /** Keeps where a run stands that ends with a refusal: its lane is sound, as a rule. */
  async keepLastCheckpoint(): Promise<void> {
    try {
      await this.keepCheckpoint();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
    }
  }

  /** What is to be done after a failure. Where another try may help, the user is told in these words, and the next call opens the lane anew. */
  judge(failure: Failure, words: typeof restartNotice): Verdict {
    const verdict = this.restarts.judge(failure, this.held.lastFacts?.backend ?? null);
    if (verdict.kind !== 'tryAgain') return verdict;
    this.hasStopped = true;
    this.held.letGo();
    const from = this.run.site.arrays.checkpoints.newest?.step ?? 0;
    tellOf(this.run, 'warning', words(failure, from, this.restarts.mustAvoidGpu));
    return verdict;
  }

  /** Of a run that was recorded, that it goes on here; of a lane that was lost, where. */
  private noteOpening({ backend }: LaneFacts, reached: number): void {
    const { site, log } = this.run;
    const { step } = log;
    if (site.read().run.recorded && step > 0) log.note({ kind: 'resumed', step, backend });
    else if (this.hasStopped && reached > 0) log.note({ kind: 'restart', step, reached, backend });
    this.hasStopped = false;
  }

  /** A lane that dies of it is told by the next `open`; one that refuses says why. */
  private async tellLoss(loss: LossSettings): Promise<void> {
    try {
      await this.run.site.lane.call('setLoss', { loss });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.failure.kind === 'input') tellOf(this.run, 'error', error.message);
    }
  }
}

/** The loss that a run was last given, as far as its events say. */
function newestLoss(events: readonly RunEvent[]): LossSettings | null {
  const last = events.findLast((event) => event.kind === 'loss' || event.kind === 'branch');
  return last?.to ?? null;
}
