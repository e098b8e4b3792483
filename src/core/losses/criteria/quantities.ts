import { type WrongLogits, withOtherLabel } from './wrongLogits';

/**
 * A function of one voxel that the ledger sums over regions: its value and its slope d/dx, from the logit x and the label y
 * (`isInside` = y is 1). At x = -Infinity with y = 0, a voxel whose probability was set to 0, the value must be finite.
 */
export interface Quantity {
  readonly name: string;
  readonly at: (x: number, isInside: boolean) => number;
  readonly slope: (x: number, isInside: boolean) => number;
  /** The same of many voxels at once, values and slopes d/dx by voxel; where it is missing, they are taken one by one. */
  readonly fill?: (voxels: WrongLogits, values: Float64Array, slopes: Float64Array) => void;
  /** It looks at each voxel as if it had the other label. */
  readonly isRelabelled?: true;
}

/** p = sigmoid(x), and its slope p (1 - p). */
export const probability: Quantity = {
  name: 'probability',
  at: (x) => sigmoid(x),
  slope: (x) => sigmoid(x) * sigmoid(-x),
  fill: ({ isInside, count, wrong, right }, values, slopes) => {
    const positive = isInside ? right : wrong;
    for (let n = 0; n < count; n++) {
      values[n] = positive[n];
      slopes[n] = wrong[n] * right[n];
    }
  },
};

/** (p - y)^2, the squared probability of the wrong label: inside (1 - p)^2, outside p^2. */
export const squaredError: Quantity = {
  name: 'squared error',
  at: (x, isInside) => sigmoid(isInside ? -x : x) ** 2,
  slope: (x, isInside) => {
    const wrong = sigmoid(isInside ? -x : x);
    return (isInside ? -2 : 2) * wrong * wrong * (1 - wrong);
  },
  fill: ({ isInside, count, wrong }, values, slopes) => {
    const twice = isInside ? -2 : 2;
    for (let n = 0; n < count; n++) {
      values[n] = wrong[n] * wrong[n];
      slopes[n] = twice * wrong[n] * wrong[n] * (1 - wrong[n]);
    }
  },
};

/** -y ln p - (1 - y) ln(1 - p), in nats, and its slope p - y. */
export const crossEntropy: Quantity = {
  name: 'cross-entropy',
  at: (x, isInside) => softplus(isInside ? -x : x),
  slope: (x, isInside) => (isInside ? -sigmoid(-x) : sigmoid(x)),
  fill: ({ isInside, count, wrong, cost }, values, slopes) => {
    for (let n = 0; n < count; n++) {
      values[n] = cost[n];
      slopes[n] = isInside ? -wrong[n] : wrong[n];
    }
  },
};

/**
 * (1 - p_t)^gamma times the cross-entropy, where p_t is the probability given to the true label (Lin et al., arXiv 1708.02002,
 * equation 4). With u = -x inside and u = x outside, 1 - p_t = sigmoid(u) = q, so the slope along u is
 * q^gamma (gamma (1 - q) softplus(u) + q), which is finite for every gamma >= 0.
 */
export function focalTerm(gamma: number): Quantity {
  return {
    name: `focal term, gamma ${gamma}`,
    at: (x, isInside) => {
      const u = isInside ? -x : x;
      return sigmoid(u) ** gamma * softplus(u);
    },
    slope: (x, isInside) => {
      const u = isInside ? -x : x;
      const q = sigmoid(u);
      const alongU = q ** gamma * (gamma * sigmoid(-u) * softplus(u) + q);
      return isInside ? -alongU : alongU;
    },
    fill: ({ isInside, count, wrong, right, cost }, values, slopes) => {
      for (let n = 0; n < count; n++) {
        const weight = wrong[n] ** gamma;
        const alongU = weight * (gamma * right[n] * cost[n] + wrong[n]);
        values[n] = weight * cost[n];
        slopes[n] = isInside ? -alongU : alongU;
      }
    },
  };
}

/** The same quantity of the voxel with the other label. */
export function relabelled({ name, at, slope, fill }: Quantity): Quantity {
  return {
    name: `${name}, other label`,
    at: (x, isInside) => at(x, !isInside),
    slope: (x, isInside) => slope(x, !isInside),
    ...(fill && { fill: (voxels, values, slopes) => fill(withOtherLabel(voxels), values, slopes) }),
    isRelabelled: true,
  };
}

/** Those of different names, each once. */
export function eachOnce(quantities: readonly Quantity[]): readonly Quantity[] {
  return [...new Map(quantities.map((quantity) => [quantity.name, quantity])).values()];
}

/** 1 / (1 + e^-x) without overflow; 0 and 1 at the infinities. */
export function sigmoid(x: number): number {
  const e = decay(Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
}

/** ln(1 + e^x) without overflow; 0 at -Infinity. */
export function softplus(x: number): number {
  return Math.max(x, 0) + logOfDecay(Math.abs(x));
}

/** e^-size. Values and slopes of all quantities of a voxel need this one number, so the newest is remembered: the whole family costs one exponential. */
function decay(size: number): number {
  if (size !== newest[ofDecay]) {
    newest[ofDecay] = size;
    newest[ofDecay + 1] = Math.exp(-size);
  }
  return newest[ofDecay + 1];
}

/** ln(1 + e^-size), remembered like it. */
function logOfDecay(size: number): number {
  if (size !== newest[ofLog]) {
    newest[ofLog] = size;
    newest[ofLog + 1] = Math.log1p(decay(size));
  }
  return newest[ofLog + 1];
}

/** Sizes met last, each with what was found for it. In an array, since each number that a variable of a module is given is new memory. */
const newest = Float64Array.of(0, 1, 0, Math.LN2);
const [ofDecay, ofLog] = [0, 2];
