import type { LaneId } from '../laneId';

/** No lane goes further ahead of the slowest than this, in steps: little enough to look like one step, enough not to stop and go at each. */
export const lead = 4;

/**
 * Lanes in lock-step: each that is on its way says what step it has done, and asks how far it may go. One that has to go back holds the
 * others; one that rests, be it at the end of its own steps, or was given up, has left, and holds nobody.
 */
export class Convoy {
  private readonly steps = new Map<LaneId, number>();
  private waiting: (() => void)[] = [];

  /** The lane has done this step; the first time it joins with it. */
  reached(id: LaneId, step: number): void {
    this.steps.set(id, step);
    this.wake();
  }

  leave(id: LaneId): void {
    this.steps.delete(id);
    this.wake();
  }

  /** The last step that the lane may do now. */
  limitOf(id: LaneId): number {
    const others = [...this.steps].filter(([other]) => other !== id).map(([, step]) => step);
    return others.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...others) + lead;
  }

  /** Resolves when something has changed since it was asked, or it is not waited for any more. */
  change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  private wake(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const resolve of woken) resolve();
  }
}
