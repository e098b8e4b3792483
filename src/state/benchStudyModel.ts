import type { RuleRow } from '../core/metrics/report';
import type { Sweep } from '../core/metrics/sweep';

/** A longer question about the prediction: how far its answer is, and the last one, with what it belongs to (see `studyKey`). */
export interface Study<Result> {
  /** 0..1 while it is being answered; null = it is not. */
  readonly fraction: number | null;
  readonly result: Result | null;
  readonly key: string | null;
  /** Why there is no newer answer, one sentence; null = nothing went wrong. */
  readonly failure: string | null;
  /** With what the user stopped it: it is not asked again by itself until something changes. */
  readonly stopped: string | null;
}

/** What can be stopped: a longer question, or the measuring of the metrics that cost distances. */
export type StudyName = keyof BenchStudies;

export interface BenchStudies {
  readonly rules: Study<readonly RuleRow[]>;
  readonly sweep: Study<Sweep>;
  /** Its results stand with the answer (`Bench.slow`). */
  readonly metrics: Study<null>;
}
