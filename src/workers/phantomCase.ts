import type { WorkMonitor } from '../core/errors';
import { phantomEntry } from '../core/phantoms/catalogue';
import { makePhantom } from '../core/phantoms/phantom';
import type { PhantomSettings } from '../core/phantoms/settings';
import { pause } from '../io/stages';
import { lookAtScan, type UnlabelledCase } from './scanCase';

/** A built-in case before its blobs are labelled. */
export async function phantomCase(settings: PhantomSettings, monitor: WorkMonitor): Promise<UnlabelledCase> {
  const { grid, scan, mask } = makePhantom(settings, monitor);
  await pause(monitor);
  const { displayRange, remarks } = lookAtScan(scan);
  const voxels = mask.reduce((total, value) => total + (value === 0 ? 0 : 1), 0);
  return {
    facts: {
      name: phantomEntry(settings.kind).title,
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
