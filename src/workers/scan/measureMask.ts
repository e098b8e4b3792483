import type { Connectivity, MaskReading } from '../../core/case';
import { type Components, labelComponents } from '../../core/components';
import { InputError, type WorkMonitor } from '../../core/errors';
import { countSizes } from '../../core/maskSizes';
import { voxelCount } from '../../core/volume';
import { allocate } from '../../io/allocate';
import type { FileVolume, Voxels } from '../../io/fileVolume';
import { fewValues } from '../../io/roles';
import { partOf, pause } from '../../io/stages';
import { summariseValues, type ValueSummary } from '../../io/valueSummary';
import type { MeasuredMask } from '../../protocol/scanCalls';
import { type Foreground, isProbability, readMask } from './readMask';

/** Most blobs of a mask in a survey: more are noise, or a scan taken for a mask. */
const mostSurveyed = 20_000;

/**
 * The sizes of a mask's blobs; what it allocates is let go again. Throws InputError where the values cannot be those of a mask, or the
 * blobs are too many.
 */
export async function measureMask(
  { grid, datatype, voxels, remarks }: FileVolume,
  reading: MaskReading,
  connectivity: Connectivity,
  monitor: WorkMonitor,
): Promise<MeasuredMask> {
  monitor.report(0, 'Reading the mask');
  const summary = summariseValues(voxels);
  refuseFractions(voxels, summary);
  const read = allocate(voxels.length, () => readMask(voxels, summary, reading));
  await pause(monitor);
  const components = allocate(4 * voxels.length, () =>
    labelled(read.foreground, (mask) => labelComponents(mask, grid.dims, connectivity, partOf(monitor, 0.2, 0.9))),
  );
  if (components.count > mostSurveyed) throw noise(components.count);
  await pause(monitor);
  const sizes = countSizes(components);
  return {
    mask: { spacingMm: grid.spacingMm, voxelTotal: voxelCount(grid.dims), sizes },
    dims: grid.dims,
    datatype,
    remarks: [...remarks, ...read.remarks, ...valuesRemark(summary, reading), ...emptyRemark(sizes)],
  };
}

function labelled(foreground: Foreground, label: (mask: Uint8Array) => Components): Components {
  if (foreground.kind === 'binary') return label(foreground.mask);
  return { ids: foreground.ids, count: foreground.ids.reduce((most, id) => Math.max(most, id), 0) };
}

/** Probabilities are cut at a half; other fractions are a scan's. */
function refuseFractions(voxels: Voxels, summary: ValueSummary): void {
  if (summary.isWhole || isProbability(voxels, summary)) return;
  throw new InputError({
    found: 'values with fractions outside 0 to 1',
    expected: 'whole numbers, or probabilities from 0 to 1',
    todo: 'Make sure that this is the mask and not the scan',
  });
}

/** Many values read together may be a scan; that is for the user to see. */
function valuesRemark({ isWhole, distinctCount }: ValueSummary, reading: MaskReading): string[] {
  if (!isWhole || reading.kind !== 'all' || distinctCount < 2) return [];
  const doubt = distinctCount > fewValues ? ' If this is a scan, remove it.' : '';
  return [`Its ${distinctCount.toLocaleString('en')} different values are read together as foreground.${doubt}`];
}

function emptyRemark(sizes: readonly number[]): string[] {
  return sizes.length > 0 ? [] : ['It has no foreground, so there are no blobs to measure.'];
}

function noise(count: number): InputError {
  return new InputError({
    found: `${count.toLocaleString('en')} blobs`,
    expected: `at most ${mostSurveyed.toLocaleString('en')}`,
    todo: 'So many are noise, or a scan taken for a mask: choose the mask, or clean it of single voxels first',
  });
}
