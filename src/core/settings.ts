/** The criteria a loss can be built on. */
export const baseLosses = ['dice', 'bce', 'dice_bce', 'tversky', 'focal'] as const;
export type BaseLoss = (typeof baseLosses)[number];

/** How the other blobs are hidden from a blob's own term: their probability becomes 0, or their logit 0 (p = 0.5). */
export type Masking = 'probability' | 'logit';

/** L = alpha * L_global + beta * mean over blobs of L(blob, all others masked). */
export interface LossSettings {
  readonly base: BaseLoss;
  readonly alpha: number;
  readonly beta: number;
  readonly masking: Masking;
  /** Added to numerator and denominator of Dice and Tversky. */
  readonly smooth: number;
  /** Tversky weights of false positives and false negatives. */
  readonly tverskyFp: number;
  readonly tverskyFn: number;
  readonly focalGamma: number;
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
  base: 'dice',
  alpha: 2,
  beta: 1,
  masking: 'probability',
  smooth: 1e-5,
  tverskyFp: 0.3,
  tverskyFn: 0.7,
  focalGamma: 2,
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
