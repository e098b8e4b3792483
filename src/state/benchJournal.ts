import type { BenchMove } from '../protocol/benchCalls';

/**
 * The moves that stand on the bench of the scan worker, kept by the page: a fresh worker does them again. Follows what the worker says
 * became of each move, so that both know the same steps.
 */
export class BenchJournal {
  private done: BenchMove[] = [];
  private undone: BenchMove[] = [];

  /** The moves that make the prediction as it is, in order. */
  get standing(): readonly BenchMove[] {
    return this.done;
  }

  clear(): void {
    this.done = [];
    this.undone = [];
  }

  /** The worker has this and nothing else. */
  restart(move: BenchMove): void {
    this.done = [move];
    this.undone = [];
  }

  /** A fresh worker did all standing moves; it knows of none that was taken back. */
  replayed(): void {
    this.undone = [];
  }

  /** The worker did this move, or (not `isKept`) it left no step. */
  note(move: BenchMove, isKept: boolean): void {
    switch (move.kind) {
      case 'undo':
        if (isKept) shift(this.done, this.undone);
        return;
      case 'redo':
        if (isKept) shift(this.undone, this.done);
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
  }
}

function shift(from: BenchMove[], to: BenchMove[]): void {
  const move = from.pop();
  if (move) to.push(move);
}

function gestureOf(move: BenchMove | undefined): string | null {
  return move?.kind === 'edit' ? move.gesture : null;
}
