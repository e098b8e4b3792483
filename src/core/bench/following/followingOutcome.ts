import { outcome as outcomes } from '../../terms';
import { type BenchCase, isInsideRow } from '../benchCase';

/** What becomes of each voxel of a prediction, and how much of it each row of the ledger holds; follows changes voxel by voxel. */
export class FollowingOutcome {
  /** Predicted voxels in each row of the case. */
  readonly predictedInRow: Float64Array;
  /** One code of `outcome` (core/terms) per voxel. */
  readonly outcome: Uint8Array<ArrayBuffer>;

  /** A voxel is predicted when its logit is above the level. */
  constructor(
    private readonly benchCase: BenchCase,
    logits: Float32Array,
    level: number,
  ) {
    this.predictedInRow = new Float64Array(benchCase.rowVoxels.length);
    this.outcome = new Uint8Array(logits.length);
    for (let v = 0; v < logits.length; v++) {
      const isOn = logits[v] > level;
      if (isOn) this.predictedInRow[benchCase.rowOfVoxel[v]]++;
      this.outcome[v] = outcomeOf(benchCase.ids[v] !== 0, isOn);
    }
  }

  /** `count` voxels from `start` on become predicted, or are so no longer. */
  flip(start: number, count: number, isOn: boolean): void {
    for (let v = start; v < start + count; v++) {
      const row = this.benchCase.rowOfVoxel[v];
      this.predictedInRow[row] += isOn ? 1 : -1;
      this.outcome[v] = outcomeOf(isInsideRow(this.benchCase, row), isOn);
    }
  }
}

function outcomeOf(isInside: boolean, isPredicted: boolean): number {
  if (isInside) return isPredicted ? outcomes.truePositive : outcomes.falseNegative;
  return isPredicted ? outcomes.falsePositive : outcomes.background;
}
