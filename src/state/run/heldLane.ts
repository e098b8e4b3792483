import { CallError } from '../../protocol/connect';
import type { LaneFacts } from '../../protocol/laneCalls';
import type { Failure } from '../../protocol/wire';
import type { LaneSite } from '../laneSite';

/** The lane as a run holds it: open, let go, or gone. It hears at once when the device is lost or the worker dies, also while nothing is asked of it. */
export class HeldLane {
  /** Null = the lane has to be opened before it is asked anything. */
  facts: LaneFacts | null = null;
  /** Of the lane that was held last. */
  lastFacts: LaneFacts | null = null;
  /** It is to be let go as soon as it has answered what it is being asked. */
  isWantedElsewhere = false;
  private lost: Failure | null = null;
  /** How many lane workers had ended when this one was opened. */
  private openedAfter = 0;
  private watching = new AbortController();

  constructor(
    private readonly lane: LaneSite['lane'],
    private readonly onLoss: () => void,
  ) {}

  /** Holds the lane that was just opened. */
  take(facts: LaneFacts): void {
    this.letGo();
    this.facts = facts;
    this.lastFacts = facts;
    this.openedAfter = this.lane.endings();
    void this.watch(this.watching.signal);
  }

  letGo(): void {
    this.watching.abort();
    this.watching = new AbortController();
    this.facts = null;
    this.isWantedElsewhere = false;
    this.lost = null;
  }

  /** Why the held lane, and its model with it, is gone; null = it stands, or none is held. */
  get loss(): Failure | null {
    if (!this.facts) return null;
    const hasEnded = this.openedAfter !== this.lane.endings();
    return this.lost ?? (hasEnded ? { kind: 'fault', message: 'The lane stopped.' } : null);
  }

  private async watch(signal: AbortSignal): Promise<void> {
    const lost = await this.lossOf(signal);
    if (lost === null || signal.aborted) return;
    this.lost = lost;
    this.onLoss();
  }

  private async lossOf(signal: AbortSignal): Promise<Failure | null> {
    try {
      const { lost } = await this.lane.call('watch', {}, { signal });
      return lost === null ? null : { kind: 'device', message: lost };
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return error.failure;
    }
  }
}
