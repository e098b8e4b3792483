import { crossEntropy, focalTerm, type Quantity, sigmoid, squaredError } from '../../core/losses/criteria/quantities';
import { ledgerSums, rangeSums, rowLosses, type Tensor2D } from '../ops';
import type { FieldQuestion } from '../ops/fieldSums';
import type { LedgerField } from '../ops/ledgerFields';
import type { RegionCut } from '../ops/ledgerSums';
import { planRanges, type RowRange } from '../ops/ranges';
import { type ProofCase, spreadNumbers } from './proofCase';

const wrongProbability: Quantity = {
  name: 'probability of the wrong label',
  at: (x, isInside) => sigmoid(isInside ? -x : x),
  slope: (x, isInside) => (isInside ? -1 : 1) * sigmoid(x) * sigmoid(-x),
};

const rightProbability: Quantity = {
  name: 'probability of the right label',
  at: (x, isInside) => sigmoid(isInside ? x : -x),
  slope: (x, isInside) => (isInside ? 1 : -1) * sigmoid(x) * sigmoid(-x),
};

function quantityOf(field: LedgerField, gamma: number): Quantity {
  switch (field) {
    case 'wrongProbability':
      return wrongProbability;
    case 'squaredError':
      return squaredError;
    case 'crossEntropy':
      return crossEntropy;
    case 'focal':
      return focalTerm(gamma);
    case 'rightProbability':
      return rightProbability;
    default:
      return field satisfies never;
  }
}

/** ledgerSums of logits up to `reach` away from 0, over a made-up cut: so many voxels an element, blobs of each element, and two rows more. */
export function ledgerSumsCase(
  voxels: number,
  blobsOfElements: readonly number[],
  question: FieldQuestion,
  reach = 6,
): ProofCase {
  const cut = cutOf(voxels, blobsOfElements);
  const { values } = spreadNumbers([cut.regions.length, 1], 1);
  const logits = { shape: [values.length, 1], values: values.map((value) => Math.fround(value * reach)) };
  const dy = spreadNumbers([cut.regionCount, 2 * question.fields.length], 2);
  return {
    op: `ledgerSums of ${question.fields.join(' and ')}`,
    inputs: [logits],
    dy,
    run: (z) => ledgerSums(z as Tensor2D, cut, question),
    ...plainLedger(logits.values, cut, question, dy.values),
  };
}

/** rangeSums of a table: each row alone, all rows but that one, and one row that is the sum of none. */
export function rangeSumsCase(rows: number, columns: number): ProofCase {
  const targets = Array.from({ length: rows }, (_, row): RowRange[][] => [
    [[row, row + 1]],
    [
      [0, row],
      [row + 1, rows],
    ],
  ]).flat();
  const table = spreadNumbers([rows, columns], 1);
  const dy = spreadNumbers([2 * rows + 1, columns], 2);
  const total = ({ values }: typeof table, column: number, from: number, step: number) =>
    values.reduce((sum, value, i) => {
      const row = Math.floor(i / columns);
      return i % columns === column && row >= from && (row - from) % step === 0 ? sum + value : sum;
    }, 0);
  const own = (row: number, column: number) => table.values[row * columns + column];
  const back = (row: number, isOthers: 0 | 1, column: number) => dy.values[(2 * row + isOthers) * columns + column];
  return {
    op: 'rangeSums',
    inputs: [table],
    dy,
    run: (t) => rangeSums(t as Tensor2D, planRanges(targets, rows, 2 * rows + 1)),
    value: dy.values.map((_, i) => {
      const [target, column] = [Math.floor(i / columns), i % columns];
      const row = Math.floor(target / 2);
      if (row === rows) return 0;
      return target % 2 === 0 ? own(row, column) : total(table, column, 0, 1) - own(row, column);
    }),
    gradients: [
      table.values.map((_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        return back(row, 0, column) + total(dy, column, 1, 2) - back(row, 1, column);
      }),
    ],
  };
}

/** rowLosses of a ledger of this shape, whose formula has nothing that is 0. */
export function rowLossesCase(rows: number, columns: number): ProofCase {
  const positive = (values: Float64Array) => values.map((value) => Math.fround(Math.abs(value) + 0.25));
  const numbers = (count: number, seed: number) => positive(spreadNumbers([count], seed).values);
  const ledger = { shape: [rows, columns], values: numbers(rows * columns, 1) };
  const dy = spreadNumbers([rows, 1], 2);
  const [wrong, whole, mean] = [3, 4, 5].map((seed) => [...numbers(columns, seed)]);
  const [wrongBy, wholeBy, meanBy] = [6, 7, 8].map((seed) => Float32Array.from(numbers(rows, seed)));
  const affine = (row: number, weights: readonly number[], constants: Float32Array) =>
    weights.reduce((total, weight, c) => total + weight * ledger.values[row * columns + c], constants[row]);
  const ratioOf = (row: number) => affine(row, wrong, wrongBy) / affine(row, whole, wholeBy);
  return {
    op: 'rowLosses',
    inputs: [ledger],
    dy,
    run: (t) => rowLosses(t as Tensor2D, { wrong, whole, mean, wrongBy, wholeBy, meanBy }),
    value: Float64Array.from({ length: rows }, (_, row) => ratioOf(row) + affine(row, mean, meanBy)),
    gradients: [
      ledger.values.map((_, i) => {
        const [row, c] = [Math.floor(i / columns), i % columns];
        return dy.values[row] * ((wrong[c] - ratioOf(row) * whole[c]) / affine(row, whole, wholeBy) + mean[c]);
      }),
    ],
  };
}

/** Blobs lie scattered, about a quarter of the voxels together; the rest is background. */
function cutOf(voxels: number, blobsOfElements: readonly number[]): RegionCut {
  const batchSize = blobsOfElements.length;
  const blobs = blobsOfElements.flatMap((count, element) => Array.from({ length: count }, () => ({ element })));
  const regions = Int32Array.from({ length: voxels * batchSize }, (_, v) => {
    const element = Math.floor(v / voxels);
    const first = batchSize + blobs.findIndex((blob) => blob.element === element);
    const count = blobsOfElements[element];
    return count > 0 && (v * v + 3 * v) % 11 < 3 ? first + ((v * 7) % count) : element;
  });
  return { batchSize, regions, regionCount: batchSize + blobs.length + 2, blobs };
}

/** The table and, for dy of the table, the gradient of the logits, in float64. */
function plainLedger(logits: Float64Array, cut: RegionCut, { fields, gamma }: FieldQuestion, dy: Float64Array) {
  const { batchSize, regions, regionCount, blobs } = cut;
  const columns = 2 * fields.length;
  const value = new Float64Array(regionCount * columns);
  const gradient = new Float64Array(logits.length);
  const rowsOf = (element: number) => [
    element,
    ...blobs.flatMap((blob, i) => (blob.element === element ? [batchSize + i] : [])),
  ];
  fields.forEach((field, k) => {
    const quantity = quantityOf(field, gamma);
    logits.forEach((x, v) => {
      const row = regions[v];
      const isInside = row >= batchSize;
      const element = isInside ? blobs[row - batchSize].element : row;
      for (const counted of isInside ? [row, element] : rowsOf(element)) {
        const entry = counted * columns + k + (isInside ? 0 : fields.length);
        value[entry] += quantity.at(x, isInside);
        gradient[v] += dy[entry] * quantity.slope(x, isInside);
      }
    });
  });
  return { value, gradients: [gradient] };
}
