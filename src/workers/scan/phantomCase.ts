import { makeThreeOfSixteen } from '../../core/bench/beginnings/threeOfSixteen';
import type { CaseSource, MadeCaseName } from '../../core/case';
import type { WorkMonitor } from '../../core/errors';
import { phantomEntry } from '../../core/phantoms/catalogue';
import { makePhantom } from '../../core/phantoms/phantom';
import type { PhantomSettings } from '../../core/phantoms/settings';
import type { Grid } from '../../core/volume';
import { pause } from '../../io/stages';
import { lookAtScan, type UnlabelledCase } from './scanCase';

/** A built-in case before its blobs are labelled. */
export async function phantomCase(settings: PhantomSettings, monitor: WorkMonitor): Promise<UnlabelledCase> {
  const phantom = makePhantom(settings, monitor);
  await pause(monitor);
  return unlabelled(phantomEntry(settings.kind).title, { kind: 'phantom', settings }, phantom);
}

/** A case that is made for one lesson, before its blobs are labelled. */
export function madeCase(made: MadeCaseName): UnlabelledCase {
  const { name, ...rest } = makers[made]();
  return unlabelled(name, { kind: 'made', made }, rest);
}

const makers = { three_of_sixteen: makeThreeOfSixteen } as const;

function unlabelled(
  name: string,
  source: CaseSource,
  { grid, scan, mask }: { readonly grid: Grid; readonly scan: Float32Array; readonly mask: Uint8Array },
): UnlabelledCase {
  const { displayRange, remarks } = lookAtScan(scan);
  const voxels = mask.reduce((total, value) => total + (value === 0 ? 0 : 1), 0);
  return {
    facts: {
      name,
      source,
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
