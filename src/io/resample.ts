import { labelComponents } from '../core/components';
import { InputError, type WorkMonitor } from '../core/errors';
import { type Grid, invertAffine, type Triple, voxelCount, voxelToWorld, voxelVolumeMm3 } from '../core/volume';
import { allocate } from './allocate';
import type { FileVolume, Voxels } from './fileVolume';
import { foregroundTest } from './foreground';
import { boxInWords, combined, doBoxesMeet, gridInWords, largestShift, scaled } from './gridGeometry';

/** A mask on the grid of the scan, and what was done to get it there. */
export interface PlacedMask {
  readonly voxels: Voxels;
  readonly remarks: readonly string[];
}

/**
 * Brings a mask onto the scan's grid. Grids so near that each voxel's nearest is itself are equal. Equal dims with a place
 * missing on one side (or lengths in another unit) are taken voxel by voxel, aloud. Otherwise each scan voxel takes the mask
 * value nearest to its centre; what lies outside is dropped and counted. Throws InputError where the two do not meet.
 */
export function placeMask(
  scan: Pick<FileVolume, 'grid' | 'hasPlace'>,
  mask: Pick<FileVolume, 'grid' | 'hasPlace' | 'voxels'>,
  monitor: WorkMonitor,
): PlacedMask {
  const hasSameDims = scan.grid.dims.every((side, axis) => side === mask.grid.dims[axis]);
  if (hasSameDims) {
    const shift = largestShift(scan.grid, mask.grid);
    if (shift < 0.5) return { voxels: mask.voxels, remarks: [] };
    const reason = sameVoxelsReason(scan, mask);
    if (reason) return { voxels: mask.voxels, remarks: [reason] };
  }
  if (!doBoxesMeet(scan.grid, mask.grid)) throw apart(scan.grid, mask.grid);
  return resampled(scan.grid, mask, monitor);
}

function sameVoxelsReason(
  scan: Pick<FileVolume, 'grid' | 'hasPlace'>,
  mask: Pick<FileVolume, 'grid' | 'hasPlace'>,
): string | null {
  const inWords =
    'scan and mask have the same number of voxels along each axis, so they were laid over each other voxel by voxel';
  if (!scan.hasPlace || !mask.hasPlace) {
    const which = scan.hasPlace ? 'mask' : mask.hasPlace ? 'scan' : 'scan and mask';
    return `The ${which} ${which.includes('and') ? 'do' : 'does'} not say where in space it lies; ${inWords}.`;
  }
  const isOtherUnit = [1e3, 1e-3].some(
    (factor) => largestShift(scan.grid, { ...mask.grid, affine: scaled(mask.grid.affine, factor) }) < 0.5,
  );
  return isOtherUnit
    ? `The positions of scan and mask differ by a factor of 1000, as if one had the wrong unit of length; ${inWords}.`
    : null;
}

function resampled(grid: Grid, mask: Pick<FileVolume, 'grid' | 'voxels'>, monitor: WorkMonitor): PlacedMask {
  const length = voxelCount(grid.dims);
  const voxels = allocate(length * mask.voxels.BYTES_PER_ELEMENT, () => sameKind(mask.voxels, length));
  const isForeground = foregroundTest(mask.voxels);
  const foreground = Uint8Array.from(mask.voxels, (value) => (isForeground(value) ? 1 : 0));
  const blobs = labelComponents(foreground, mask.grid.dims, 26, monitor);
  const isKept = new Uint8Array(blobs.count + 1);
  const metCount = fillNearest({ voxels, isKept }, grid, { ...mask, ids: blobs.ids }, monitor);
  if (metCount === 0) throw apart(grid, mask.grid);
  let after = 0;
  for (let v = 0; v < length; v++) if (isForeground(voxels[v])) after++;
  const placed = { grid: mask.grid, foreground };
  return {
    voxels,
    remarks: [gridRemark(grid, placed, after), ...coverRemark(metCount / length), ...lossRemarks(grid, placed, isKept)],
  };
}

interface LabelledMask {
  readonly grid: Grid;
  readonly voxels: Voxels;
  readonly ids: Int32Array;
}

