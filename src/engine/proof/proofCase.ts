import type { Tensor } from '../ops';

/** Numbers of any rank with their shape, in float64 but exact in float32. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** An operation on given inputs, and what plain loops say it gives: the value, and the gradient of each input for the output's gradient `dy`. */
export interface ProofCase {
  readonly op: string;
  readonly inputs: readonly Numbers[];
  readonly dy: Numbers;
  readonly run: (...tensors: Tensor[]) => Tensor;
  readonly value: Float64Array;
  /** In the order of the inputs; none, if the operation has no gradient. */
  readonly gradients: readonly Float64Array[];
}

/** Seeded numbers spread over -1..1, none nearer to 0 than 0.001 (where a ReLU has no slope). */
export function spreadNumbers(shape: readonly number[], seed: number): Numbers {
  const values = new Float64Array(shape.reduce((a, b) => a * b, 1));
  let state = seed * 7919 + 17;
  for (let i = 0; i < values.length; i++) {
    state = (state * 48271) % 2147483647;
    const value = Math.fround((state / 2147483647) * 2 - 1);
    values[i] = Math.abs(value) < 0.001 ? 0.5 : value;
  }
  return { shape, values };
}
