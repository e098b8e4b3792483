import { softplus } from '../../losses/criteria/quantities';
import { type BenchCase, isInsideRow } from '../benchCase';

/**
 * The cross-entropy of a voxel rises with u = -logit inside a blob, u = logit outside. A key is u in 32 bits, made so that keys as whole numbers
 * stand in the order of the u: voxels can be ranked by their costs without computing one.
 */
export class CostKeys {
  private readonly number = new Float32Array(1);
  private readonly bits = new Uint32Array(this.number.buffer);
  /** By row: the sign bit, where the label turns it. */
  private readonly turned: Uint32Array;

  constructor(private readonly benchCase: BenchCase) {
    this.turned = Uint32Array.from(benchCase.rowVoxels, (_, row) => (isInsideRow(benchCase, row) ? signBit : 0));
  }

  /** The key of a voxel whose logit is given. */
  of(voxel: number, logit: number): number {
    this.number[0] = logit;
    return keyOf((this.bits[0] ^ this.turned[this.benchCase.rowOfVoxel[voxel]]) >>> 0);
  }

  /** Where a run of voxels from `start` on, below `end`, ends whose labels are one. */
  endOfLabel(start: number, end: number): number {
    const { turned } = this;
    const { rowOfVoxel } = this.benchCase;
    const label = turned[rowOfVoxel[start]];
    let v = start + 1;
    while (v < end && turned[rowOfVoxel[v]] === label) v++;
    return v;
  }

  /** The cross-entropy of a key, in nats. */
  cost(key: number): number {
    this.bits[0] = key >= signBit ? key ^ signBit : ~key;
    return softplus(this.number[0]);
  }

  /** Calls `visit` with each voxel whose key is at least the lowest, in their order. */
  forEachFrom(logits: Float32Array, lowest: number, visit: (voxel: number, key: number) => void): void {
    const bits = new Uint32Array(logits.buffer, logits.byteOffset, logits.length);
    const { rowOfVoxel } = this.benchCase;
    for (let v = 0; v < bits.length; v++) {
      const key = keyOf((bits[v] ^ this.turned[rowOfVoxel[v]]) >>> 0);
      if (key >= lowest) visit(v, key);
    }
  }
}

/** Float bits in the order of their numbers; both zeros are one. */
function keyOf(bits: number): number {
  if (bits === signBit) return signBit;
  return bits >= signBit ? ~bits >>> 0 : (bits ^ signBit) >>> 0;
}

const signBit = 2 ** 31;