/** Walks the target rows, where the source position moves by a constant step, and notes which blobs of the mask are met. Gives how many voxels lie in the mask's box. */
function fillNearest(
  target: { readonly voxels: Voxels; readonly isKept: Uint8Array },
  grid: Grid,
  mask: LabelledMask,
  monitor: WorkMonitor,
): number {
  const map = combined(invertAffine(mask.grid.affine), grid.affine);
  let metCount = 0;
  const [nx, ny, nz] = grid.dims;
  const [mx, my, mz] = mask.grid.dims;
  for (let z = 0; z < nz; z++) {
    monitor.report(z / nz, 'Resampling the mask');
    monitor.throwIfCancelled();
    for (let y = 0; y < ny; y++) {
      const [px, py, pz] = voxelToWorld(map, [0, y, z]);
      const row = nx * (y + ny * z);
      for (let x = 0; x < nx; x++) {
        const sx = Math.round(px + map[0] * x);
        const sy = Math.round(py + map[4] * x);
        const sz = Math.round(pz + map[8] * x);
        if (sx < 0 || sy < 0 || sz < 0 || sx >= mx || sy >= my || sz >= mz) continue;
        const source = sx + mx * (sy + my * sz);
        target.voxels[row + x] = mask.voxels[source];
        target.isKept[mask.ids[source]] = 1;
        metCount++;
      }
    }
  }
  return metCount;
}

/** The foreground of a mask, 1, on its own grid. */
interface PlacedForeground {
  readonly grid: Grid;
  readonly foreground: Uint8Array;
}

function gridRemark(grid: Grid, mask: PlacedForeground, after: number): string {
  const before = countForeground(mask);
  const share = (after * voxelVolumeMm3(grid)) / (before * voxelVolumeMm3(mask.grid));
  const kept =
    before === 0
      ? 'it has no foreground'
      : `foreground ${count(before)} -> ${count(after)} voxels, ${percent(share)} of its volume`;
  return (
    `The mask was on another grid (${gridInWords(mask.grid)}) and was resampled, nearest voxel, onto that of the scan ` +
    `(${gridInWords(grid)}): ${kept}.`
  );
}

/** `covered` = share of the scan's voxels that lie in the mask's box. */
function coverRemark(covered: number): string[] {
  if (covered === 1) return [];
  const words = covered > 0.9995 ? 'less than 0.1 %' : percent(1 - covered);
  return [`The mask does not reach over all of the scan: ${words} of the scan's voxels lie beyond it and became 0.`];
}

function lossRemarks(grid: Grid, mask: PlacedForeground, isKept: Uint8Array): string[] {
  const remarks: string[] = [];
  const outside = countOutside(grid, mask);
  if (outside > 0)
    remarks.push(
      `The mask reaches beyond the scan: ${count(outside)} of its ${count(countForeground(mask))} foreground voxels lie outside and were dropped.`,
    );
  let lost = 0;
  for (let id = 1; id < isKept.length; id++) if (isKept[id] === 0) lost++;
  if (lost > 0)
    remarks.push(
      `${count(lost)} of the mask's ${count(isKept.length - 1)} blobs have no voxel on the scan's grid and are lost.`,
    );
  return remarks;
}

/** Foreground voxels of the mask whose centre lies in no voxel of the grid. */
function countOutside(grid: Grid, mask: PlacedForeground): number {
  const map = combined(invertAffine(grid.affine), mask.grid.affine);
  const [mx, my, mz] = mask.grid.dims;
  const isInside = (at: Triple) => at.every((p, axis) => p >= -0.5 && p < grid.dims[axis] - 0.5);
  let outsideCount = 0;
  for (let z = 0, i = 0; z < mz; z++)
    for (let y = 0; y < my; y++)
      for (let x = 0; x < mx; x++, i++)
        if (mask.foreground[i] === 1 && !isInside(voxelToWorld(map, [x, y, z]))) outsideCount++;
  return outsideCount;
}

function apart(scan: Grid, mask: Grid): InputError {
  return new InputError({
    found: `a mask that lies elsewhere than the scan: it spans ${boxInWords(mask)}, the scan ${boxInWords(scan)}`,
    expected: 'a mask of the same place',
    todo: 'Check that the two belong together, or bring the mask onto the scan with a registration tool',
  });
}

function sameKind(like: Voxels, length: number): Voxels {
  return new (like.constructor as new (length: number) => Voxels)(length);
}

function countForeground({ foreground }: PlacedForeground): number {
  return foreground.reduce((total, one) => total + one, 0);
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
