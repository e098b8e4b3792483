import type { WorkMonitor } from '../core/errors';
import type { PhantomKind, PhantomSettings } from '../core/phantoms/settings';
import type { Grid } from '../core/volume';
import { pause } from '../io/stages';
import { lookAtScan, type UnlabelledCase } from './scanCase';

/** What is needed of `core/phantoms`: a scan and its mask (non-zero = foreground) on one grid. */
export type MakePhantom = (
  settings: PhantomSettings,
  monitor: WorkMonitor,
) => { readonly grid: Grid; readonly scan: Float32Array; readonly mask: Uint8Array };

const names: Readonly<Record<PhantomKind, string>> = {
  ms: 'MS lesions',
  liver: 'Liver tumours',
  plaques: 'Plaques',
  cfos: 'c-Fos cells',
  nuclei: 'Dense nuclei',
  abstract: 'One huge, many tiny',
};

/** A built-in case before its blobs are labelled. */
export async function phantomCase(
  settings: PhantomSettings,
  makePhantom: MakePhantom,
  monitor: WorkMonitor,
): Promise<UnlabelledCase> {
  const { grid, scan, mask } = makePhantom(settings, monitor);
  await pause(monitor);
  const { displayRange, remarks } = lookAtScan(scan);
  const voxels = mask.reduce((total, value) => total + (value === 0 ? 0 : 1), 0);
  return {
    facts: {
      name: names[settings.kind],
      source: { kind: 'phantom', settings },
      grid,
      hasScan: true,
      hasMask: true,
      displayRange,
      maskValues: voxels > 0 ? [{ value: 1, voxels }] : [],
      remarks,
    },
    scan,
    foreground: { kind: 'binary', mask },
  };
}
