import type { LossParts } from '../losses/blobLoss';
import type { BenchCase } from './benchCase';
import type { HeatKind } from './question';

/** How hard each voxel is pulled: |dL/dlogit| divided by its largest value, 0..1, and that value; where nothing pulls, all 0. */
export interface Heat {
  readonly values: Float32Array<ArrayBuffer>;
  readonly largest: number;
}

/** The weights of the two terms in a heat. */
export function weightsOf(kind: HeatKind, { alpha, beta }: { readonly alpha: number; readonly beta: number }) {
  switch (kind) {
    case 'global':
      return { alpha: 1, beta: 0 };
    case 'instance':
      return { alpha: 0, beta: 1 };
    case 'mixed':
      return { alpha, beta };
    default:
      return kind satisfies never;
  }
}

/** The heat of alpha * global + beta * instance, in one pass where the ledger is cut as the case is. */
export function heatOf(
  benchCase: BenchCase,
  logits: Float32Array,
  parts: LossParts,
  alpha: number,
  beta: number,
): Heat {
  const pulls = parts.pullsOf(alpha, beta);
  const values = new Float32Array(logits.length);
  const [pull] = pulls;
  if (pulls.length === 1 && pull.ledger.regions.rowOfVoxel === benchCase.rowOfVoxel) {
    const { quantities, regions } = pull.ledger;
    let [lastRow, lastLogit, last] = [-1, 0, 0];
    for (let v = 0; v < values.length; v++) {
      const row = regions.rowOfVoxel[v];
      if (row !== lastRow || logits[v] !== lastLogit) {
        [lastRow, lastLogit, last] = [row, logits[v], 0];
        const label = regions.isInside[row] === 1;
        for (let k = 0; k < quantities.length; k++)
          last += pull.coefficients[k][row] * quantities[k].slope(lastLogit, label);
      }
      values[v] = Math.abs(last);
    }
  } else
    parts.gradientOf(alpha, beta).forEach((slope, v) => {
      values[v] = Math.abs(slope);
    });
  return scaledToLargest(values);
}

function scaledToLargest(values: Float32Array<ArrayBuffer>): Heat {
  let largest = 0;
  for (let v = 0; v < values.length; v++) if (values[v] > largest) largest = values[v];
  if (largest > 0) for (let v = 0; v < values.length; v++) values[v] /= largest;
  return { values, largest };
}
