import type { LossParts } from '../../losses/blobLoss';
import type { BenchCase } from '../benchCase';
import type { FollowingCells } from '../cells/followingCells';
import type { FollowingPrediction } from '../following/followingPrediction';
import type { FollowingSums } from '../following/sums';
import type { FollowingHardest } from '../hardest/followingHardest';

/** A prediction with the sums that follow it. */
export interface Summed {
  readonly benchCase: BenchCase;
  readonly logits: Float32Array;
  readonly sums: FollowingSums;
  readonly hardest: FollowingHardest;
  /** To be brought up to date before it is read: `cells.follow(atHalf.labelling(26))`. */
  readonly cells: FollowingCells;
  /** The prediction cut at probability 0.5, whatever the threshold of the question. */
  readonly atHalf: FollowingPrediction;
}

/** The parts of a loss as the bench needs them. */
export interface BenchParts extends LossParts {
  /** The sums of |dL/dlogit| over the rows of the case under alpha * global + beta * instance; absent where the pulls of the ledger tell. */
  readonly rowPullsOf?: (alpha: number, beta: number) => Float64Array;
}
