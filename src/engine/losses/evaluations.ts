import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import { componentWeights } from '../../core/losses/terms/componentAdaptive';
import { inverseWeights } from '../../core/losses/terms/inverseWeighting';
import type { LossSettings } from '../../core/settings';
import type { RowRange } from '../ops/ranges';
import { formOf, instanceFormOf, type LossForm } from './forms';
import type { PlannedElement, RegionPlan } from './regionPlan';

/** A loss form evaluated several times, each time on some rows of a table. */
export interface EvaluationSet {
  readonly form: LossForm;
  /** Two lists of rows an evaluation: those inside, those outside. */
  readonly rows: readonly (readonly RowRange[])[];
  /** The weight of each row of the table in ratios and in means, in all evaluations that it is in. */
  readonly inRatio: Float32Array;
  readonly inMean: Float32Array;
  /** Voxels of label 1 of each evaluation, weighted where the rows are. */
  readonly sizes: readonly number[];
  /** What the values are multiplied by in the term. */
  readonly weights: readonly number[];
  /** The power is taken of the weighted sum, not of each value. */
  readonly isPowerLast: boolean;
}

/** L_global: one evaluation an element. The table may have more rows than the plan. */
export function globalSet(plan: RegionPlan, settings: LossSettings, tableRows: number): EvaluationSet {
  const { elements, voxelsPerElement } = plan;
  const set = startSet(formOf(settings), true, tableRows);
  for (const element of elements) addWhole(set, element, 1 / elements.length, voxelsPerElement);
  return set;
}

/** L_instance; null where there is none. The rows of the plan with the other label follow those with their own (masking 'none'). */
export function instanceSet(plan: RegionPlan, settings: LossSettings, tableRows: number): EvaluationSet | null {
  if (!hasInstanceTerm(settings)) return null;
  const set = startSet(instanceFormOf(settings), false, tableRows);
  const { elements, voxelsPerElement } = plan;
  const withBlobs = elements.filter(({ regions }) => regions.blobIds.length > 0).length;
  for (const element of elements)
    switch (settings.scheme) {
      case 'blob':
        addBlobs(set, element, withBlobs, voxelsPerElement, plan.isInside.length);
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
  readonly rows: (readonly RowRange[])[];
  readonly sizes: number[];
  readonly weights: number[];
}

function startSet(form: LossForm, isPowerLast: boolean, tableRows: number): GrowingSet {
  const [inRatio, inMean] = [new Float32Array(tableRows), new Float32Array(tableRows)];
  return { form, isPowerLast, inRatio, inMean, rows: [], sizes: [], weights: [] };
}

/** One evaluation of all rows of an element. */
function addWhole(
  set: GrowingSet,
  { regions, voxels, firstRow }: PlannedElement,
  weight: number,
  meanOver: number,
  weightOfRow?: Float64Array,
): void {
  let size = 0;
  regions.isInside.forEach((isInside, row) => {
    if (voxels[row] === 0) return;
    const own = weightOfRow ? weightOfRow[row] : 1;
    weighRow(set, firstRow + row, own, own / meanOver);
    if (isInside) size += own * voxels[row];
  });
  set.rows.push(rangesOf(regions.isInside, 1, firstRow), rangesOf(regions.isInside, 0, firstRow));
  set.weights.push(weight);
  set.sizes.push(size);
}

/** One evaluation a blob, the others counted as background with the other label, `others` rows further on. */
function addBlobs(
  set: GrowingSet,
  { regions, voxels, firstRow }: PlannedElement,
  withBlobs: number,
  meanOver: number,
  others: number,
): void {
  const count = regions.blobIds.length;
  for (let row = firstRow; row <= firstRow + count; row++)
    for (const counted of [row, others + row]) weighRow(set, counted, 1, 1 / meanOver);
  for (let blob = 1; blob <= count; blob++) {
    const row = firstRow + blob;
    set.rows.push(
      [[row, row + 1]],
      [
        [firstRow, firstRow + 1],
        [others + firstRow + 1, others + row],
        [others + row + 1, others + firstRow + count + 1],
      ],
    );
    set.weights.push(1 / (count * withBlobs));
    set.sizes.push(voxels[blob]);
  }
}

/** One evaluation a cell; of an element without blobs, one of the whole. */
function addCells(set: GrowingSet, element: PlannedElement, elements: number, meanOver: number): void {
  const { regions, voxels, firstRow } = element;
  const count = regions.blobIds.length;
  if (count === 0) addWhole(set, element, 1 / elements, meanOver);
  for (let blob = 1; blob <= count; blob++) {
    const [inside, outside] = [firstRow + blob, firstRow + count + blob];
    for (const row of [inside, outside]) weighRow(set, row, 1, 1 / (voxels[blob] + voxels[count + blob]));
    set.rows.push([[inside, inside + 1]], [[outside, outside + 1]]);
    set.weights.push(1 / (count * elements));
    set.sizes.push(voxels[blob]);
  }
}

function weighRow({ inRatio, inMean }: EvaluationSet, row: number, ratio: number, mean: number): void {
  inRatio[row] = ratio;
  inMean[row] = mean;
}

/** The rows with this label, as ranges. */
function rangesOf(labels: Uint8Array, label: 0 | 1, firstRow: number): RowRange[] {
  const ranges: RowRange[] = [];
  for (let from = 0, to = 0; from < labels.length; from = to) {
    while (to < labels.length && labels[to] === labels[from]) to++;
    if (labels[from] === label) ranges.push([firstRow + from, firstRow + to]);
  }
  return ranges;
}

function emptyLedger({ regions, voxels }: PlannedElement) {
  return { regions, voxels, quantities: [], sums: [] };
}
