import { componentWeights } from '../../core/losses/componentAdaptive';
import { inverseWeights } from '../../core/losses/inverseWeighting';
import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import type { LossSettings } from '../../core/settings';
import { formOf, instanceFormOf, type LossForm } from './forms';
import type { PlannedElement, RegionPlan } from './regionPlan';

/** A row of the table that counts in an evaluation, inside or outside, with a weight in ratios and one in means. */
export interface Entry {
  readonly row: number;
  readonly evaluation: number;
  readonly isInside: boolean;
  readonly inRatio: number;
  readonly inMean: number;
}

/** A loss form evaluated several times, each time on rows of its own. */
export interface EvaluationSet {
  readonly form: LossForm;
  readonly entries: readonly Entry[];
  /** Rows inside other blobs that count as background (masking 'none'). */
  readonly relabelled: readonly Entry[];
  /** Voxels of label 1 of each evaluation, weighted where the rows are. */
  readonly sizes: readonly number[];
  /** What the values are multiplied by in the term. */
  readonly weights: readonly number[];
  /** The power is taken of the weighted sum, not of each value. */
  readonly isPowerLast: boolean;
}

/** L_global: one evaluation an element. */
export function globalSet({ elements, voxelsPerElement }: RegionPlan, settings: LossSettings): EvaluationSet {
  const set = startSet(formOf(settings), true);
  for (const element of elements) addWhole(set, element, 1 / elements.length, voxelsPerElement);
  return set;
}

/** L_instance; null where there is none. */
export function instanceSet(plan: RegionPlan, settings: LossSettings): EvaluationSet | null {
  if (!hasInstanceTerm(settings)) return null;
  const set = startSet(instanceFormOf(settings), false);
  const { elements, voxelsPerElement } = plan;
  const withBlobs = elements.filter(({ regions }) => regions.blobIds.length > 0).length;
  for (const element of elements)
    switch (settings.scheme) {
      case 'blob':
        addBlobs(set, element, withBlobs, voxelsPerElement);
        break;
      case 'cc':
        addCells(set, element, elements.length, voxelsPerElement);
        break;
      case 'inverse_weighting':
        addWhole(set, element, 1 / elements.length, voxelsPerElement, inverseWeights(emptyLedger(element)));
        break;
      case 'component_adaptive': {
        const weights = componentWeights(emptyLedger(element), settings.backgroundWeight);
        addWhole(set, element, withBlobs > 0 ? 1 / elements.length : 0, voxelsPerElement, weights);
        break;
      }
      default:
        throw new Error(`${settings.scheme} is not made of sums over these regions`);
    }
  return set;
}

interface GrowingSet extends EvaluationSet {
  readonly entries: Entry[];
  readonly relabelled: Entry[];
  readonly sizes: number[];
  readonly weights: number[];
}

function startSet(form: LossForm, isPowerLast: boolean): GrowingSet {
  return { form, isPowerLast, entries: [], relabelled: [], sizes: [], weights: [] };
}

/** One evaluation of all rows of an element. */
function addWhole(
  set: GrowingSet,
  element: PlannedElement,
  weight: number,
  meanOver: number,
  weightOfRow?: Float64Array,
): void {
  const { regions, voxels, firstRow } = element;
  const evaluation = set.weights.push(weight) - 1;
  let size = 0;
  regions.isInside.forEach((isInside, row) => {
    if (voxels[row] === 0) return;
    const own = weightOfRow ? weightOfRow[row] : 1;
    set.entries.push({
      ...{ row: firstRow + row, evaluation, isInside: isInside === 1 },
      ...{ inRatio: own, inMean: own / meanOver },
    });
    if (isInside) size += own * voxels[row];
  });
  set.sizes.push(size);
}

/** One evaluation a blob, the others counted as background. */
function addBlobs(
  set: GrowingSet,
  { regions, voxels, firstRow }: PlannedElement,
  withBlobs: number,
  meanOver: number,
): void {
  const { blobIds, isInside } = regions;
  for (let blob = 1; blob <= blobIds.length; blob++) {
    const evaluation = set.weights.push(1 / (blobIds.length * withBlobs)) - 1;
    set.sizes.push(voxels[blob]);
    isInside.forEach((inBlob, row) => {
      const isOther = inBlob === 1 && row !== blob;
      (isOther ? set.relabelled : set.entries).push({
        ...{ row: firstRow + row, evaluation, isInside: row === blob },
        ...{ inRatio: 1, inMean: 1 / meanOver },
      });
    });
  }
}

/** One evaluation a cell; of an element without blobs, one of the whole. */
function addCells(set: GrowingSet, element: PlannedElement, elements: number, meanOver: number): void {
  const { regions, voxels, firstRow } = element;
  const count = regions.blobIds.length;
  if (count === 0) addWhole(set, element, 1 / elements, meanOver);
  for (let blob = 1; blob <= count; blob++) {
    const evaluation = set.weights.push(1 / (count * elements)) - 1;
    set.sizes.push(voxels[blob]);
    const shared = { evaluation, inRatio: 1, inMean: 1 / (voxels[blob] + voxels[count + blob]) };
    set.entries.push({ ...shared, isInside: true, row: firstRow + blob });
    set.entries.push({ ...shared, isInside: false, row: firstRow + count + blob });
  }
}

function emptyLedger({ regions, voxels }: PlannedElement) {
  return { regions, voxels, quantities: [], sums: [] };
}
