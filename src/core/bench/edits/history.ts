import type { Edit, Start } from './edit';
import { type Packed, packedBytes } from './packed';
import { byteLength, type Runs } from './runs';

/** What a prediction began as. */
export interface Origin {
  readonly start: Start;
  readonly logits: Packed;
}

/** One step of what was done to a prediction, with what takes it back (or, once taken back, does it again). */
export interface Step {
  /** Null = the step began a prediction anew. */
  readonly edit: Edit | null;
  /** The gesture it belongs to; null = a step of its own. */
  readonly gesture: string | null;
  readonly restore: Restore;
}

export type Restore =
  /** The values of the voxels that an edit changed. */
  | { readonly kind: 'edit'; readonly runs: Runs }
  /** All of the prediction, and what it began as. */
  | { readonly kind: 'start'; readonly logits: Packed; readonly origin: Origin };

/** The steps at a moment. */
export interface HistoryMark {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** Steps that can be taken back and done again, within a bound of memory: beyond it the oldest are let go. */
export class History {
  private done: Step[] = [];
  private undone: Step[] = [];

  constructor(private readonly mostBytes: number) {}

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  get newest(): Step | null {
    return this.done.at(-1) ?? null;
  }

  /** A new step; what was taken back cannot be done again. */
  push(step: Step): void {
    this.undone = [];
    this.done.push(step);
    while (this.bytes > this.mostBytes && this.done.length > 1) this.done.shift();
  }

  /** Forgets the newest step and gives it, or null. */
  pop(): Step | null {
    return this.done.pop() ?? null;
  }

  /** Takes the newest step back by `swap`, which gives the step that does it again; false = there is none. */
  undo(swap: (step: Step) => Step): boolean {
    const step = this.done.pop();
    if (step) this.undone.push(swap(step));
    return step !== undefined;
  }

  redo(swap: (step: Step) => Step): boolean {
    const step = this.undone.pop();
    if (step) this.done.push(swap(step));
    return step !== undefined;
  }

  mark(): HistoryMark {
    return { done: [...this.done], undone: [...this.undone] };
  }

  /** The steps as they were. */
  restore({ done, undone }: HistoryMark): void {
    this.done = [...done];
    this.undone = [...undone];
  }

  /** Bytes that the steps hold. */
  get bytes(): number {
    return [...this.done, ...this.undone].reduce((sum, { restore }) => sum + bytesOf(restore), 0);
  }
}

function bytesOf(restore: Restore): number {
  return restore.kind === 'edit' ? byteLength(restore.runs) : packedBytes(restore.logits);
}
