/** The criteria a loss can be built on. */
export const baseLosses = [
  'dice',
  'dice_squared',
  'jaccard',
  'bce',
  'dice_bce',
  'focal',
  'tversky',
  'focal_tversky',
  'top_k',
  'generalised_dice',
] as const;
export type BaseLoss = (typeof baseLosses)[number];

/** How the instance term looks at the blobs: one at a time, by Voronoi cells (of the blobs; of blobs and predicted components), or by weights. */
export const schemes = ['blob', 'cc', 'bicc', 'inverse_weighting', 'component_adaptive'] as const;
export type Scheme = (typeof schemes)[number];

/**
 * How the other blobs are hidden from a blob's own term: their probability becomes 0, or their logit 0 (p = 0.5), or not at all
 * (they stay, and count as background: the control).
 */
export const maskings = ['probability', 'logit', 'none'] as const;
export type Masking = (typeof maskings)[number];

/** L = alpha * L_global + beta * L_instance, both built on the base; the scheme decides what L_instance is. */
export interface LossSettings {
  readonly scheme: Scheme;
  readonly base: BaseLoss;
  readonly alpha: number;
  readonly beta: number;
  /** Of the scheme 'blob'. */
  readonly masking: Masking;
  /** Added to numerator and denominator of every ratio. */
  readonly smooth: number;
  /** Tversky weights of false positives and false negatives. */
  readonly tverskyFp: number;
  readonly tverskyFn: number;
  readonly focalGamma: number;
  /** Class weight of the focal loss: a foreground voxel weighs alpha, a background voxel 1 - alpha; null = both 1. */
  readonly focalAlpha: number | null;
  /** The focal Tversky loss is the Tversky loss to this power. */
  readonly focalTverskyGamma: number;
  /** Percent of the voxels that count, the hardest ones. */
  readonly topKPercent: number;
  /** Weight of the predicted components' cells in 'bicc', 0..1; the rest is that of the blobs' cells. */
  readonly biccAlpha: number;
  /** The beta of the asymmetric similarity loss, which is the Tversky loss of 'inverse_weighting': recall counts so many times as much as precision. */
  readonly aslBeta: number;
  /** Weight of a background voxel in 'component_adaptive'. */
  readonly backgroundWeight: number;
}

export type Schedule = 'constant' | 'poly' | 'cosine';
export type BackendName = 'webgpu' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;

export interface NetworkSettings {
  readonly levels: 2 | 3;
  /** Channels of the first level; doubled at each level. */
  readonly baseWidth: number;
  readonly upsampling: 'learned' | 'nearest';
}

export interface PatchSettings {
  /** Voxels per side of the cubic patch; a multiple of 2^(levels-1). */
  readonly size: number;
  readonly batchSize: number;
  /** How often a patch is centred on a foreground voxel, 0..1. */
  readonly foregroundShare: number;
  readonly flips: boolean;
}

/** Everything that decides a training run; with the scan and the backend, it decides every number of it. */
export interface TrainSettings {
  readonly seed: number;
  readonly steps: number;
  readonly network: NetworkSettings;
  readonly patch: PatchSettings;
  readonly learningRate: number;
  readonly schedule: Schedule;
  readonly warmupSteps: number;
  readonly loss: LossSettings;
  /** A whole-scan prediction every so many steps; 0 = only when asked. */
  readonly predictEvery: number;
  readonly backend: BackendChoice;
}

export const defaultLoss: LossSettings = {
  scheme: 'blob',
  base: 'dice',
  alpha: 2,
  beta: 1,
  masking: 'probability',
  smooth: 1e-5,
  tverskyFp: 0.3,
  tverskyFn: 0.7,
  focalGamma: 2,
  focalAlpha: null,
  focalTverskyGamma: 0.75,
  topKPercent: 10,
  biccAlpha: 0.5,
  aslBeta: 1.5,
  backgroundWeight: 0.01,
};

export const defaultTraining: TrainSettings = {
  seed: 1,
  steps: 1000,
  network: { levels: 2, baseWidth: 8, upsampling: 'learned' },
  patch: { size: 32, batchSize: 1, foregroundShare: 0.7, flips: true },
  learningRate: 1e-2,
  schedule: 'poly',
  warmupSteps: 20,
  loss: defaultLoss,
  predictEvery: 250,
  backend: 'auto',
};
