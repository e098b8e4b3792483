import type { CaseRole } from '../state/cases/casesModel';
import type { Meaning } from './glossary';

/** What a case of the list can be for. */
export const roleWords: Readonly<Record<CaseRole, Meaning>> = {
  train: {
    name: 'Train',
    explanation:
      'Patches are cut from it: each step takes one of these cases, drawn evenly by the seed. It is scored only while it is shown.',
  },
  validate: {
    name: 'Validate',
    explanation:
      'Never learned from: predicted whole at each prediction interval, in every lane, and scored. This takes no training time.',
  },
  off: { name: 'Off', explanation: 'Left alone by the next run; it can still be looked at.' },
};

/** Heads of the scores of a case. */
export const caseScoreHeads = {
  dice: {
    name: 'Dice',
    explanation: 'Overlap of the thresholded prediction with the mask, over voxels of the whole scan.',
  },
  sensitivity: { name: 'Sens.', explanation: 'Sensitivity: share of the blobs with at least one predicted voxel.' },
  precision: { name: 'Prec.', explanation: 'Precision: share of the predicted components that touch a blob.' },
  f1: { name: 'F1', explanation: 'Harmonic mean of sensitivity and precision of blobs.' },
  falseBlobs: { name: 'False', explanation: 'Predicted components that touch no blob.' },
} as const satisfies Record<string, Meaning>;

export const caseSentences = {
  alone: 'One scan is learned from and scored on. Add others to validate on scans that the run has not seen.',
  noValidation: 'No case is for validation: scores are of a scan that the run learns from.',
  noTraining: 'No case is for training: give one that role.',
  fixed: 'Roles are those of the run; changes wait for the next one.',
  notInRun: 'Not in this run.',
  notRepeated: 'The further cases of the list take no part in it.',
  add: 'Add a scan and its mask (or several pairs) from files',
  inRun: 'It is in the run: reset the run first',
} as const;
