import type { StepRecord } from '../../core/terms';
import { axisSteps } from '../plotBox';
import { createRunFollower } from '../runFollower';
import { niceCeil } from '../ticks';
import {
  type BlobMark,
  chooseRows,
  type LastTerms,
  largestTerm,
  noteLastTerms,
  type RowFacts,
  type RowOrder,
} from './rowOrder';

/** How a chart of all blobs is asked for; rows by `worst` are sorted anew every two seconds at most, and not under the pointer. */
export interface BlobView {
  /** The step budget: the step axis ends there, so that nothing jumps while the run grows. */
  readonly steps: number;
  readonly order: RowOrder;
}

const sortEveryMs = 2000;

/** A run as the charts of all blobs see it: the blobs' last terms, the scale, and which blobs have a row. */
export class BlobRun {
  records: readonly StepRecord[] = [];
  blobs: readonly BlobMark[] = [];
  rows: readonly BlobMark[] = [];
  /** Rises with each new run: what was kept of the old one is void. */
  runNumber = 0;
  readonly lastTerms: LastTerms = new Map();
  private view: BlobView = { steps: 1, order: 'largest' };
  private readonly follow = createRunFollower();
  private largest = 0;
  private isStale = true;
  private settled = { steps: 0, top: 0, capacity: -1, atMs: 0 };

  /** Takes the run so far; the list may be the same one, grown. Costs what the new records cost. */
  update(records: readonly StepRecord[], blobs: readonly BlobMark[], view: BlobView): void {
    const news = this.follow(records);
    if (news.isAnew) {
      this.lastTerms.clear();
      this.largest = 0;
      this.runNumber++;
    }
    noteLastTerms(this.lastTerms, records, news.from);
    this.largest = largestTerm(records, news.from, this.largest);
    this.isStale ||= news.isAnew || blobs !== this.blobs || view.order !== this.view.order;
    [this.records, this.blobs, this.view] = [records, blobs, view];
  }

  /** Last step of the axis. */
  get steps(): number {
    return axisSteps(this.view.steps, this.records[this.records.length - 1]?.step ?? 0);
  }

  /** Round upper end of the scale of terms, from 0. */
  get top(): number {
    return niceCeil(this.largest);
  }

  get order(): RowOrder {
    return this.view.order;
  }

  get facts(): RowFacts {
    return { shown: this.rows.length, total: this.blobs.length };
  }

  /** The record of a step, if there is one. */
  recordAt(step: number): StepRecord | undefined {
    return this.records[step - (this.records[0]?.step ?? 1)];
  }

  /** What was drawn is void for a reason outside the run (size, theme). */
  spoil(): void {
    this.isStale = true;
  }

  /**
   * Chooses the rows anew where it is time (`isHeld` = not now, they are being pointed at); true = what was drawn is void:
   * other rows, another scale, another run.
   */
  settleRows(capacity: number, isHeld: boolean): boolean {
    const { steps, top } = this;
    const isScaleNew = steps !== this.settled.steps || top !== this.settled.top || capacity !== this.settled.capacity;
    if (!isScaleNew && !this.isStale && !(this.isSortDue(isHeld) && this.isChoiceNew(capacity))) return false;
    this.rows = this.choose(capacity);
    this.isStale = false;
    this.settled = { steps, top, capacity, atMs: performance.now() };
    return true;
  }

  private isSortDue(isHeld: boolean): boolean {
    return this.view.order === 'worst' && !isHeld && performance.now() - this.settled.atMs > sortEveryMs;
  }

  private isChoiceNew(capacity: number): boolean {
    this.settled.atMs = performance.now();
    return this.choose(capacity).some(({ id }, row) => id !== this.rows[row]?.id);
  }

  private choose(capacity: number): BlobMark[] {
    return chooseRows(this.blobs, this.lastTerms, this.view.order, capacity);
  }
}
