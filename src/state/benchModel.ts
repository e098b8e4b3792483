import type { BenchAnswer, BenchMetric } from '../core/bench/answer';
import type { Edit, PresetId } from '../core/bench/edits/edit';
import type { BenchQuestion, HeatKind } from '../core/bench/question';
import type { StudyKind } from '../protocol/benchCalls';
import type { StudyName } from './benchStudyModel';
import type { LaneId } from './laneId';

/** The prediction that can be touched; its arrays lie in the vault under `bench`. */
export type Bench =
  | { readonly phase: 'closed' }
  | { readonly phase: 'opening'; readonly what: string; readonly fraction: number }
  /** Nothing is open, for this reason: one sentence. */
  | { readonly phase: 'failed'; readonly message: string }
  | {
      readonly phase: 'open';
      readonly answer: BenchAnswer;
      /** Rises with each answer; the arrays in the vault belong to it. */
      readonly revision: number;
      /** What was asked last is not answered yet: the numbers shown are those before. */
      readonly isWaiting: boolean;
      /** Why the last intent did nothing, one sentence; null = it did. */
      readonly refusal: string | null;
      /** Metrics that cost distances, as they were when there was time for them; what they belong to says `slowKey`. */
      readonly slow: { readonly metrics: readonly BenchMetric[]; readonly key: string } | null;
    };

/** What is being done to an open prediction, where that takes time. */
export interface BenchWork {
  readonly what: string;
  /** 0..1 */
  readonly fraction: number;
}

/** From where `startBench` begins. */
export type BenchOrigin = 'perfect' | 'missed' | { readonly lane: LaneId };

/** Where an edit belongs to a gesture (a slider or a brush on its way), it takes the place of the gesture's edit before. */
export interface EditOptions {
  readonly gesture?: string;
}

/** Intents about the bench; none throws: failures become the `message` of a failed bench, or the `refusal` of an open one. */
export interface BenchActions {
  /** Begins a prediction anew, as one step that can be undone where a bench is open. A lane must have predicted. */
  startBench(from: BenchOrigin): void;
  editBench(edit: Edit, options?: EditOptions): void;
  undoBench(): void;
  redoBench(): void;
  /** Back to what the prediction began as. */
  resetBench(): void;
  /** Changes parts of the question; of quick changes only the newest is answered. Volumes are made for the overlay that is shown. */
  setBench(change: BenchChange): void;
  /** `three_of_sixteen` opens a case of its own. */
  loadPreset(preset: PresetId): void;
  /** A prediction of the open case, binary or probabilities. */
  openPrediction(file: File): void;
  /** Asks a longer question about the prediction as it stands; any touch stops it. */
  studyBench(kind: StudyKind): void;
  /** Measures the metrics that cost distances now, also where that was stopped. */
  measureBench(): void;
  /** Stops a longer question, or the measuring; it is not asked again by itself until something changes. */
  stopBenchStudy(name: StudyName): void;
  /** Stops what is being done to the prediction; it stays as it was before. */
  stopBench(): void;
  setBrush(change: Partial<Brush>): void;
  showBenchPart(part: BenchPart): void;
  /** Looks at the predicted component that holds this voxel (its place in the arrays of the case); a blob is then no longer selected. Null = at none. */
  selectComponent(voxel: number | null): void;
  /** The next or previous of the listed false components; asks for the list where it is not there yet. */
  stepFalse(by: 1 | -1): void;
}

/** What the panel of the bench shows. */
export type BenchPart = 'touch' | 'loss' | 'metrics';

/** What a drag in a slice does to the prediction. */
export interface Brush {
  /** 'off' = it moves the crosshair. */
  readonly mode: 'off' | 'paint' | 'erase';
  /** Voxels. */
  readonly radius: number;
  /** A ball reaches into the slices beside; a flat brush stays in its own. */
  readonly isBall: boolean;
}

export const defaultBrush: Brush = { mode: 'off', radius: 3, isBall: false };

/** What the user has chosen to ask; whether a volume is made, the overlay decides. */
export interface BenchSettings extends Omit<BenchQuestion, 'probability' | 'heat' | 'falseComponents'> {
  /** Whose gradient the overlay "heat" shows. */
  readonly heat: HeatKind;
}

/** Parts of the settings; those of `loss` and `instances` may be given in part too. */
export type BenchChange = Partial<Omit<BenchSettings, 'loss' | 'instances'>> & {
  readonly loss?: Partial<BenchQuestion['loss']>;
  readonly instances?: Partial<BenchQuestion['instances']>;
};
