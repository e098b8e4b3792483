import { InputError } from '../errors';
import { type PhantomKind, type PhantomSettings, phantomKinds } from './settings';

/** Lowest and highest value of a control, and its step on screen. */
export interface ControlRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export type PhantomControl = Exclude<keyof PhantomSettings, 'kind'>;

/** What the page shows of a kind. */
export interface PhantomEntry {
  readonly kind: PhantomKind;
  readonly title: string;
  readonly description: string;
  readonly defaults: PhantomSettings;
  readonly ranges: Record<PhantomControl, ControlRange>;
}

const sharedRanges = {
  seed: { min: 0, max: 99_999, step: 1 },
  size: { min: 48, max: 128, step: 8 },
  contrast: { min: 0.2, max: 3, step: 0.1 },
  noise: { min: 0, max: 4, step: 0.1 },
} as const;

interface Natural {
  readonly title: string;
  readonly description: string;
  readonly blobCount: number;
  readonly mostBlobs: number;
  readonly sizeSpread: number;
  readonly largestSpread: number;
}

const naturals: Record<PhantomKind, Natural> = {
  ms: {
    title: 'MS lesions',
    description: 'A FLAIR-like brain with bright lesions, half of them at the ventricles; small ones are fainter.',
    blobCount: 40,
    mostBlobs: 150,
    sizeSpread: 1.6,
    largestSpread: 2.4,
  },
  liver: {
    title: 'Liver tumours',
    description:
      'A CT-like abdomen in a soft-tissue window (-160 to 240 HU) with dark, soft-edged tumours in the liver.',
    blobCount: 20,
    mostBlobs: 60,
    sizeSpread: 2.2,
    largestSpread: 2.6,
  },
  plaques: {
    title: 'Amyloid plaques',
    description: 'Light-sheet-like tissue with bright, irregular plaques: dense cores in fading halos.',
    blobCount: 40,
    mostBlobs: 200,
    sizeSpread: 1.23,
    largestSpread: 2,
  },
  cfos: {
    title: 'c-Fos cells',
    description: 'Light-sheet-like brain tissue with small spots of very unequal brightness, haze and vessel shadows.',
    blobCount: 160,
    mostBlobs: 600,
    sizeSpread: 0.82,
    largestSpread: 1.6,
  },
  nuclei: {
    title: 'Dense nuclei',
    description: 'Packed nuclei of nearly equal size: the control case, with hardly any imbalance to correct.',
    blobCount: 320,
    mostBlobs: 600,
    sizeSpread: 0.15,
    largestSpread: 1.2,
  },
  abstract: {
    title: 'One huge, many tiny',
    description: 'A plain background with one huge blob and many tiny ones: the imbalance itself, nothing else.',
    blobCount: 40,
    mostBlobs: 2000,
    sizeSpread: 1.1,
    largestSpread: 2,
  },
};

/** The built-in kinds in the order of the page, the default one first. Counts are for the default size; smaller cubes hold fewer. */
export const phantomCatalogue: readonly PhantomEntry[] = phantomKinds.map((kind) => {
  const { title, description, blobCount, mostBlobs, sizeSpread, largestSpread } = naturals[kind];
  return {
    kind,
    title,
    description,
    defaults: { kind, seed: 1, size: 96, blobCount, sizeSpread, contrast: 1, noise: 1 },
    ranges: {
      ...sharedRanges,
      blobCount: { min: 1, max: mostBlobs, step: 1 },
      sizeSpread: { min: 0, max: largestSpread, step: 0.05 },
    },
  };
});

export function phantomEntry(kind: PhantomKind): PhantomEntry {
  const entry = phantomCatalogue.find((candidate) => candidate.kind === kind);
  if (!entry) throw new Error(`no phantom of kind ${kind}`);
  return entry;
}

/** Throws an InputError that names the first control outside its range. */
export function checkPhantomSettings(settings: PhantomSettings): void {
  const { ranges } = phantomEntry(settings.kind);
  for (const control of ['seed', 'size', 'blobCount', 'sizeSpread', 'contrast', 'noise'] as const) {
    const { min, max } = ranges[control];
    const value = settings[control];
    const isWhole = control !== 'size' && control !== 'blobCount' ? true : Number.isInteger(value);
    if (value >= min && value <= max && isWhole) continue;
    throw new InputError({
      found: `${control} ${value}`,
      expected: `a ${isWhole ? '' : 'whole '}number from ${min} to ${max}`,
      todo: 'Choose a value in that range',
    });
  }
}
