import type { BenchMove } from '../../protocol/benchCalls';

/** What one call to the bench is for. */
export interface BenchErrand {
  /** What is to be done to the prediction, in order; none where only its question is asked. */
  readonly moves: readonly BenchMove[];
  /** The prediction is carried over to blobs that were labelled anew. */
  readonly isCarrying: boolean;
  /** Only the metrics that cost distances are asked. */
  readonly isMeasuring: boolean;
}

/** What is wanted of the bench, until its next call takes it along. */
export class BenchWants {
  /** The question, answered anew. */
  isAnswer = false;
  /** The metrics that cost distances. */
  isMeasuring = false;
  /** The prediction, carried over. */
  isCarrying = false;
  private moves: BenchMove[] = [];

  get isAny(): boolean {
    return this.isCarrying || this.isMeasuring || this.isNew;
  }

  /** Whether anything is wanted that the numbers shown do not answer. */
  get isNew(): boolean {
    return this.moves.length > 0 || this.isAnswer;
  }

  /** Wants a move done behind all others; of the edits of one gesture only the newest is. */
  add(move: BenchMove): void {
    const last = this.moves.at(-1);
    const isSameGesture =
      move.kind === 'edit' && move.gesture !== null && last?.kind === 'edit' && last.gesture === move.gesture;
    if (isSameGesture) this.moves.pop();
    this.moves.push(move);
  }

  /** What is done next. Whatever is carried over, or is done to the prediction, comes with an answer: so the metrics wait for both. */
  take(): BenchErrand {
    const { isCarrying } = this;
    const moves = isCarrying ? [] : this.takeMoves();
    const isMeasuring = this.isMeasuring && moves.length === 0 && !this.isAnswer && !isCarrying;
    this.isCarrying = false;
    this.isAnswer = false;
    this.isMeasuring = false;
    return { moves, isCarrying, isMeasuring };
  }

  /** Moves that were taken and not done come first again. */
  putBack(moves: readonly BenchMove[]): void {
    this.moves = [...moves, ...this.moves];
    this.isAnswer = true;
  }

  dropMoves(): void {
    this.moves = [];
  }

  clear(): void {
    this.dropMoves();
    this.isAnswer = false;
    this.isMeasuring = false;
    this.isCarrying = false;
  }

  /** In one call that can be stopped as a whole: a beginning with the touches that follow it, or touches alone. */
  private takeMoves(): readonly BenchMove[] {
    const next = this.moves.findIndex(({ kind }, at) => at > 0 && kind === 'begin');
    return this.moves.splice(0, next < 0 ? this.moves.length : next);
  }
}
