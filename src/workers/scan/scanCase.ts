import { describeBlobs } from '../../core/blobs';
import type { CaseFacts, CaseSource, Connectivity, MaskReading } from '../../core/case';
import { findDisplayRange } from '../../core/displayRange';
import { InputError, type WorkMonitor } from '../../core/errors';
import { measureImbalance } from '../../core/imbalance';
import { voxelCount } from '../../core/volume';
import { allocate } from '../../io/allocate';
import type { FileVolume, Voxels } from '../../io/fileVolume';
import { placeMask } from '../../io/resample';
import { partOf, pause } from '../../io/stages';
import { summariseValues } from '../../io/valueSummary';
import type { OpenedCase } from '../../protocol/scanCalls';
import { type Foreground, labelForeground, readMask } from './readMask';

/** A case before its blobs are labelled: what labelling it anew needs. Its arrays are shared, never changed. */
export interface UnlabelledCase {
  readonly facts: Omit<CaseFacts, 'connectivity' | 'blobs' | 'imbalance'>;
  /** Null = there is no scan; it is shown as zeros. */
  readonly scan: Voxels | null;
  readonly foreground: Foreground;
}

export interface LabelledCase extends UnlabelledCase {
  readonly opened: CaseFacts;
  readonly ids: Int32Array;
}

/** Most values of a mask that are listed for choosing a class. */
const listedValues = 64;

/** What `assemble` is given, once the ids are looked up. */
export interface Parts {
  readonly scan: FileVolume | null;
  readonly mask: FileVolume | null;
  readonly reading: MaskReading;
  readonly source: CaseSource;
}

/** Puts a scan and a mask (either may be missing, not both) together on the scan's grid. Throws InputError. */
export async function assembleCase(
  { scan, mask, reading, source }: Parts,
  monitor: WorkMonitor,
): Promise<UnlabelledCase> {
  const base = scan ?? mask;
  if (!base) throw nothingChosen();
  const placed =
    mask && scan ? placeMask(scan, mask, partOf(monitor, 0, 0.6)) : mask && { voxels: mask.voxels, remarks: [] };
  await pause(monitor);
  monitor.report(0.6, 'Reading the mask');
  const summary = placed && summariseValues(placed.voxels);
  const read = placed && summary && allocate(placed.voxels.length, () => readMask(placed.voxels, summary, reading));
  await pause(monitor);
  monitor.report(0.8, 'Measuring the scan');
  const { displayRange, remarks } = scan
    ? lookAtScan(scan.voxels)
    : { displayRange: [0, 1] as const, remarks: ['There is no scan, only a mask; the picture shows its blobs.'] };
  return {
    facts: {
      name: scan && mask ? `${stem(scan.name)} + ${stem(mask.name)}` : stem(base.name),
      source,
      grid: base.grid,
      hasScan: scan !== null,
      hasMask: mask !== null,
      displayRange,
      maskValues: summary?.values.slice(0, listedValues) ?? [],
      remarks: [
        ...(scan ? named(scan) : []),
        ...(mask ? named(mask) : []),
        ...remarks,
        ...(placed?.remarks ?? []),
        ...(read?.remarks ?? []),
        ...emptyRemark(read?.foreground),
      ],
    },
    scan: scan?.voxels ?? null,
    foreground: read?.foreground ?? { kind: 'binary', mask: new Uint8Array(voxelCount(base.grid.dims)) },
  };
}

/** Labels and measures the blobs of a case. */
export async function labelCase(
  unlabelled: UnlabelledCase,
  connectivity: Connectivity,
  monitor: WorkMonitor,
): Promise<LabelledCase> {
  const { facts, foreground } = unlabelled;
  const ids = allocate(4 * voxelCount(facts.grid.dims), () =>
    labelForeground(foreground, facts.grid.dims, connectivity, partOf(monitor, 0, 0.6)),
  );
  await pause(monitor);
  monitor.report(0.7, 'Measuring the blobs');
  const blobs = describeBlobs(ids, facts.grid);
  const imbalance = measureImbalance(blobs, ids.length);
  return { ...unlabelled, opened: { ...facts, connectivity, blobs, imbalance }, ids };
}

/** The answer for the page, with arrays of its own. */
export function copyForPage({ opened, scan, ids }: LabelledCase): OpenedCase {
  const arrays = allocate(8 * ids.length, () => ({
    scan: scan ? Float32Array.from(scan) : new Float32Array(ids.length),
    ids: ids.slice(),
  }));
  return { facts: opened, arrays };
}

/** What to draw black and white. A flat scan is remarked upon. */
export function lookAtScan(voxels: Voxels): {
  readonly displayRange: readonly [number, number];
  readonly remarks: readonly string[];
} {
  const [black, white] = findDisplayRange(asFloat32(voxels));
  if (black < white) return { displayRange: [black, white], remarks: [] };
  const flat = `Every voxel of the scan is ${black}; there is nothing to see in it and nothing to learn from.`;
  return { displayRange: [black, black + 1], remarks: [flat] };
}

function asFloat32(voxels: Voxels): Float32Array {
  return voxels instanceof Float32Array ? voxels : Float32Array.from(voxels);
}

function named({ name, remarks }: FileVolume): string[] {
  return remarks.map((remark) => `${name}: ${remark}`);
}

function emptyRemark(foreground: Foreground | undefined): string[] {
  if (!foreground) return [];
  const values = foreground.kind === 'binary' ? foreground.mask : foreground.ids;
  return values.some((value) => value !== 0) ? [] : ['The mask has no foreground; there are no blobs to label.'];
}

/** The name without its format. */
function stem(name: string): string {
  return name.replace(/(\.nii|\.hdr|\.img)?(\.gz)?$/i, '') || name;
}

function nothingChosen(): InputError {
  return new InputError({
    found: 'neither a scan nor a mask',
    expected: 'at least one of them',
    todo: 'Choose a file for one of the two',
  });
}
