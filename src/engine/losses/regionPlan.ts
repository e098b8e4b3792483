import { cutCells, type DividedRegions, divideRegions } from '../../core/finerCut';
import { countVoxels, cutRegions, type Regions } from '../../core/ledger';
import { cellsOf, componentsOf, type LossGeometry } from '../../core/losses/geometry';
import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import type { LossSettings } from '../../core/settings';
import { nextPowerOfTwo, type RowCut } from '../ops/pieces';

/** One batch element in a table of region sums: its regions are the rows from `firstRow` on. */
export interface PlannedElement {
  readonly regions: Regions | DividedRegions;
  readonly voxels: Float64Array;
  readonly firstRow: number;
}

/** Where each voxel of a batch counts. */
export interface RegionPlan extends RowCut {
  readonly elements: readonly PlannedElement[];
  readonly voxelsPerElement: number;
  /** 1 where a row lies inside a blob. Their number is a power of two, so that tensor shapes seldom change between steps. */
  readonly isInside: Uint8Array;
}

const fewestRows = 16;

/** Cuts a batch of blob ids (`batchSize` volumes of equal size behind one another) as the settings' instance term needs it. */
export function planRegions(
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
  geometry: LossGeometry,
): RegionPlan {
  const voxelsPerElement = ids.length / batchSize;
  if (!Number.isInteger(voxelsPerElement)) throw new Error(`${ids.length} ids do not make ${batchSize} equal volumes`);
  const rowOfVoxel = new Int32Array(ids.length);
  const elements: PlannedElement[] = [];
  let firstRow = 0;
  for (let element = 0; element < batchSize; element++) {
    const [from, to] = [element * voxelsPerElement, (element + 1) * voxelsPerElement];
    const cells = geometry.cells?.subarray(from, to);
    const regions = cutElement(ids.subarray(from, to), settings, { ...geometry, ...(cells && { cells }) });
    for (let v = 0; v < voxelsPerElement; v++) rowOfVoxel[from + v] = firstRow + regions.rowOfVoxel[v];
    elements.push({ regions, voxels: countVoxels(regions), firstRow });
    firstRow += regions.isInside.length;
  }
  const isInside = new Uint8Array(nextPowerOfTwo(Math.max(fewestRows, firstRow)));
  for (const element of elements) isInside.set(element.regions.isInside, element.firstRow);
  return { elements, voxelsPerElement, rowOfVoxel, isInside };
}

function cutElement(ids: Int32Array, settings: LossSettings, geometry: LossGeometry): Regions | DividedRegions {
  const regions = cutRegions(ids);
  if (!hasInstanceTerm(settings)) return regions;
  switch (settings.scheme) {
    case 'cc':
      return cutCells(regions, geometry.cells ?? cellsOf(ids, geometry));
    case 'component_adaptive':
      return divideRegions(regions, componentsOf(ids, geometry));
    default:
      return regions;
  }
}
