import type { BenchQuestion } from '../../core/bench/question';
import type { BenchMove, BenchReply, StudyKind, StudyReply } from '../../protocol/benchCalls';
import { CallError, type CallOptions } from '../../protocol/connect';
import type { Progress } from '../../protocol/scanCalls';
import type { Turns } from '../../protocol/turns';
import type { Failure } from '../../protocol/wire';
import { isSlow, questionOf, slowKey } from '../benchQuestion';
import { noStudies } from '../benchStudies';
import type { StudyName } from '../benchStudyModel';
import type { ScanMemory } from '../scanMemory';
import { benchFailure } from '../sentence';
import { addNotice, dropNotice } from '../store';
import type { Core } from '../wires';
import { BenchPace } from './benchPace';
import { putStudy, showAnswer, showProgress, showRefusal, showStopped, showWaiting } from './benchShown';
import { type BenchErrand, BenchWants } from './benchWants';
import { HeldBench } from './heldBench';

/**
 * Where the page and the bench of the scan worker meet. One question is on its way at a time; what is touched meanwhile waits and goes
 * with the next, and of the edits of one gesture only the newest does. So a dragged slider never queues.
 */
export class BenchDesk {
  private readonly wants = new BenchWants();
  private isAsking = false;
  private rest: ReturnType<typeof setTimeout> | undefined;
  /** Stops the longer question that is being answered. */
  private studying: AbortController | null = null;
  /** Stops what is being done to the prediction. */
  private doing: AbortController | null = null;
  /** Stops the metrics that cost distances, where they are measured by themselves. */
  private measuring: AbortController | null = null;
  private readonly pace = new BenchPace();
  private readonly held: HeldBench;

  constructor(
    private readonly core: Core,
    memory: ScanMemory,
    private readonly inTurn: Turns,
  ) {
    this.held = new HeldBench(core.scan, memory);
  }

  /** Wants this done. */
  touch(move: BenchMove): void {
    this.wants.add(move);
    void this.work();
  }

  /** Wants the question answered anew. */
  ask(): void {
    if (this.core.store.getState().bench.phase !== 'open') return;
    this.wants.isAnswer = true;
    void this.work();
  }

  /**
   * Asks the worker a longer question about the prediction as it stands. Rejects with a CallError, of the kind 'cancelled' where something
   * was touched meanwhile; null = it was not asked, for the same reason.
   */
  study(kind: StudyKind, onProgress: (progress: Progress) => void): Promise<StudyReply | null> {
    const { store, scan } = this.core;
    const { caseRevision } = store.getState();
    const isReplaced = () => store.getState().caseRevision !== caseRevision;
    this.studying?.abort();
    // What is measured goes on where it left off, once this is answered.
    this.measuring?.abort();
    this.studying = new AbortController();
    const { signal } = this.studying;
    return this.inTurn(async () => {
      if (signal.aborted || isReplaced() || store.getState().bench.phase !== 'open') return null;
      if (!this.held.isKnown) await this.held.send([], () => questionOf(store.getState(), false), isReplaced);
      const question = questionOf(store.getState(), false);
      return signal.aborted ? null : scan.call('benchStudy', { kind, question }, { onProgress, signal });
    });
  }

  /** Stops what is being answered; another question waits for its turn, and so does what is stopped too late. */
  stop(name: StudyName): void {
    if (name === 'metrics') this.measuring?.abort();
    else this.studying?.abort();
  }

  /** Stops what is being done to the prediction, a beginning as a rule; what was there before stays, and what waits is let go. */
  stopDoing(): void {
    this.doing?.abort();
  }

  /** Measures the metrics that cost distances now, also where that was stopped. */
  measure(): void {
    putStudy(this.core.store, 'metrics', { stopped: null });
    this.askSlowly();
  }

  /** Another case is open: there is no bench any more. */
  close(): void {
    this.forget();
    if (this.core.store.getState().bench.phase !== 'closed') this.core.store.setState({ bench: { phase: 'closed' } });
  }

  /** The blobs of the open case were labelled anew: the prediction stays on the bench, without its history. */
  carryOver(): void {
    const { store } = this.core;
    const isThere = store.getState().bench.phase === 'open' && this.held.isKnown;
    this.forget();
    if (!isThere) {
      this.close();
      return;
    }
    this.held.forgetPast();
    this.wants.isCarrying = true;
    store.setState({ bench: { phase: 'opening', what: 'Cutting the scan into cells', fraction: 0 } });
    void this.work();
  }

  private forget(): void {
    clearTimeout(this.rest);
    this.studying?.abort();
    this.measuring?.abort();
    this.wants.clear();
    this.held.forget();
    this.core.vault.bench = null;
    this.core.store.setState({ benchStudies: noStudies });
  }

