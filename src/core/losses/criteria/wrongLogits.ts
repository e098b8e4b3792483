/**
 * What quantities of voxels of one label are made of, by voxel, with u = the logit of the wrong label: -x inside, x outside, where x is the voxel's
 * logit. One exponential and one logarithm a voxel serve them all.
 */
export interface WrongLogits {
  readonly isInside: boolean;
  /** Of each array the first so many are meant. */
  readonly count: number;
  readonly u: Float64Array;
  /** sigmoid(u), the probability of the wrong label. */
  readonly wrong: Float64Array;
  /** sigmoid(-u), that of the right one. */
  readonly right: Float64Array;
  /** softplus(u), the cross-entropy, in nats. */
  readonly cost: Float64Array;
  /** softplus(-u), what it would be with the other label. */
  readonly otherCost: Float64Array;
}

/** Room for so many voxels at once. */
export const blockSize = 256;

/** Voxels whose logits are given; the same arrays serve one block after the other. */
export class LogitBlock implements WrongLogits {
  isInside = false;
  count = 0;
  readonly u = new Float64Array(blockSize);
  readonly wrong = new Float64Array(blockSize);
  readonly right = new Float64Array(blockSize);
  readonly cost = new Float64Array(blockSize);
  readonly otherCost = new Float64Array(blockSize);

  /** The logits from `start` on, at most `blockSize`, of voxels that are all inside or all outside. */
  set(logits: Float32Array, start: number, count: number, isInside: boolean): void {
    const { u, wrong, right, cost, otherCost } = this;
    this.isInside = isInside;
    this.count = count;
    for (let n = 0; n < count; n++) {
      const logit = logits[start + n];
      const at = isInside ? -logit : logit;
      const size = Math.abs(at);
      const decay = Math.exp(-size);
      const log = Math.log1p(decay);
      u[n] = at;
      wrong[n] = (at >= 0 ? 1 : decay) / (1 + decay);
      right[n] = (at <= 0 ? 1 : decay) / (1 + decay);
      cost[n] = Math.max(at, 0) + log;
      otherCost[n] = Math.max(-at, 0) + log;
    }
  }
}

/** The same voxels as if each had the other label. */
export function withOtherLabel({ isInside, count, u, wrong, right, cost, otherCost }: WrongLogits): WrongLogits {
  return {
    ...{ isInside: !isInside, count, wrong: right, right: wrong, cost: otherCost, otherCost: cost },
    /** Hardly anyone asks. */
    get u() {
      return u.map((at) => -at);
    },
  };
}
