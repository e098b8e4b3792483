import type { BenchQuestion } from '../../core/bench/question';
import type { BenchMove, BenchReply } from '../../protocol/benchCalls';
import type { CallOptions } from '../../protocol/connect';
import type { Progress } from '../../protocol/scanCalls';
import type { ScanMemory } from '../scanMemory';
import type { Core } from '../wires';
import { BenchJournal } from './benchJournal';

/** The bench in the scan worker, as the page holds it: a fresh worker is told again what stood on it. */
export class HeldBench {
  private readonly journal = new BenchJournal();
  /** How many scan workers had ended when the bench was last answered: that one has it, later ones do not. */
  private knownAt = -1;

  constructor(
    private readonly scan: Core['scan'],
    private readonly memory: ScanMemory,
  ) {}

  /** Whether the worker that runs has the bench. */
  get isKnown(): boolean {
    return this.knownAt === this.scan.endings();
  }

  /** Has the moves done and the question answered; rejects with a CallError. Null = another case was opened before its turn came. */
  async send(
    moves: readonly BenchMove[],
    question: () => BenchQuestion,
    isReplaced: () => boolean,
    options: CallOptions<Progress> = {},
  ): Promise<BenchReply | null> {
    if (isReplaced()) return null;
    await this.memory.whenCaseKnown();
    const isForgotten = !this.isKnown;
    const known = isForgotten ? this.journal.standing : [];
    const reply = await this.scan.call('bench', { moves: [...known, ...moves], question: question() }, options);
    if (isForgotten) this.journal.replayed();
    this.knownAt = this.scan.endings();
    return { ...reply, kept: reply.kept.slice(known.length) };
  }

  /** Keeps what became of these moves. */
  note(moves: readonly BenchMove[], { kept }: BenchReply): void {
    moves.forEach((move, n) => {
      this.journal.note(move, kept[n]);
    });
  }

  /** From now on a fresh worker would begin with what was carried over. */
  keepCarried({ answer: { start }, volumes: { probability } }: BenchReply): void {
    if (probability) this.journal.restart({ kind: 'begin', from: { kind: 'kept', start, probability } });
  }

  /** The worker keeps the prediction, but not how it came about. */
  forgetPast(): void {
    this.journal.clear();
    this.knownAt = this.scan.endings();
  }

  forget(): void {
    this.journal.clear();
    this.knownAt = -1;
  }
}
