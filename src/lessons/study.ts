import type { StudySizes } from '../core/study/makeStudy';
import type { CaseMakeUp } from '../core/study/makeUp';
import type { TrialScoreName } from '../core/study/trial';
import type { JudgedDifference } from '../core/study/verdict';
import type { SettingWords } from './settings';

/** What a table of trials says before anything else. */
export const honestStudy =
  'Small networks on synthetic data: this shows how the losses differ in kind, not how well they do on patients.';

/** How the tasks of a study were chosen, before any two losses were compared. */
export const studyCriterion =
  'How the tasks were set: by trials with Dice alone, before any two losses were compared. Blob sizes, batch and learning rate: so that Dice solves the tasks at low noise. Noise: raised from the natural 1 in steps of 0.5 until Dice, trained once on cases that are in no seed of this study (seed 0), found at most 70\u00a0% and at least 30\u00a0% of the small blobs; the judged cases had to hold at least 20 small ones. It found 0.80 of those of the MS lesions at 1.5 and 0.69 at 2, and of “One huge, many tiny” 0.74 at 3.5 and 0.65 at 4. The control takes the settings of the latter, with all blobs equally large.';

/** What the seeds of a study stand for. */
export const studySeeds =
  'Each seed has its own cases, first weights and patches, the same for every loss; differences are taken seed by seed. Many rows and scores are compared at once: of twenty that do not differ, one is expected to look beyond chance.';

/** How the cases of a task are made in a study. */
export function makeUpWords({ task, blobCount, sizeSpread, noise }: CaseMakeUp): string {
  const noisy = noise === 1 ? 'natural noise' : `${noise} times the natural noise`;
  const sizes =
    sizeSpread === 0
      ? 'all of one size, so which half counts as small is arbitrary'
      : `spread of ln volume ${sizeSpread}`;
  const words = `${blobCount} blobs a case, ${sizes}; ${noisy}.`;
  if (task !== 'equal') return words;
  return `Made as “One huge, many tiny”: ${words} What differs here too is not owed to unequal sizes.`;
}

/** On how much each row of a table is judged. */
export function blobsWords(blobs: number, small: number): string {
  return `Each trial is judged on about ${blobs} blobs, ${small} of them small.`;
}

/** By which rule trials are scored. */
export const trialRule =
  'Scores are pooled over the judged cases. A blob is found where any voxel of it is predicted at threshold 0.5 (any overlap, 26-connected); “best F1” and “small\u00a0≤\u00a08\u00a0FP” look at all thresholds and match one to one at IoU\u00a0>\u00a00.1.';

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
    'The highest F1 of all thresholds, blobs matched one to one at IoU > 0.1: it does not reward a mere shift of the operating point. The threshold is picked on the judged cases themselves, for every loss alike.',
  bestThreshold: 'The threshold of the best F1.',
  sensitivityAt1Fp:
    'Share of the blobs that is found at thresholds with one false component a case, matched one to one at IoU > 0.1; straight lines between the thresholds, and down to nothing.',
  sensitivityAt8Fp:
    'Share of the blobs that is found at thresholds with eight false components a case, matched one to one at IoU > 0.1; straight lines between the thresholds, and down to nothing.',
  smallSensitivityAt8Fp:
    'Share of the small blobs that is found at thresholds with eight false components a case, matched one to one at IoU > 0.1: losses are compared at equally many false positives.',
  falsePositives: 'False components a case.',
};

/** How chance is told from the rest. */
export const chanceRule =
  'Chance is judged by 95\u00a0% intervals of Student’s t. They are wider than the bootstrap intervals in brackets, of which those of five seeds hold the truth about 83 times in 100, not 95.';

/** How a table shows it. */
export const boldRule = 'Differences beyond chance are bold.';

/** What of a verdict goes beyond chance; null = there is nothing to judge yet. */
export function remarkOn(differences: readonly JudgedDifference[]): string | null {
  if (differences.length === 0) return null;
  const pairs = Math.max(...differences.map((one) => one.pairs));
  if (pairs < 3) return 'Fewer than three seeds give no interval: all of it may be chance.';
  const beyond = differences
    .filter(({ direction }) => direction)
    .map(({ name, direction }) => `${name} (${direction})`);
  const open = differences.filter(({ direction }) => !direction).map(({ name }) => name);
  if (beyond.length === 0) return 'All of it may be chance.';
  const rest = open.length > 0 ? ` May be chance: ${listed(open)}.` : '';
  return `Beyond chance: ${listed(beyond)}.${rest}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
