import type { StudySizes } from '../core/study/makeStudy';
import type { TrialScoreName } from '../core/study/trial';
import type { NamedDifference } from '../core/study/verdict';
import type { SettingWords } from './settings';

/** What a table of trials says before anything else. */
export const honestStudy =
  'Small networks on synthetic data: this shows how the losses differ in kind, not how well they do on patients.';

/** By which rule trials are scored. */
export const trialRule =
  'Pooled over the cases that are judged. A blob is found where any voxel of it is predicted (any overlap, 26-connected); threshold 0.5, but for “best F1” and “sens. ≤ 1 FP”.';

/** What can be chosen of a study. */
export const studySizeWords: Readonly<Record<keyof StudySizes | 'seeds' | 'judgedOn', SettingWords>> = {
  seeds: {
    name: 'Seeds',
    unit: '',
    explanation:
      'How often each training is repeated, with other first weights and patches. Fewer than three give no interval; with five it is still too narrow.',
  },
  judgedOn: {
    name: 'Judged on',
    unit: 'cases',
    explanation: 'Other cases of the same kind, with other seeds, that no trial has learned from.',
  },
  steps: { name: 'Steps', unit: '', explanation: 'Training steps of each trial. Few steps leave small blobs asleep.' },
  size: {
    name: 'Case size',
    unit: 'voxels',
    explanation: 'Voxels per side of the cases; smaller ones hold fewer blobs.',
  },
  trainCases: { name: 'Learn from', unit: 'cases', explanation: 'Cases that patches are cut from.' },
  validateCases: { name: 'Judged on', unit: 'cases', explanation: 'Other cases of the same kind, never learned from.' },
  width: { name: 'Width', unit: 'channels', explanation: 'Channels of the first level of the network.' },
  patch: { name: 'Patch', unit: 'voxels', explanation: 'Voxels per side of a patch.' },
};

/** What each column of a table of trials is. */
export const trialScoreWords: Readonly<Record<TrialScoreName, string>> = {
  dice: 'Overlap of prediction and mask over voxels: the mean over the cases.',
  volumetricSensitivity: 'Share of the foreground voxels that is predicted.',
  volumetricPrecision: 'Share of the predicted voxels that is foreground.',
  sensitivity: 'Share of the blobs that is found.',
  smallSensitivity: 'Share of the smaller half of each case’s blobs that is found.',
  precision: 'Share of the predicted components that touch a blob.',
  f1: 'Found blobs against missed ones and false components, at threshold 0.5.',
  bestF1:
    'The highest F1 of all thresholds, blobs matched one to one at IoU > 0.1: it does not reward a mere shift of the operating point.',
  bestThreshold: 'The threshold of the best F1.',
  sensitivityAt1Fp:
    'The highest sensitivity of any threshold with at most one false component a case, matched one to one at IoU > 0.1.',
  sensitivityAt4Fp:
    'The highest sensitivity of any threshold with at most four false components a case, matched one to one at IoU > 0.1.',
  falsePositives: 'False components a case.',
};

/** How far a verdict may be trusted; null = there is nothing to judge yet. */
export function remarkOn(differences: readonly NamedDifference[]): string | null {
  const known = differences.flatMap(({ name, difference }) => (difference ? [{ name, difference }] : []));
  if (known.length === 0) return null;
  const pairs = Math.max(...known.map(({ difference }) => difference.pairs));
  if (pairs < 3) return 'Fewer than three seeds give no interval: all of it may be chance.';
  const open = known.filter(({ difference: { interval } }) => interval && interval[0] <= 0 && interval[1] >= 0);
  const holdsZero =
    open.length === 0
      ? ''
      : `${open.length > 1 ? 'The intervals' : 'The interval'} of ${listed(open.map(({ name }) => name))} ${open.length > 1 ? 'hold' : 'holds'} 0: that may be chance. `;
  return `${holdsZero}${tooNarrow(pairs)}`;
}

function tooNarrow(pairs: number): string {
  if (pairs > 10) return 'The intervals hold 95 % of the bootstrap means of the pairs.';
  return `Bootstrap intervals of ${pairs} pairs are too narrow: those of five hold the truth about 83 times in 100, not 95.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
