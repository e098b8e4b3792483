import type { LossSettings, TrainSettings } from '../core/settings';
import type { Persistence } from '../state/kept/keptModel';
import type { Meaning } from './glossary';
import { baseCards, schemeCards } from './losses';
import { backendNames, lossWords, networkWords, patchWords, scheduleNames, trainWords } from './settings';

export const keptColumns = {
  compare: { name: 'Compare', explanation: 'Tick two runs to see below in what they differ.' },
  name: { name: 'Run', explanation: 'Its name, which can be changed, what it was trained with, on what, and when.' },
  curve: {
    name: 'F1, loss',
    explanation:
      'Bold: F1 of blobs at each prediction, 0 to 1, dashed by lane. Faint: the loss of lane A, from its lowest to its highest value. Left to right: the steps of the run.',
  },
  step: { name: 'Step', explanation: 'Where it goes on, and how many steps it was meant to have.' },
  dice: { name: 'Dice', explanation: 'Of the newest prediction, over voxels of the whole scan.' },
  sensitivity: { name: 'Sens.', explanation: 'Sensitivity: share of the blobs that the newest prediction finds.' },
  precision: { name: 'Prec.', explanation: 'Precision: share of the predicted components that touch a blob.' },
  f1: { name: 'F1', explanation: 'Harmonic mean of sensitivity and precision of blobs, of the newest prediction.' },
  bytes: { name: 'Size', explanation: 'What it takes of the browser’s storage.' },
} as const satisfies Record<string, Meaning>;

export const keepingWords: Meaning = {
  name: 'Keep runs by themselves',
  explanation:
    'At pauses and, while a run goes on, about every 20 seconds as far as its newest checkpoint. Off: nothing more is written; what is kept stays.',
};

export const persistenceWords: Readonly<Record<Persistence, string>> = {
  promised: 'The browser has promised not to clear them by itself.',
  none: 'The browser may clear them by itself when the disk is full.',
  unknown: 'This browser does not say whether it may clear them by itself.',
};

/** Every setting of a run by its name, with its value in words; in the order of the panels. */
export function settingRows({ network, patch, loss, ...plain }: TrainSettings): readonly (readonly [string, string])[] {
  const words = { ...plain, schedule: scheduleNames[plain.schedule], backend: backendNames[plain.backend] };
  return [
    ...rowsOf(lossInWords(loss), lossWords),
    ...rowsOf(words, trainWords),
    ...rowsOf(network, networkWords),
    ...rowsOf({ ...patch, foregroundShare: Math.round(100 * patch.foregroundShare) }, patchWords),
  ];
}

function lossInWords(loss: LossSettings): Record<keyof LossSettings, Value> {
  return { ...loss, base: baseCards[loss.base].name, scheme: schemeCards[loss.scheme].name };
}

type Value = string | number | boolean | null;

function rowsOf<Key extends string>(
  values: Readonly<Record<Key, Value>>,
  words: Readonly<Record<Key, { readonly name: string; readonly unit: string }>>,
): [string, string][] {
  const keys = Object.keys(words) as Key[];
  return keys.map((key) => [words[key].name, inWords(values[key], words[key].unit)]);
}

function inWords(value: Value, unit: string): string {
  if (value === null) return 'none';
  const plain = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return unit ? `${plain} ${unit}` : plain;
}
