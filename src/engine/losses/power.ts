import { exp, log, maximum, mul, scalar, type Tensor } from '../ops';

/** x to a power, for x >= 0 of any shape; at 0, where a power below 1 is infinitely steep, there is no gradient. */
export function powerOf<Value extends Tensor>(x: Value, power: number): Value {
  return power === 1 ? x : (exp(mul(log(maximum(scalar(least), x)), power)) as Value);
}

const least = 1e-30;
