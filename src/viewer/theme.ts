import type { Triple } from '../core/volume';

/** Colours of the picture, 0..1. */
export interface PictureColours {
  readonly ground: Triple;
  readonly crosshair: Triple;
}

/** The ground stays black in both themes, as on every reading screen: a bright surround would swallow the dark half of the greys. */
export const pictureColours: Readonly<Record<'dark' | 'light', PictureColours>> = {
  dark: { ground: [0, 0, 0], crosshair: [0.36, 0.62, 1] },
  light: { ground: [0, 0, 0], crosshair: [0.45, 0.7, 1] },
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
