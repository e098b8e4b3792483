import { type Components, labelComponents } from '../components';
import type { Dims, Triple } from '../volume';
import { LabelledPair } from './labelled';
import { LabelledMask } from './predictedComponents';
import { Reference } from './reference';

/** Ids along a row of voxels as a labelling; serves tests. */
export function rowOf(ids: readonly number[]): Components {
  return { ids: Int32Array.from(ids), count: Math.max(0, ...ids) };
}

/** Two labelled rows of voxels of 1 mm as a pair; serves tests. */
export function rowPair(reference: readonly number[], prediction: readonly number[]): LabelledPair {
  const dims = [reference.length, 1, 1] as const;
  return new LabelledPair(new Reference(rowOf(reference), dims, [1, 1, 1]), new LabelledMask(rowOf(prediction), dims));
}

/** Two rows of digits and dots, "11.2", as a pair; serves tests. */
export function textPair(reference: string, prediction: string): LabelledPair {
  return rowPair(digits(reference), digits(prediction));
}

/** A mask drawn from boxes [x, y, z, nx, ny, nz]; serves tests. */
export function boxMask(dims: Dims, boxes: readonly (readonly number[])[]): Uint8Array {
  const mask = new Uint8Array(dims[0] * dims[1] * dims[2]);
  for (const [x, y, z, nx, ny, nz] of boxes)
    for (let k = z; k < z + nz; k++)
      for (let j = y; j < y + ny; j++)
        mask.fill(1, x + dims[0] * (j + dims[1] * k), x + nx + dims[0] * (j + dims[1] * k));
  return mask;
}

/** Masks labelled with 26-connectivity as a pair; serves tests. */
export function maskPair(reference: Uint8Array, prediction: Uint8Array, dims: Dims, spacingMm: Triple = [1, 1, 1]) {
  return new LabelledPair(
    new Reference(labelComponents(reference, dims, 26), dims, spacingMm),
    new LabelledMask(labelComponents(prediction, dims, 26), dims),
  );
}

function digits(text: string): number[] {
  return [...text].map((sign) => (sign === '.' ? 0 : Number(sign)));
}
