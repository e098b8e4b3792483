import type { BenchCase } from '../benchCase';
import type { Change } from './change';
import { checkEdit } from './checkEdit';
import type { Edit, Start } from './edit';
import { runsOfEdit } from './editRuns';
import { History, type Origin, type Step } from './history';
import { pack, unpack } from './packed';
import { isEmpty, type Runs, writeRuns } from './runs';

/** Hears of what becomes of a prediction. */
export interface Follower {
  /** Some voxels have changed; heard before the others of the same step. */
  readonly change: (change: Change) => void;
  /** All of it is another. */
  readonly restart: (logits: Float32Array) => void;
}

/** What is done from a moment on: kept, or undone as if it had never been. */
export interface Attempt {
  readonly keep: () => void;
  readonly rollBack: () => void;
}

/** The steps that can be taken back hold at most so much. */
const mostBytes = 128e6;

/**
 * A prediction that can be touched: logits on the grid of a case, one per voxel. Each step can be taken back and done again exactly;
 * steps of one gesture that follow one another count as one, the newest of them.
 */
export class TouchedPrediction {
  /** Rises with each change. */
  revision = 1;
  private origin: Origin;
  private readonly history: History;
  private readonly marks: Uint8Array;
  /** During an attempt: the logits that it began with, and what takes back what was written into them, the newest last. */
  private attempted: { readonly logits: Float32Array; readonly written: Runs[] } | null = null;

  constructor(
    private readonly benchCase: BenchCase,
    start: Start,
    public logits: Float32Array,
    private readonly follower: Follower,
    bytes: number = mostBytes,
  ) {
    this.origin = { start, logits: pack(logits, false) };
    this.history = new History(bytes);
    this.marks = new Uint8Array(logits.length);
    follower.restart(logits);
  }

  get start(): Start {
    return this.origin.start;
  }

  /** Null = none since it began. */
  get lastEdit(): Edit | null {
    return this.history.newest?.edit ?? null;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** False = it changed no voxel, and left no step. Throws InputError, with nothing changed, on an edit that the case does not allow. */
  edit(edit: Edit, gesture: string | null = null): boolean {
    checkEdit(this.benchCase, edit);
    const isSameGesture = gesture !== null && this.history.newest?.gesture === gesture;
    const former = isSameGesture ? this.history.pop() : null;
    if (former?.restore.kind === 'edit') this.write(former.restore.runs);
    const runs = this.write(runsOfEdit(this.benchCase, this.logits, edit, this.marks));
    this.revision++;
    if (isEmpty(runs)) return false;
    this.history.push({ edit, gesture, restore: { kind: 'edit', runs } });
    return true;
  }

  /** Another beginning, as a step that can be taken back. */
  begin(start: Start, logits: Float32Array): void {
    this.beginAt({ start, logits: pack(logits, false) }, logits);
  }

  /** Back to what it began as, as a step that can be taken back. */
  reset(): void {
    this.beginAt(this.origin, unpack(this.origin.logits));
  }

  /** False = there is nothing to take back. */
  undo(): boolean {
    return this.history.undo((step) => this.swap(step));
  }

  redo(): boolean {
    return this.history.redo((step) => this.swap(step));
  }

  /** Takes the newest step back as if it had never been. */
  forget(): void {
    const step = this.history.pop();
    if (step) this.swap(step);
  }

  /** Begins an attempt; one at a time. */
  attempt(): Attempt {
    const { logits, origin, revision } = this;
    const history = this.history.mark();
    const written: Runs[] = [];
    this.attempted = { logits, written };
    const keep = () => {
      this.attempted = null;
    };
    const rollBack = () => {
      keep();
      const isReplaced = this.logits !== logits;
      for (const runs of written.reverse()) writeRuns(logits, runs, isReplaced ? () => {} : this.follower.change);
      [this.logits, this.origin, this.revision] = [logits, origin, revision];
      this.history.restore(history);
      if (isReplaced) this.follower.restart(logits);
    };
    return { keep, rollBack };
  }

  /** Gives what takes it back. */
  private write(runs: Runs): Runs {
    const before = writeRuns(this.logits, runs, this.follower.change);
    if (this.attempted?.logits === this.logits) this.attempted.written.push(before);
    return before;
  }

  private beginAt(origin: Origin, logits: Float32Array): void {
    const restore = { kind: 'start', logits: pack(this.logits, true), origin: this.origin } as const;
    this.become(origin, logits);
    this.history.push({ edit: null, gesture: null, restore });
  }

  private become(origin: Origin, logits: Float32Array): void {
    this.origin = origin;
    this.logits = logits;
    this.revision++;
    this.follower.restart(logits);
  }

  /** Takes a step back, or does it again; gives the step that does the opposite. */
  private swap(step: Step): Step {
    const { restore } = step;
    if (restore.kind === 'edit') {
      const runs = this.write(restore.runs);
      this.revision++;
      return { ...step, restore: { kind: 'edit', runs } };
    }
    const opposite = { kind: 'start', logits: pack(this.logits, true), origin: this.origin } as const;
    this.become(restore.origin, unpack(restore.logits));
    return { ...step, restore: opposite };
  }
}
