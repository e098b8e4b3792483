import type { Edit, PresetId, Start } from '../core/bench/edits/edit';
import type { Brush } from '../state/benchModel';
import type { StudyName } from '../state/benchStudyModel';
import type { SettingWords } from './settings';

/** An example of a prediction: its name, and in one line what it shows. */
export interface PresetWords {
  readonly name: string;
  readonly line: string;
}

/** The examples in the order in which they are offered; two on one line are made to be compared. */
export const presetOrder: readonly (readonly [PresetId] | readonly [PresetId, PresetId])[] = [
  ['three_of_sixteen'],
  ['perfect'],
  ['only_largest'],
  ['same_dice_a', 'same_dice_b'],
  ['false_positive_a', 'missed_blob_b'],
  ['everything'],
  ['eroded'],
  ['dilated'],
];

export const presetWords: Readonly<Record<PresetId, PresetWords>> = {
  three_of_sixteen: {
    name: '3 of 16 found',
    line: 'The printed example (arXiv 2511.17146): Dice loss 0.061, blob-Dice 0.8125. Opens its own case.',
  },
  perfect: { name: 'Perfect', line: 'The mask itself: what every loss pays where nothing is wrong.' },
  only_largest: { name: 'Only the largest', line: 'The largest blob is right, all the others are missed.' },
  same_dice_a: {
    name: 'Same Dice, different patients',
    line: 'A: a part of every blob, as far as the voxels of B go. The same Dice as B.',
  },
  same_dice_b: {
    name: 'Same Dice, different patients',
    line: 'B: the largest blobs whole, all others missed. The same Dice as A.',
  },
  false_positive_a: {
    name: 'Invented or missed',
    line: 'A: one false positive, of the size of the blob that B misses.',
  },
  missed_blob_b: { name: 'Invented or missed', line: 'B: one missed blob, of the size of the false positive in A.' },
  everything: {
    name: 'Everything',
    line: 'Every voxel is predicted: where there is any blob, any-overlap F1 is 1.0; Dice is not.',
  },
  eroded: { name: 'Eroded', line: 'By a voxel: every blob loses its outer layer; the smallest vanish.' },
  dilated: { name: 'Dilated', line: 'By a voxel: every blob gains a layer; neighbours may run together.' },
};

/** What a prediction began as: "a perfect prediction". */
export function startWords(start: Start): string {
  switch (start.kind) {
    case 'perfect':
      return 'a perfect prediction';
    case 'missed':
      return 'all missed';
    case 'lane':
      return `a lane after ${start.step.toLocaleString('en')} step${start.step === 1 ? '' : 's'}`;
    case 'file':
      return `${start.name} (${start.isBinary ? 'binary' : 'probabilities'})`;
    case 'preset': {
      const { name, line } = presetWords[start.preset];
      const letter = /^[AB]: /.test(line) ? ` ${line[0]}` : '';
      return `“${name}”${letter}`;
    }
    default:
      return start satisfies never;
  }
}

/** What an edit did, in a few words: "blob 3 shrunk by 1". */
export function editWords(edit: Edit): string {
  switch (edit.kind) {
    case 'miss':
      return `blob ${edit.blob} missed`;
    case 'unmiss':
      return `blob ${edit.blob} found`;
    case 'shrink':
      return `blob ${edit.blob} shrunk by ${edit.by}`;
    case 'grow':
      return `blob ${edit.blob} grown by ${edit.by}`;
    case 'shift':
      return `blob ${edit.blob} shifted`;
    case 'probability':
      return `blob ${edit.blob} at p ${edit.probability.toFixed(2)}`;
    case 'ball':
      return `false positive of ${edit.voxels.toLocaleString('en')} voxel${edit.voxels === 1 ? '' : 's'}`;
    case 'paint':
      return 'painted a stroke';
    case 'erase':
      return 'erased a stroke';
    default:
      return edit satisfies never;
  }
}

export const brushModeWords: Readonly<Record<Brush['mode'], string>> = {
  off: 'Crosshair',
  paint: 'Paint',
  erase: 'Erase',
};

