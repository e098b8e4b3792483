/** The values of one training step (or of one evaluation), for a batch: means as the loss defines them. */
export interface LossTerms {
  readonly global: number;
  /** The instance term: blob loss or what the scheme puts in its place. */
  readonly blob: number;
  /** alpha * global + beta * blob, with the alpha and beta of that step. */
  readonly total: number;
  /** Ids of the blobs present, ascending, and their own parts of the instance term (mean over the batch elements that hold the blob). */
  readonly blobIds: readonly number[];
  readonly blobTerms: readonly number[];
}

/** What a lane tells of one step. */
export interface StepRecord extends LossTerms {
  /** 1 for the first step. */
  readonly step: number;
  readonly alpha: number;
  readonly beta: number;
  readonly learningRate: number;
  readonly elapsedMs: number;
  /** The case that its patches were cut from, and that its blobs are of, where that is not the one that was opened first (0). */
  readonly caseId?: number;
}

/** How a thresholded prediction of the whole scan compares with the mask. A ratio 0/0 is null ("undefined"). */
export interface Scores {
  readonly threshold: number;
  readonly dice: number | null;
  /** Instance counts, any overlap of at least one voxel, components 26-connected unless the case says otherwise. */
  readonly foundBlobs: number;
  readonly missedBlobs: number;
  readonly predictedBlobs: number;
  /** Predicted components that touch no blob. */
  readonly falseBlobs: number;
  readonly sensitivity: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
  /** Per blob, index = id - 1. */
  readonly perBlob: readonly BlobScore[];
}

export interface BlobScore {
  readonly id: number;
  readonly isFound: boolean;
  /** Share of its voxels predicted, 0..1. */
  readonly recall: number;
  readonly meanProbability: number;
}

/** Outcome of a voxel in the overlay of a scored prediction. */
export const outcome = { background: 0, truePositive: 1, falsePositive: 2, falseNegative: 3 } as const;
