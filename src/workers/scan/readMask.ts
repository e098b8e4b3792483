import { compactInstances, rankBlobs } from '../../core/blobs';
import type { Connectivity, MaskReading } from '../../core/case';
import { labelComponents } from '../../core/components';
import { InputError, type WorkMonitor } from '../../core/errors';
import type { Dims } from '../../core/volume';
import type { Voxels } from '../../io/fileVolume';
import { distinctCap, type ValueSummary } from '../../io/valueSummary';

/** The foreground of a mask as its reading says; kept so that it can be labelled anew. */
export type Foreground =
  | { readonly kind: 'binary'; readonly mask: Uint8Array }
  | { readonly kind: 'instances'; readonly ids: Int32Array };

/** Most blobs of a case: beyond it the table and the colours take longer than anyone would wait. */
const mostBlobs = 50_000;

/**
 * Foreground of a mask. `all`: every value above 0, from 0.5 where the values are fractions within 0..1; `class`: that value;
 * `instances`: every whole value above 0 is a blob. Throws InputError where the values do not allow the reading.
 */
export function readMask(
  voxels: Voxels,
  summary: ValueSummary,
  reading: MaskReading,
): { readonly foreground: Foreground; readonly remarks: readonly string[] } {
  switch (reading.kind) {
    case 'all': {
      const isCutAtHalf = isProbability(voxels, summary);
      const mask = binary(voxels, isCutAtHalf ? (v) => v >= 0.5 : (v) => v > 0);
      return {
        foreground: { kind: 'binary', mask },
        remarks: [...fractionRemark(summary, isCutAtHalf), ...negativeRemark(summary)],
      };
    }
    case 'class':
      return { foreground: { kind: 'binary', mask: binary(voxels, (v) => v === reading.value) }, remarks: [] };
    case 'instances':
      return { foreground: { kind: 'instances', ids: instances(voxels, summary) }, remarks: negativeRemark(summary) };
    default:
      return reading satisfies never;
  }
}

/** Whether the values are fractions within 0..1. */
export function isProbability(voxels: Voxels, { isWhole, hasNegative }: ValueSummary): boolean {
  return !isWhole && !hasNegative && !voxels.some((value) => value > 1);
}

/** Blob ids 1..N by falling size in a fresh array. Throws InputError on more than `mostBlobs`. */
export function labelForeground(
  foreground: Foreground,
  dims: Dims,
  connectivity: Connectivity,
  monitor: WorkMonitor,
): Int32Array {
  if (foreground.kind === 'instances') {
    const { ids, count } = compactInstances(foreground.ids);
    return rankBlobs(ids, count);
  }
  const { ids, count } = labelComponents(foreground.mask, dims, connectivity, monitor);
  if (count > mostBlobs)
    throw tooMany(`${count.toLocaleString('en')} blobs`, 'the scan and the mask may be swapped, or the mask is noise');
  return rankBlobs(ids, count);
}

function binary(voxels: Voxels, isForeground: (value: number) => boolean): Uint8Array {
  const mask = new Uint8Array(voxels.length);
  for (let i = 0; i < mask.length; i++) mask[i] = isForeground(voxels[i]) ? 1 : 0;
  return mask;
}

/** Whole values above 0 as numbers 1..N in the order of their first voxels; so they fit whatever the file's type was. */
function instances(voxels: Voxels, summary: ValueSummary): Int32Array {
  if (!summary.isWhole)
    throw new InputError({
      found: 'a mask whose values have fractions',
      expected: 'a whole number for each instance',
      todo: 'Read its values all together instead',
    });
  if (summary.distinctCount > Math.min(mostBlobs, distinctCap))
    throw tooMany(
      `more than ${mostBlobs.toLocaleString('en')} different values`,
      'read them all together instead, or check that this is the mask',
    );
  return compactInstances(summary.hasNegative ? voxels.map((value) => Math.max(0, value)) : voxels).ids;
}

function fractionRemark(summary: ValueSummary, isCutAtHalf: boolean): string[] {
  if (summary.isWhole) return [];
  return [
    `The mask's values have fractions; ${isCutAtHalf ? '0.5 and more' : 'everything above 0'} counts as foreground.`,
  ];
}

function negativeRemark(summary: ValueSummary): string[] {
  return summary.hasNegative ? ['The mask has negative values; they count as background.'] : [];
}

function tooMany(found: string, todo: string): InputError {
  return new InputError({
    found,
    expected: `at most ${mostBlobs.toLocaleString('en')} blobs`,
    todo: todo[0].toUpperCase() + todo.slice(1),
  });
}
