import type { Triple } from '../core/volume';

/** Colours of the picture: those that WebGL draws with as 0..1, those of the words as CSS. */
export interface PictureColours {
  /** What surrounds the scan. */
  readonly ground: Triple;
  readonly crosshair: Triple;
  /** Greys of the 3-D view's haze where the scan is black and where it is white: it must stand out from the ground. */
  readonly haze: readonly [number, number];
  readonly words: WordColours;
}

export interface WordColours {
  readonly text: string;
  readonly muted: string;
  /** Behind the words, so that they can be read on bright scans. */
  readonly chip: string;
  readonly line: string;
}

export const pictureColours: Readonly<Record<'dark' | 'light', PictureColours>> = {
  dark: {
    ground: [0, 0, 0],
    crosshair: [0.36, 0.62, 1],
    haze: [0, 1],
    words: { text: '#dbe1ea', muted: '#a3adba', chip: '#000000a0', line: '#252c37' },
  },
  light: {
    ground: [0.91, 0.925, 0.94],
    crosshair: [0.2, 0.5, 0.95],
    haze: [0.7, 0.25],
    words: { text: '#1d2530', muted: '#4b5563', chip: '#ffffffc0', line: '#c3cad4' },
  },
};

/** Greys of the scan, as NiiVue's colour map. */
export const scanColours = {
  name: 'blobscope-scan',
  map: { R: [0, 255], G: [0, 255], B: [0, 255], A: [255, 255], I: [0, 255] },
};

/** NiiVue without its own mouse, keys, file drop and texts: the page owns them. */
export const pictureOptions = {
  interactive: false,
  dragAndDropEnabled: false,
  isColorbar: false,
  isOrientationTextVisible: false,
  isOrientCube: false,
  show3Dcrosshair: false,
  crosshairWidth: 0,
  isRadiologicalConvention: true,
  loadingText: '',
  logLevel: 'error',
} as const;
