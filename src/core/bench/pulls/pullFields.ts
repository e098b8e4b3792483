import type { LossParts } from '../../losses/blobLoss';
import type { Pull } from '../../losses/terms/term';
import type { BenchCase } from '../benchCase';

/** A term's dL/dlogit of each voxel with weight 1, signed, as parts of `fullPull`: value = largest * values[v] / fullPull. Where nothing pulls, all 0. */
export interface PullField {
  readonly values: Int16Array<ArrayBuffer>;
  /** The largest |dL/dlogit|. */
  readonly largest: number;
}

/** What the largest pull of a field is written as: a field is right to 1 / 65,534 of it. */
export const fullPull = 32767;

/** The gradients of the global and of the instance term, apart: any mix of the two follows from them. */
export interface PullFields {
  readonly global: PullField;
  readonly instance: PullField;
}

/** Both fields in one pass over the voxels where the ledger is cut as the case is. */
export function pullFields(benchCase: BenchCase, logits: Float32Array, parts: LossParts): PullFields {
  const [global, instance] = [parts.pullsOf(1, 0), parts.pullsOf(0, 1)];
  const isPlain = [...global, ...instance].every(({ ledger }) => ledger.regions.rowOfVoxel === benchCase.rowOfVoxel);
  const isOfOne = new Set([...global, ...instance].map(({ ledger }) => ledger)).size === 1;
  const gradients =
    isPlain && isOfOne && global.length === 1 && instance.length === 1
      ? gradientsOfRows(logits, global[0], instance[0])
      : ([parts.gradientOf(1, 0), parts.gradientOf(0, 1)] as const);
  return { global: packed(gradients[0]), instance: packed(gradients[1]) };
}

/** Equal neighbours of one row have equal gradients: most of a prediction is the same few numbers. */
function gradientsOfRows(logits: Float32Array, global: Pull, instance: Pull): readonly [Float32Array, Float32Array] {
  const { quantities, regions } = global.ledger;
  const gradients = [new Float32Array(logits.length), new Float32Array(logits.length)] as const;
  let [lastRow, lastLogit, ofGlobal, ofInstance] = [-1, 0, 0, 0];
  for (let v = 0; v < logits.length; v++) {
    const row = regions.rowOfVoxel[v];
    if (row !== lastRow || logits[v] !== lastLogit) {
      [lastRow, lastLogit, ofGlobal, ofInstance] = [row, logits[v], 0, 0];
      const label = regions.isInside[row] === 1;
      for (let k = 0; k < quantities.length; k++) {
        const slope = quantities[k].slope(lastLogit, label);
        ofGlobal += global.coefficients[k][row] * slope;
        ofInstance += instance.coefficients[k][row] * slope;
      }
    }
    gradients[0][v] = ofGlobal;
    gradients[1][v] = ofInstance;
  }
  return gradients;
}

function packed(gradient: Float32Array | Float64Array): PullField {
  let largest = 0;
  for (let v = 0; v < gradient.length; v++) {
    const size = Math.abs(gradient[v]);
    if (size > largest) largest = size;
  }
  const values = new Int16Array(gradient.length);
  const scale = largest > 0 ? fullPull / largest : 0;
  for (let v = 0; v < gradient.length; v++) values[v] = Math.round(gradient[v] * scale);
  return { values, largest };
}
