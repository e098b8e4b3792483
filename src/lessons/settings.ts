import type {
  BackendChoice,
  BaseLoss,
  LossSettings,
  NetworkSettings,
  PatchSettings,
  Schedule,
  Scheme,
  TrainSettings,
} from '../core/settings';

/** How a setting is named on the page, its unit (empty: a pure number) and what it does. */
export interface SettingWords {
  readonly name: string;
  readonly unit: string;
  readonly explanation: string;
}

export const lossWords: Record<keyof LossSettings, SettingWords> = {
  scheme: {
    name: 'Instance term',
    unit: '',
    explanation:
      'How the second term looks at the blobs: one at a time, by Voronoi cells, or by weights. When it changes, α + β stays as it is, so that two losses are compared at equal weight.',
  },
  base: {
    name: 'Base',
    unit: '',
    explanation:
      'The criterion that both terms are built on: L_global compares the whole patch, the instance term one blob, cell or component at a time. A patch without foreground gives soft Dice almost no gradient; where false blobs fill the background, try Dice + BCE.',
  },
  alpha: {
    name: 'α global',
    unit: '',
    explanation:
      'Weight of the global term: L = α · global + β · instance term. In a run it acts from the next step on.',
  },
  beta: {
    name: 'β blob',
    unit: '',
    explanation:
      'Weight of the instance term. 0 = plain training on the global term. In a run it acts from the next step on.',
  },
  masking: {
    name: 'Masking',
    unit: '',
    explanation:
      'How the other blobs are hidden from a blob’s term. Probability: their p becomes 0, as the paper defines it. Logit: their logit becomes 0, so p = 0.5 and even a perfect prediction pays; this is what the example in the released code does. None: they stay, and count as background (the control).',
  },
  smooth: {
    name: 'Smooth ε',
    unit: '',
    explanation: 'Added to numerator and denominator of Dice and its kin, so that empty sets do not divide by zero.',
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
  focalAlpha: {
    name: 'Class weight α',
    unit: '',
    explanation:
      'Of the focal loss: a foreground voxel weighs α, a background voxel 1 − α. Empty = none: both weigh 1 (not the same as 0.5, which halves the loss). Lin et al. use 0.25 for detection; a value near 1 favours the foreground.',
  },
  focalTverskyGamma: {
    name: 'Power',
    unit: '',
    explanation:
      'The focal Tversky loss is the Tversky loss to this power. 1 = Tversky; below 1 it stays steep near a good prediction.',
  },
  topKPercent: {
    name: 'Hardest',
    unit: '% of voxels',
    explanation: 'Only so many voxels of the batch count, those with the largest cross-entropy.',
  },
  biccAlpha: {
    name: 'Prediction’s side',
    unit: '',
    explanation:
      'Share of the predicted components’ cells in the instance term; the rest is that of the blobs’ cells. 0 = CC, more = fewer false components.',
  },
  aslBeta: {
    name: 'Recall β',
    unit: '',
    explanation:
      'The weighted Tversky loss is the asymmetric similarity loss: recall counts β times as much as precision. 1 = squared Dice.',
  },
  backgroundWeight: {
    name: 'Background weight',
    unit: '',
    explanation: 'Weight of a background voxel; one of a blob weighs 1 / (its component’s size + 5).',
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
    explanation:
      'Channels of the first level, doubled at each further one. Twice the width takes about twice the memory and three to four times as long.',
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
    explanation:
      'The whole scan, or every validation scan where the list of cases has one, is predicted and scored every so many steps; 0 = only when asked.',
  },
  backend: {
    name: 'Backend',
    unit: '',
    explanation:
      'What computes. Automatic takes WebGPU where a small forward and backward pass gives the right numbers, else WebAssembly.',
  },
};

export const scheduleNames: Record<Schedule, string> = { constant: 'Constant', poly: 'Polynomial', cosine: 'Cosine' };

export const backendNames: Record<BackendChoice, string> = {
  auto: 'Automatic',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/** Parameters of the loss that only some bases and schemes have. */
export type LossParameter = Exclude<keyof LossSettings, 'scheme' | 'base' | 'alpha' | 'beta' | 'masking'>;

/** Which parameters a loss has, in the order in which they are shown. */
export function parametersOf({ base, scheme, beta }: LossSettings): readonly LossParameter[] {
  if (beta === 0) return baseParameters[base];
  const ofScheme = scheme === 'inverse_weighting' && base !== 'tversky' ? [] : schemeParameters[scheme];
  return [...baseParameters[base], ...ofScheme];
}

/** Those that the bases have. */
export const baseParameters: Record<BaseLoss, readonly LossParameter[]> = {
  dice: ['smooth'],
  dice_squared: ['smooth'],
  jaccard: ['smooth'],
  bce: [],
  dice_bce: ['smooth'],
  focal: ['focalGamma', 'focalAlpha'],
  tversky: ['tverskyFp', 'tverskyFn', 'smooth'],
  focal_tversky: ['tverskyFp', 'tverskyFn', 'focalTverskyGamma', 'smooth'],
  top_k: ['topKPercent'],
  generalised_dice: ['smooth'],
};

const schemeParameters: Record<Scheme, readonly LossParameter[]> = {
  blob: [],
  cc: [],
  bicc: ['biccAlpha'],
  inverse_weighting: ['aslBeta'],
  component_adaptive: ['backgroundWeight'],
};
