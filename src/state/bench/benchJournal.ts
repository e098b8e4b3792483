import type { BenchMove } from '../../protocol/benchCalls';

/** Predictions that were begun with take at most so much together; as much as the worker's own steps. */
const mostBytes = 128e6;

/**
 * The moves that stand on the bench of the scan worker, kept by the page: a fresh worker does them again. Follows what the worker says
 * became of each move, so that both know the same steps; but for the oldest, where much was begun with: a fresh worker has a shorter past then.
 */
export class BenchJournal {
  private done: BenchMove[] = [];
  private undone: BenchMove[] = [];
  /** So many moves that are not known here any more were taken back. */
  private undoneBefore = 0;

  /** The moves that make the prediction as it is, in order. */
  get standing(): readonly BenchMove[] {
    return this.done;
  }

  clear(): void {
    this.done = [];
    this.undone = [];
    this.undoneBefore = 0;
  }

  /** The worker has this and nothing else. */
  restart(move: BenchMove): void {
    this.clear();
    this.done = [move];
  }

  /** A fresh worker did all standing moves; it knows of none that was taken back. */
  replayed(): void {
    this.undone = [];
    this.undoneBefore = 0;
  }

  /** The worker did this move, or (not `isKept`) it left no step. */
  note(move: BenchMove, isKept: boolean): void {
    switch (move.kind) {
      case 'undo':
        if (isKept && this.done.length === 0) this.undoneBefore += 1;
        else if (isKept) shift(this.done, this.undone);
        return;
      case 'redo':
        if (isKept && this.undoneBefore > 0) this.undoneBefore -= 1;
        else if (isKept) shift(this.undone, this.done);
        return;
      case 'edit':
        if (move.gesture !== null && gestureOf(this.done.at(-1)) === move.gesture) this.done.pop();
        break;
      case 'begin':
      case 'reset':
        break;
      default:
        move satisfies never;
    }
    if (!isKept) return;
    this.done.push(move);
    this.undone = [];
    this.undoneBefore = 0;
    this.letGo();
  }

  /** Without the move that begins a prediction nothing that was done to it can be done again. */
  private letGo(): void {
    while (this.done.reduce((sum, move) => sum + bytesOf(move), 0) > mostBytes) {
      const next = this.done.findIndex(({ kind }, at) => kind === 'begin' && at > 0);
      if (next < 0) return;
      this.done = this.done.slice(next);
    }
  }
}

function bytesOf(move: BenchMove): number {
  return move.kind === 'begin' && 'probability' in move.from ? move.from.probability.byteLength : 0;
}

function shift(from: BenchMove[], to: BenchMove[]): void {
  const move = from.pop();
  if (move) to.push(move);
}

function gestureOf(move: BenchMove | undefined): string | null {
  return move?.kind === 'edit' ? move.gesture : null;
}
