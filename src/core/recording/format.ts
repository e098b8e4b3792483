import type { Connectivity } from '../case';
import type { PhantomSettings } from '../phantoms/settings';
import type { RunEvent } from '../runEvents';
import type { BackendName, LossSettings, TrainSettings } from '../settings';
import type { Scores, StepRecord } from '../terms';
import type { Dims, Triple } from '../volume';

/** The newest version that is read. Runs of one case are written as version 1, which older pages read too. */
export const recordingVersion = 2;

/** A training of one or more lanes as it was, enough to look at it again and to go on from its checkpoints. */
export interface Recording {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** The one that was opened first. */
  readonly case: RecordedCase;
  /** Where the run had several cases. */
  readonly further?: RecordedFurther;
  readonly lanes: readonly RecordedLane[];
}

/** What a run learned from or was validated on beside the case that was opened first, and what that one was for. */
export interface RecordedFurther {
  readonly homeRole: 'train' | 'validate' | 'off';
  readonly cases: readonly RecordedFurtherCase[];
}

export interface RecordedFurtherCase extends RecordedCase {
  /** What records and predictions call it; 0 is the case that was opened first. */
  readonly id: number;
  readonly role: 'train' | 'validate';
}

/** What the lanes learned from. The scan itself is not in it: a built-in case is made again, files have to be opened beside it. */
export interface RecordedCase {
  readonly name: string;
  readonly phantom: PhantomSettings | null;
  readonly dims: Dims;
  readonly spacingMm: Triple;
  readonly connectivity: Connectivity;
  /** Of each blob, by id. */
  readonly blobVoxels: readonly number[];
}

export interface RecordedLane {
  readonly id: string;
  readonly settings: TrainSettings;
  readonly backend: BackendName;
  readonly events: readonly RunEvent[];
  /** From step 1, without a hole. */
  readonly records: readonly StepRecord[];
  readonly predictions: readonly RecordedPrediction[];
  /** Of the further cases. */
  readonly validations?: readonly { readonly caseId: number; readonly predictions: readonly RecordedPrediction[] }[];
  readonly checkpoints: readonly { readonly step: number; readonly bytes: ArrayBuffer }[];
}

export interface RecordedPrediction {
  readonly step: number;
  readonly elapsedMs: number;
  readonly scores: Scores;
  /** One level (`levels.ts`) per voxel. */
  readonly levels: Uint8Array;
}

/** A recording without its numbers, which follow it as bytes: what is in the file's JSON. */
export interface RecordingHeader extends Omit<Recording, 'lanes'> {
  readonly format: 'blobscope-recording';
  readonly version: number;
  readonly lanes: readonly LaneHeader[];
}

export interface LaneHeader extends Pick<RecordedLane, 'id' | 'settings' | 'backend'> {
  /** Changes of the loss alone, for pages that know no other events. */
  readonly changes: readonly { readonly step: number; readonly loss: LossSettings }[];
  /** Recordings that were made before there were other events have none. */
  readonly events?: readonly RunEvent[] | undefined;
  readonly stepCount: number;
  /** How many blobs have a term, over all steps. */
  readonly termCount: number;
  readonly predictions: readonly PredictionHeader[];
  readonly validations?: readonly { readonly caseId: number; readonly predictions: readonly PredictionHeader[] }[];
  readonly checkpoints: readonly { readonly step: number; readonly byteCount: number }[];
}

export type PredictionHeader = Omit<RecordedPrediction, 'levels'> & { readonly byteCount: number };