export const touchWords = {
  brush: {
    name: 'A drag',
    unit: '',
    explanation:
      'What a drag in a slice does: move the crosshair, paint the prediction (p = 1), or erase it (p = 0). One stroke is one step of undo. Keys P and E.',
  },
  radius: {
    name: 'Radius',
    unit: 'voxels',
    explanation: 'How far the brush reaches round the pointer; 0 = the one voxel under it.',
  },
  reach: {
    name: 'Reach',
    unit: '',
    explanation: 'A flat brush stays in the slice that is painted on; a ball reaches into the slices beside it.',
  },
  ball: {
    name: 'Invent',
    unit: '',
    explanation:
      'Adds a false positive at the crosshair: so many of the nearest voxels that lie in no blob and are not predicted yet.',
  },
  probability: {
    name: 'Probability',
    unit: '',
    explanation:
      'Sets the probability of all that is predicted of this blob. Shown is the mean probability inside the blob.',
  },
  size: { name: 'Size', unit: '', explanation: 'Takes a layer off what is predicted of this blob, or adds one.' },
  shift: {
    name: 'Shift',
    unit: '',
    explanation:
      'Moves what is predicted of this blob by one voxel: to the right or left of the body, anterior or posterior, superior or inferior.',
  },
} as const satisfies Record<string, SettingWords>;

export const instanceWords = {
  maskConnectivity: {
    name: 'In the mask',
    unit: '',
    explanation:
      'Which voxels of the mask belong to one blob: 6 = those that share a face, 18 = also an edge, 26 = also a corner. The blobs are found anew; the prediction stays as it is, its undo steps do not, and a training run starts afresh.',
  },
  connectivity: {
    name: 'Predicted',
    unit: '',
    explanation: 'The same for predicted voxels: which of them belong to one component.',
  },
  minimumVoxels: {
    name: 'Smallest size',
    unit: 'voxels',
    explanation:
      'Components and blobs of fewer voxels are left out of the matching and of the instance metrics; 1 = none is. A component that is large enough, on a blob that is not, counts as false.',
  },
  dilation: {
    name: 'Dilate, merge',
    unit: '',
    explanation:
      'Blobs that meet after so many dilations count as one lesion, and predictions that touch the dilated lesion belong to it. This is the rule of BraTS 2023, which is chosen with it.',
  },
  threshold: {
    name: 'Threshold',
    unit: '',
    explanation: 'A voxel is predicted when its probability is above this.',
  },
  tolerance: {
    name: 'Tolerance',
    unit: 'mm',
    explanation: 'How far two surfaces may lie apart and still count as the same in NSD.',
  },
} as const satisfies Record<string, SettingWords>;

/** Questions that may take long: what is done, and what is said where the user has stopped it. */
export const studyWords: Readonly<Record<StudyName, { readonly what: string; readonly stopped: string }>> = {
  rules: { what: 'Comparing the rules', stopped: 'Stopped: the other rules are not compared.' },
  sweep: { what: 'Sweeping the threshold', stopped: 'Stopped: not every threshold is known.' },
  metrics: { what: 'Measuring', stopped: 'Stopped: not measured since the last touch.' },
};

/** The numbers of the matching rules. */
export const ruleWordsOf = {
  threshold: { name: 'At least', unit: '', explanation: 'The score that a pair must reach to match.' },
  minShare: { name: 'Share', unit: '', explanation: 'How much of the blob one prediction must cover, more than this.' },
  minVolumeMm3: {
    name: 'Volume',
    unit: 'mm³',
    explanation: 'Lesions of at most this volume are left out.',
  },
  alpha: { name: 'Alpha', unit: '', explanation: 'How much of the blob must be covered.' },
  beta: {
    name: 'Beta',
    unit: '',
    explanation: 'How much of a prediction may lie outside before it does not count.',
  },
  gamma: { name: 'Gamma', unit: '', explanation: 'How much of the cover must be explained, from the largest on.' },
  minDice: { name: 'Dice', unit: '', explanation: 'The Dice in the blob’s own cell must be above this.' },
} as const satisfies Record<string, SettingWords>;

/** The best that any threshold reaches with at most so many false components; null = none keeps to it. */
export interface Budget {
  readonly most: number;
  readonly best: { readonly threshold: number; readonly sensitivity: number | null } | null;
}

/** Sensitivities at budgets of false components, the smallest first, so that predictions are compared at the same one: "At most 1 false: sensitivity 0.81 (above 0.35); …". */
export function budgetSentence(budgets: readonly Budget[], rate: (value: number | null) => string): string {
  const largest = budgets.at(-1);
  if (largest && budgets.every(({ best }) => best === null))
    return `No threshold leaves as few as ${largest.most} false components.`;
  const parts = budgets.map(({ most, best }) => {
    const name = most === 0 ? 'no false component' : `at most ${most} false`;
    return `${name}: ${best ? `sensitivity ${rate(best.sensitivity)} (above ${best.threshold})` : 'no threshold keeps to it'}`;
  });
  const words = `${parts.join('; ')}.`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
