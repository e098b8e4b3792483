import type { BenchAnswer, BenchVolumes } from './answer';
import { answerQuestion, type Followed } from './answerQuestion';
import type { BenchCase } from './benchCase';
import { FollowingCells } from './cells/followingCells';
import { checkQuestion } from './checkQuestion';
import type { Edit, Start } from './edits/edit';
import { type Attempt, TouchedPrediction } from './edits/touched';
import { createReference } from './evaluate';
import { FollowingPrediction } from './following/followingPrediction';
import { FollowingSums } from './following/sums';
import { FollowingHardest } from './hardest/followingHardest';
import { prepareAnswer } from './prepareAnswer';
import type { BenchQuestion } from './question';
import { checkComponents } from './tooMany';

export interface FullAnswer {
  readonly answer: BenchAnswer;
  readonly volumes: BenchVolumes;
}

/**
 * A case with a prediction that can be touched and asked about. Sums over the rows of the ledger and components follow each change, so
 * the cost of an answer follows what was touched and the number of blobs. `nowMs` = a clock.
 */
export class Bench {
  private readonly touched: TouchedPrediction;
  private readonly sums: FollowingSums;
  private readonly hardest: FollowingHardest;
  private readonly reference: ReturnType<typeof createReference>;
  private readonly cells: FollowingCells;
  private prediction: FollowingPrediction | null = null;
  /** Cut at 0.5, where the prediction above is not. */
  private other: FollowingPrediction | null = null;
  /** What the touches since the last answer took. */
  private editMs = 0;
  /** What was done beforehand for the answer to come. */
  private preparedMs = 0;

  constructor(
    private readonly benchCase: BenchCase,
    start: Start,
    logits: Float32Array,
    private readonly nowMs: () => number,
  ) {
    this.reference = createReference(benchCase);
    this.sums = new FollowingSums(benchCase, logits);
    this.hardest = new FollowingHardest(benchCase, logits);
    this.cells = new FollowingCells(benchCase, logits);
    this.touched = new TouchedPrediction(benchCase, start, logits, {
      change: (change) => {
        this.sums.change(change);
        this.hardest.change(change);
        this.cells.change(change);
        this.prediction?.change(change);
        this.other?.change(change);
      },
      restart: (fresh) => {
        this.sums.restart(fresh);
        this.hardest.restart(fresh);
        this.cells.restart(fresh);
        this.prediction = null;
        this.other = null;
      },
    });
  }

  get logits(): Float32Array {
    return this.touched.logits;
  }

  get start(): Start {
    return this.touched.start;
  }

  /**
   * False = it changed nothing, and left no step. Edits of one gesture that follow one another count as one. Throws InputError, with
   * nothing changed, on an edit that the case does not allow.
   */
  edit(edit: Edit, gesture: string | null = null): boolean {
    return this.touch(() => this.touched.edit(edit, gesture));
  }

  /** Another beginning, as a step that can be taken back. */
  begin(start: Start, logits: Float32Array): void {
    this.touch(() => this.touched.begin(start, logits));
  }

  /** False = there is nothing to take back. */
  undo(): boolean {
    return this.touch(() => this.touched.undo());
  }

  redo(): boolean {
    return this.touch(() => this.touched.redo());
  }

  /** Back to what it began as, as a step that can be taken back. */
  reset(): void {
    this.touch(() => this.touched.reset());
  }

  /** Takes the newest step back as if it had never been. */
  forget(): void {
    this.touch(() => this.touched.forget());
  }

  /** What is done from now on can be rolled back as if it had never been; what it replaced is then summed up anew when it is next asked about. */
  attempt(): Attempt {
    return this.touched.attempt();
  }

  /** Throws InputError, with nothing changed, on a question that cannot be answered. */
  ask(question: BenchQuestion): FullAnswer {
    checkQuestion(this.benchCase, question);
    const startedMs = this.nowMs();
    const prediction = this.predictionFor(question);
    const componentsMs = this.nowMs() - startedMs;
    const { touched, nowMs, editMs, preparedMs } = this;
    const full = answerQuestion(this.followedAs(prediction), question, nowMs);
    this.editMs = 0;
    this.preparedMs = 0;
    const totalMs = editMs + preparedMs + this.nowMs() - startedMs;
    const { revision, start, lastEdit, canUndo, canRedo } = touched;
    const metricsMs = full.timing.metricsMs + preparedMs;
    const timing = { ...full.timing, metricsMs, editMs, componentsMs, totalMs };
    return { answer: { ...full.answer, revision, start, lastEdit, canUndo, canRedo, timing }, volumes: full.volumes };
  }

  /**
   * Does what takes long of the answer to a question in steps, which tell how far it is, 0..1: `ask` then finds it done. May be left off at any
   * step. Throws as `ask` does.
   */
  *preparing(question: BenchQuestion): Generator<number, void> {
    this.preparedMs = 0;
    let sinceMs = this.nowMs();
    for (const fraction of prepareAnswer(this.followed(question), question)) {
      this.preparedMs += this.nowMs() - sinceMs;
      yield fraction;
      sinceMs = this.nowMs();
    }
    this.preparedMs += this.nowMs() - sinceMs;
  }

  /** The prediction with what follows it, for questions that take longer than an answer may. Throws as `ask` does. */
  followed(question: BenchQuestion): Followed {
    checkQuestion(this.benchCase, question);
    return this.followedAs(this.predictionFor(question));
  }

  private followedAs(prediction: FollowingPrediction): Followed {
    const { benchCase, touched, sums, hardest, cells, reference } = this;
    const { logits } = touched;
    this.other = prediction.threshold === 0.5 ? null : (this.other ?? new FollowingPrediction(benchCase, logits, 0.5));
    const atHalf = this.other ?? prediction;
    return { benchCase, logits, sums, hardest, cells, atHalf, prediction, reference };
  }

  private touch<Result>(work: () => Result): Result {
    const startedMs = this.nowMs();
    const result = work();
    this.editMs += this.nowMs() - startedMs;
    return result;
  }

  /** What follows, or what is fresh for another threshold. */
  private predictionFor({ threshold, instances: { connectivity } }: BenchQuestion): FollowingPrediction {
    const known = this.prediction;
    const prediction =
      known?.threshold === threshold ? known : new FollowingPrediction(this.benchCase, this.touched.logits, threshold);
    checkComponents(prediction.labelled(connectivity).count, threshold);
    this.prediction = prediction;
    return prediction;
  }
}
