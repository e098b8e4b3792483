import type { Tally } from '../ledger';
import type { TermSums } from '../losses/terms/termSums';
import type { BackendName, LossSettings } from '../settings';
import type { LossTerms } from '../terms';
import type { Triple } from '../volume';

/** The next training step, looked at before it is done: what it would be made of. */
export interface ExplainedStep {
  readonly facts: StepFacts;
  readonly arrays: StepArrays;
}

/** Its numbers, plain enough for JSON. */
export interface StepFacts {
  /** The step that would be next; 1 = the first. */
  readonly step: number;
  readonly backend: BackendName;
  readonly loss: LossSettings;
  readonly patch: PatchFacts;
  readonly explained: LossFacts;
  readonly update: UpdateFacts;
}

/** The patch that is shown. */
export interface PatchFacts {
  /** Whose batch it is of: the next step's, or that of a later one, seen by the weights of now. */
  readonly ofStep: number;
  /** How many steps' batches were looked through for a patch that holds a blob; 0 = it was the next step's first that was wanted. */
  readonly sought: number;
  /** The case that it was cut from; 0 = the one that was opened first. */
  readonly caseId: number;
  /** Voxels a side. */
  readonly size: number;
  /** Patches in the batch. */
  readonly count: number;
  /** The voxel of the scan at its lowest corner; negative where the scan is smaller than the patch. */
  readonly origin: Triple;
  readonly spacingMm: Triple;
  /** Whether patches are mirrored at random, so that this one may be. */
  readonly mayBeMirrored: boolean;
}

/** The loss of the batch and what it is made of, from the logits of the forward pass, in float64. */
export interface LossFacts {
  readonly terms: LossTerms;
  /** Which patch of the batch is shown, from 0. */
  readonly shown: number;
  /** Names of what is summed, in the order of the tallies. */
  readonly quantities: readonly string[];
  /** The blobs of the shown patch, ascending by id. */
  readonly blobs: readonly BlobFacts[];
  /** All of the shown patch that is in no blob. */
  readonly background: Tally & { readonly pull: PullFacts };
  /** What the global term of the shown patch is computed from; null for top-k, which ranks voxels. */
  readonly globalSums: TermSums | null;
  /** Of each patch of the batch. */
  readonly patches: readonly PatchTerms[];
  /** Of 'bicc': the means over the cells of the blobs and over those of the predicted components; else null. */
  readonly sides: { readonly blobs: number; readonly predicted: number } | null;
}

export interface BlobFacts {
  readonly id: number;
  readonly inside: Tally;
  /** Its Voronoi cell in the patch without itself. */
  readonly outside: Tally;
  /** Its part of the instance term (`LossValues`). */
  readonly term: number;
  /** What that is computed from; null where it has no term of its own. */
  readonly ownSums: TermSums | null;
  /** Of 'inverse_weighting': the weight of each of its voxels; else null. */
  readonly weight: number | null;
  readonly pull: PullFacts;
}

/** Sums of |dL/dlogit| over some voxels: under the global term with weight 1, the instance term with weight 1, and alpha and beta of both. */
export interface PullFacts {
  readonly global: number;
  readonly instance: number;
  readonly total: number;
}

export interface PatchTerms {
  readonly blobCount: number;
  readonly global: number;
  readonly instance: number;
}

/** What the step would do to the weights, computed by the backend in float32. */
export interface UpdateFacts {
  /** The terms as the step itself would tell them. */
  readonly terms: LossTerms;
  readonly learningRate: number;
  /** Euclidean length of the gradient by all weights. */
  readonly gradientNorm: number;
  /** The gradient is multiplied by this before it is used: 1, or less where it is too long. */
  readonly clip: number;
  /** Euclidean lengths of the change and of the weights before it; how many weights there are, and the largest change of one. */
  readonly changeNorm: number;
  readonly weightNorm: number;
  readonly weightCount: number;
  readonly largestChange: number;
  /** The terms of the same batch with the weights after the update. */
  readonly after: LossTerms;
}

/** Voxels of the shown patch: cubes, flat, x fastest. */
export interface StepArrays {
  /** Normalised intensities. */
  readonly scan: Float32Array<ArrayBuffer>;
  /** 0 = background. */
  readonly ids: Int32Array<ArrayBuffer>;
  /** The id of the nearest blob; 0 in a patch without blobs. */
  readonly cells: Int32Array<ArrayBuffer>;
  /** Before the update, 0..1. */
  readonly probability: Float32Array<ArrayBuffer>;
  /** dL/dlogit. */
  readonly gradient: Float32Array<ArrayBuffer>;
  /** Probability after the update. */
  readonly after: Float32Array<ArrayBuffer>;
}