  private async work(): Promise<void> {
    this.studying?.abort();
    this.measuring?.abort();
    showWaiting(this.core.store, this.wants.isNew);
    if (this.isAsking) return;
    this.isAsking = true;
    clearTimeout(this.rest);
    try {
      while (this.wants.isAny) await this.askOnce();
    } finally {
      this.isAsking = false;
    }
    this.rest = setTimeout(() => this.askSlowly(), this.pace.rest(this.core.store.getState().benchSettings));
  }

  private askSlowly(): void {
    const { bench, benchSettings, benchStudies } = this.core.store.getState();
    if (bench.phase !== 'open' || !benchSettings.metrics.some(isSlow)) return;
    const key = slowKey(benchSettings, bench.answer.revision);
    if (bench.slow?.key === key || benchStudies.metrics.stopped === key) return;
    this.wants.isMeasuring = true;
    void this.work();
  }

  private async askOnce(): Promise<void> {
    const { store } = this.core;
    const { caseRevision } = store.getState();
    const errand = this.wants.take();
    const { moves, isCarrying, isMeasuring } = errand;
    const isFull = isMeasuring || this.pace.isAtOnce(moves, store.getState().benchSettings);
    const doing = isCarrying || moves.length > 0 ? new AbortController() : null;
    this.doing = doing;
    const isReplaced = () => store.getState().caseRevision !== caseRevision;
    try {
      const question = () => ({ ...questionOf(store.getState(), isFull), ...(isCarrying && { probability: true }) });
      const reply = await this.inTurn(() =>
        isMeasuring
          ? this.sendMeasuring(question, isReplaced)
          : this.held.send(moves, question, isReplaced, told(store, doing)),
      );
      if (!reply || isReplaced()) return;
      if (isCarrying) this.held.keepCarried(reply);
      this.take(moves, reply, isFull);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (!isReplaced()) this.takeFailure(error.failure, errand);
    } finally {
      this.doing = null;
      if (store.getState().benchWork) store.setState({ benchWork: null });
    }
  }

  private takeFailure({ kind, message }: Failure, { moves, isCarrying, isMeasuring }: BenchErrand): void {
    const isStopped = kind === 'cancelled';
    // Stopped, for a touch or by the user; nothing was touched by it.
    if (isMeasuring && isStopped) return;
    if (isStopped && this.doing?.signal.aborted) this.leaveOff(isCarrying);
    else if (isCarrying) this.close();
    // Stopped for the sake of an opening that came to nothing: asked again.
    else if (isStopped) this.wants.putBack(moves);
    else showRefusal(this.core.store, benchFailure({ kind, message }));
  }

  /** The user has stopped it: the worker has what it had before, and so has the page. */
  private leaveOff(isCarrying: boolean): void {
    const { store } = this.core;
    if (isCarrying) this.forget();
    this.wants.dropMoves();
    if (store.getState().bench.phase !== 'open') this.wants.isAnswer = false;
    showStopped(store);
  }

  /** The metrics that cost distances by themselves: a touch stops them, and so can the user. */
  private async sendMeasuring(question: () => BenchQuestion, isReplaced: () => boolean): Promise<BenchReply | null> {
    const { store } = this.core;
    const measuring = new AbortController();
    this.measuring = measuring;
    putStudy(store, 'metrics', { fraction: 0 });
    try {
      return await this.held.send([], question, isReplaced, {
        onProgress: ({ fraction }) => putStudy(store, 'metrics', { fraction }),
        signal: measuring.signal,
      });
    } finally {
      this.measuring = null;
      putStudy(store, 'metrics', { fraction: null });
    }
  }

  private take(moves: readonly BenchMove[], reply: BenchReply, isFull: boolean): void {
    const { store, vault } = this.core;
    this.held.note(moves, reply);
    if (moves.some(({ kind }, n) => kind === 'begin' && reply.kept[n])) dropNotice(store, 'prediction');
    if (reply.remarks.length > 0) addNotice(store, 'info', reply.remarks.join(' '), 'prediction');
    vault.bench = reply.volumes;
    if (isFull) this.pace.learn(reply.answer.timing.totalMs, store.getState().benchSettings);
    showAnswer(store, reply, { isFull, isWaiting: this.wants.isNew });
  }
}

/** What is done tells how far it is, and can be stopped; a question alone (`doing` null) does neither. */
function told(store: Core['store'], doing: AbortController | null): CallOptions<Progress> {
  return doing ? { onProgress: (progress) => showProgress(store, progress), signal: doing.signal } : {};
}
