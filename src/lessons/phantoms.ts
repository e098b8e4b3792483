import type { PhantomSettings } from '../core/phantoms/settings';
import type { SettingWords } from './settings';

/** The settings of a built-in case in words. */
export const phantomWords: Record<Exclude<keyof PhantomSettings, 'kind'>, SettingWords> = {
  seed: {
    name: 'Seed',
    unit: '',
    explanation: 'Another seed gives another case of the same kind; the same seed the same voxels.',
  },
  size: { name: 'Size', unit: 'voxels', explanation: 'Voxels per side of the cube.' },
  blobCount: {
    name: 'Blobs',
    unit: '',
    explanation: 'How many are placed. Blobs that touch become one, so the counted number can be smaller.',
  },
  sizeSpread: {
    name: 'Size spread',
    unit: '',
    explanation: 'Standard deviation of ln(volume): 0 = all equally large; 1.6 = as MS lesions in patients.',
  },
  contrast: {
    name: 'Contrast',
    unit: '×',
    explanation: 'How clearly blobs stand out, relative to what is natural for the kind.',
  },
  noise: { name: 'Noise', unit: '×', explanation: 'Noise of the image, relative to what is natural for the kind.' },
};
