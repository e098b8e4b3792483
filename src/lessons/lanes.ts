import type { LossSettings, TrainSettings } from '../core/settings';
import type { LanePreset } from '../state/lanePresets';
import type { Arrangement, LaneQuantity, SweepChart } from '../state/viewModel';
import type { Meaning } from './glossary';
import { baseCards, schemeCards, termNames } from './losses';
import { backendNames, scheduleNames } from './settings';

/** A loss in a few words: "Dice", "blob over Dice, 2 : 1". */
export function lossName({ base, scheme, alpha, beta }: LossSettings): string {
  const { name } = baseCards[base];
  if (beta === 0) return name;
  const term = `${termNames[scheme]} over ${name}`;
  return alpha === 0 ? `${term} alone` : `${term}, ${alpha} : ${beta}`;
}

/** A setting other than the loss and what it is: "seed 2". */
export function settingName(name: keyof TrainSettings, settings: TrainSettings): string {
  switch (name) {
    case 'loss':
      return lossName(settings.loss);
    case 'network':
      return `${settings.network.levels} levels, width ${settings.network.baseWidth}`;
    case 'patch':
      return `patch ${settings.patch.size}, batch ${settings.patch.batchSize}`;
    case 'learningRate':
      return `learning rate ${settings.learningRate}`;
    case 'schedule':
      return `${scheduleNames[settings.schedule].toLowerCase()} schedule`;
    case 'warmupSteps':
      return `warm-up ${settings.warmupSteps}`;
    case 'backend':
      return backendNames[settings.backend];
    case 'seed':
    case 'steps':
      return `${name} ${settings[name]}`;
    case 'predictEvery':
      return `predicts every ${settings.predictEvery}`;
    default:
      return name satisfies never;
  }
}

export const arrangementWords: Readonly<Record<Arrangement, Meaning>> = {
  sides: { name: 'Side by side', explanation: 'the picture of each lane beside the other.' },
  curtain: {
    name: 'Curtain',
    explanation: 'one picture, left of the curtain the one lane, right of it the other. Drag it.',
  },
};

/** What the curves of several lanes can show. */
export const quantityWords: Readonly<Record<LaneQuantity, { readonly name: string; readonly explanation: string }>> = {
  total: {
    name: 'Loss',
    explanation:
      'What is minimised, α · global + β · blob. Losses of different kinds have different scales: do not compare their heights.',
  },
  global: { name: 'Global term', explanation: 'The base loss over the whole patch.' },
  blob: {
    name: 'Blob term',
    explanation:
      'The instance term: the mean over the blobs or cells of a patch, or the weighted loss; also computed where β is 0 and nothing follows it.',
  },
  dice: {
    name: 'Dice',
    explanation: 'Overlap of the thresholded prediction with the mask, over voxels of the whole scan.',
  },
  sensitivity: {
    name: 'Sensitivity',
    explanation: 'Share of the blobs that are found: at least one voxel is predicted.',
  },
  precision: { name: 'Precision', explanation: 'Share of the predicted components that touch a blob.' },
  f1: {
    name: 'F1',
    explanation: 'Harmonic mean of sensitivity and precision of blobs, at the threshold of the time of the prediction.',
  },
  smallSensitivity: {
    name: 'Small-blob sensitivity',
    explanation: 'Share of the smaller half of the blobs that is found.',
  },
};

/** What the newest validation at all thresholds can be shown as. */
export const sweepWords: Readonly<Record<SweepChart, { readonly name: string; readonly explanation: string }>> = {
  froc: {
    name: 'FROC',
    explanation:
      'Sensitivity over the false components a scan that it costs, for all thresholds, over the validation scans. Lanes are compared at equal false positives, not at one threshold. Blobs are matched one to one at IoU above 0.1.',
  },
  f1AtThreshold: {
    name: 'F1 by threshold',
    explanation:
      'F1 over all validation scans at each threshold, the best one marked. Blobs are matched one to one at IoU above 0.1. A click sets the threshold of the page.',
  },
};

/** How a lane that can be added is offered. */
export function presetWords({ kind, change }: LanePreset): {
  readonly name: string;
  readonly explanation: string;
} {
  const loss = change.loss ? lossName(change.loss) : '';
  switch (kind) {
    case 'global':
      return { name: loss, explanation: 'The global term alone: what most people train with.' };
    case 'blob':
      return {
        name: loss,
        explanation:
          change.loss?.scheme === 'blob'
            ? 'Blob loss with the weights reported for the paper, twice as much global as blob.'
            : 'Twice as much global as instance term.',
      };
    case 'equal':
      return { name: loss, explanation: 'Both terms alike.' };
    case 'blobOnly':
      return { name: loss, explanation: 'No global term: small blobs wake early, masks of large ones get worse.' };
    case 'base':
      return {
        name: loss,
        explanation: 'Another base for both terms, at the same weights.',
      };
    case 'scheme':
      return { name: loss, explanation: change.loss ? schemeCards[change.loss.scheme].idea : '' };
    case 'seed':
      return { name: 'Same loss, another seed', explanation: 'How large is a difference that is only chance?' };
    default:
      return kind satisfies never;
  }
}
