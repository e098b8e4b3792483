import { noMonitor, type WorkMonitor } from '../errors';
import { type Grid, plainGrid } from '../volume';
import { makeAbstract } from './abstract';
import { checkPhantomSettings } from './catalogue';
import { makeCfos } from './cfos';
import { makeLiver } from './liver';
import { makeMs } from './ms';
import { makeNuclei } from './nuclei';
import { makePlaques } from './plaques';
import { createScene, type Picture, type Scene } from './scene';
import type { PhantomKind, PhantomSettings } from './settings';

/** A built-in case: a cube of intensities with its mask; arrays flat, x fastest. */
export interface Phantom {
  readonly grid: Grid;
  readonly scan: Float32Array;
  /** 1 = foreground. */
  readonly mask: Uint8Array;
  /** The blobs as they were placed, 0 = background. They keep a gap of at least one voxel, so the 26-connected components of the mask are the same blobs. */
  readonly instances: Int32Array;
}

const makers: Record<PhantomKind, (scene: Scene) => Picture> = {
  ms: makeMs,
  liver: makeLiver,
  plaques: makePlaques,
  cfos: makeCfos,
  nuclei: makeNuclei,
  abstract: makeAbstract,
};

/** Makes a phantom; the same settings give the same voxels. Settings outside the ranges of the catalogue are an InputError. */
export function makePhantom(settings: PhantomSettings, monitor: WorkMonitor = noMonitor): Phantom {
  checkPhantomSettings(settings);
  const { spacingMm, scan, instances } = makers[settings.kind](createScene(settings, monitor));
  const mask = new Uint8Array(instances.length);
  for (let i = 0; i < mask.length; i++) mask[i] = instances[i] === 0 ? 0 : 1;
  const { size } = settings;
  return { grid: plainGrid([size, size, size], [spacingMm, spacingMm, spacingMm]), scan, mask, instances };
}
