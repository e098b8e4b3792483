import type { BenchAnswer, BenchVolumes } from '../core/bench/answer';
import type { Edit, PresetId, Start } from '../core/bench/edits/edit';
import type { BenchQuestion } from '../core/bench/question';
import type { RuleRow } from '../core/metrics/report';
import type { Sweep } from '../core/metrics/sweep';

/** What a prediction on the bench begins as, with what is needed to make it. */
export type BenchBeginning =
  | { readonly kind: 'perfect' | 'missed' }
  | { readonly kind: 'preset'; readonly preset: PresetId }
  /** Probability of foreground per voxel of the case, 0..1, of a lane after `step` steps. */
  | { readonly kind: 'lane'; readonly step: number; readonly probability: Float32Array }
  | { readonly kind: 'file'; readonly file: File }
  /** What an earlier worker had on its bench, as probability. */
  | { readonly kind: 'kept'; readonly start: Start; readonly probability: Float32Array };

/** One touch. */
export type BenchMove =
  | { readonly kind: 'begin'; readonly from: BenchBeginning }
  /** Edits of one gesture that follow one another count as one, the newest of them. */
  | { readonly kind: 'edit'; readonly edit: Edit; readonly gesture: string | null }
  | { readonly kind: 'undo' | 'redo' | 'reset' };

export interface BenchAsk {
  /** Done in this order. One that is refused is left out; the reply says why. */
  readonly moves: readonly BenchMove[];
  readonly question: BenchQuestion;
}

export interface BenchReply {
  readonly answer: BenchAnswer;
  readonly volumes: BenchVolumes;
  /** By move: whether it left a step, or took one back. False for edits that changed nothing, and for what was refused. */
  readonly kept: readonly boolean[];
  /** Why the last refused move was refused; null = none was. */
  readonly refusal: string | null;
  /** Sentences about a file that was read: what was odd and what was done about it. */
  readonly remarks: readonly string[];
}

/** Questions about the prediction as it stands that take longer than an answer may. */
export type StudyKind = 'rules' | 'sweep';

export interface StudyAsk {
  readonly kind: StudyKind;
  readonly question: BenchQuestion;
}

export type StudyReply =
  /** Every matching rule on this prediction. */
  | { readonly kind: 'rules'; readonly rules: readonly RuleRow[] }
  /** The chosen rule at every threshold. */
  | { readonly kind: 'sweep'; readonly sweep: Sweep };
