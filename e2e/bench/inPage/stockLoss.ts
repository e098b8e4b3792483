import {
  add,
  addN,
  div,
  mul,
  type Scalar,
  sigmoid,
  sub,
  sum,
  type Tensor,
  type Tensor5D,
  tensor5d,
} from '@tensorflow/tfjs-core';

const smooth = 1e-5;

/** The mask of a patch, and of each of its blobs what is left when the other blobs are masked away; [1,D,H,W,1], 1 or 0. */
export interface StockTarget {
  readonly label: Tensor5D;
  readonly blobs: readonly { readonly label: Tensor5D; readonly seen: Tensor5D }[];
}

/** From blob ids, 0 = background, of a cubic patch. */
export function stockTarget(ids: Int32Array, side: number): StockTarget {
  const where = (is: (id: number) => boolean) =>
    tensor5d(
      Float32Array.from(ids, (id) => (is(id) ? 1 : 0)),
      [1, side, side, side, 1],
    );
  const present = [...new Set(ids)].filter((id) => id > 0);
  return {
    label: where((id) => id > 0),
    blobs: present.map((blob) => ({
      label: where((id) => id === blob),
      seen: where((id) => id === 0 || id === blob),
    })),
  };
}

/** Blob loss over Dice (arXiv 2205.08209) as its authors' code has it: a loop over the blobs, each a Dice of the whole patch. */
export function stockLoss(
  logits: Tensor5D,
  { label, blobs }: StockTarget,
  { alpha, beta }: { readonly alpha: number; readonly beta: number },
): Scalar {
  const p = sigmoid(logits);
  const whole = mul<Scalar>(dice(p, label), alpha);
  if (blobs.length === 0) return whole;
  const terms = blobs.map((blob) => dice(mul(p, blob.seen), blob.label));
  return add(whole, mul(addN(terms), beta / blobs.length));
}

function dice(p: Tensor, y: Tensor): Scalar {
  const overlap = add(mul(sum(mul(p, y)), 2), smooth);
  return sub(1, div(overlap, add(add(sum(p), sum(y)), smooth)));
}
