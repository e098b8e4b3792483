import type {
  BackendChoice,
  BaseLoss,
  LossSettings,
  NetworkSettings,
  PatchSettings,
  Schedule,
  TrainSettings,
} from '../core/settings';

/** How a setting is named on the page, its unit (empty: a pure number) and what it does. */
export interface SettingWords {
  readonly name: string;
  readonly unit: string;
  readonly explanation: string;
}

export const lossWords: Record<keyof LossSettings, SettingWords> = {
  base: {
    name: 'Base',
    unit: '',
    explanation:
      'The criterion that both terms are built on: L_global compares the whole patch, L_blob one blob at a time. A patch without foreground gives soft Dice almost no gradient; where false blobs fill the background, try Dice + BCE.',
  },
  alpha: {
    name: 'α global',
    unit: '',
    explanation: 'Weight of the global term: L = α · global + β · mean over blobs. Acts from the next step on.',
  },
  beta: {
    name: 'β blob',
    unit: '',
    explanation: 'Weight of the blob term. 0 = plain training on the global term. Acts from the next step on.',
  },
  masking: {
    name: 'Masking',
    unit: '',
    explanation:
      'How the other blobs are hidden from a blob’s term. Probability: their p becomes 0, as the paper defines it. Logit: their logit becomes 0, so p = 0.5 and even a perfect prediction pays; this is what the example in the released code does.',
  },
  smooth: {
    name: 'Smooth ε',
    unit: '',
    explanation: 'Added to numerator and denominator of Dice and Tversky, so that empty sets do not divide by zero.',
  },
  tverskyFp: {
    name: 'False positives',
    unit: '',
    explanation: 'Tversky weight of false positives. Both weights 0.5 = Dice.',
  },
  tverskyFn: {
    name: 'False negatives',
    unit: '',
    explanation: 'Tversky weight of false negatives. Larger than the other = misses cost more.',
  },
  focalGamma: {
    name: 'Focal γ',
    unit: '',
    explanation: 'Focal exponent: easy voxels weigh (1 − p of the truth)^γ. 0 = plain cross-entropy.',
  },
};

export const networkWords: Record<keyof NetworkSettings, SettingWords> = {
  levels: {
    name: 'Levels',
    unit: '',
    explanation: 'Resolutions of the U-Net. Each further level halves the grid and sees twice as far.',
  },
  baseWidth: {
    name: 'Width',
    unit: 'channels',
    explanation: 'Channels of the first level, doubled at each further one. Time and memory grow with its square.',
  },
  upsampling: {
    name: 'Up-sampling',
    unit: '',
    explanation: 'Learned: a transposed convolution. Nearest: voxels are repeated; fewer weights, quicker steps.',
  },
};

export const patchWords: Record<keyof PatchSettings, SettingWords> = {
  size: {
    name: 'Patch side',
    unit: 'voxels',
    explanation: 'Each step trains on cubes of this side. Larger cubes hold more blobs and take longer.',
  },
  batchSize: { name: 'Batch', unit: 'patches', explanation: 'Patches per step; the loss is the mean over them.' },
  foregroundShare: {
    name: 'On foreground',
    unit: '%',
    explanation: 'How often a patch is centred on a foreground voxel; the others are placed anywhere.',
  },
  flips: {
    name: 'Random flips',
    unit: '',
    explanation: 'Mirrors each patch along random axes, so that the network sees more variety.',
  },
};

type PlainSetting = Exclude<keyof TrainSettings, 'network' | 'patch' | 'loss'>;

export const trainWords: Record<PlainSetting, SettingWords> = {
  seed: {
    name: 'Seed',
    unit: '',
    explanation: 'Decides the first weights and every patch. Same seed, same backend: the same curve.',
  },
  steps: {
    name: 'Steps',
    unit: 'steps',
    explanation:
      'Where the run ends. The schedule is stretched over it; when the number is raised, a run goes on, at the learning rate of the longer schedule.',
  },
  learningRate: { name: 'Learning rate', unit: '', explanation: 'Step width of Adam at its highest.' },
  schedule: {
    name: 'Schedule',
    unit: '',
    explanation: 'How the learning rate falls after the warm-up: not at all, as a polynomial, or as half a cosine.',
  },
  warmupSteps: {
    name: 'Warm-up',
    unit: 'steps',
    explanation: 'The learning rate rises from near zero over these first steps.',
  },
  predictEvery: {
    name: 'Predict every',
    unit: 'steps',
    explanation: 'The whole scan is predicted and scored every so many steps; 0 = only when asked.',
  },
  backend: {
    name: 'Backend',
    unit: '',
    explanation:
      'What computes. Automatic takes WebGPU where a small forward and backward pass gives the right numbers, else WebAssembly.',
  },
};

export const baseLossNames: Record<BaseLoss, string> = {
  dice: 'Dice',
  bce: 'BCE',
  dice_bce: 'Dice + BCE',
  tversky: 'Tversky',
  focal: 'Focal',
};

export const scheduleNames: Record<Schedule, string> = { constant: 'Constant', poly: 'Polynomial', cosine: 'Cosine' };

export const backendNames: Record<BackendChoice, string> = {
  auto: 'Automatic',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/** Parameters of the loss that only some bases have. */
export type LossParameter = 'smooth' | 'tverskyFp' | 'tverskyFn' | 'focalGamma';

/** Which parameters a base has, in the order in which they are shown. */
export const lossParameters: Record<BaseLoss, readonly LossParameter[]> = {
  dice: ['smooth'],
  bce: [],
  dice_bce: ['smooth'],
  tversky: ['tverskyFp', 'tverskyFn', 'smooth'],
  focal: ['focalGamma'],
};
