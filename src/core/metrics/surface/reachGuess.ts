import type { Triple } from '../../volume';
import type { PieceQueries } from './pieceQueries';

/** So many voxels beside a query one that was asked in the plane before is looked for. */
const beside = 2;

/** What is found is nearer than the guess, whatever rounding does. */
const margin = 1 + 1e-9;

/**
 * Guesses how far the pieces of a plane are from what is nearest: a place is no farther from it than its neighbour in the plane before, and the way between the two. Without such a neighbour as far as
 * is said.
 */
export class ReachGuess {
  private readonly low: Triple;
  private readonly height: number;
  private readonly depth: number;
  /** By y, z in the box of the pieces: of which plane it was asked last, and what was found, mm. */
  private readonly plane: Int32Array;
  private readonly foundMm: Float64Array;
  private readonly ways = new Float64Array((2 * beside + 1) ** 2);
  private before = -1;

  /** A box that holds all that is asked. */
  constructor(
    { low, high }: { readonly low: Triple; readonly high: Triple },
    private readonly spacingMm: Triple,
  ) {
    this.low = low;
    this.height = high[1] - low[1] + 1;
    this.depth = high[2] - low[2] + 1;
    this.plane = new Int32Array(this.height * this.depth).fill(-1);
    this.foundMm = new Float64Array(this.plane.length);
  }

  /** Writes the reach of the queries from..to, all of one x. */
  guess({ x, y, z, reachMm }: PieceQueries, from: number, to: number, elseMm: number): void {
    this.measureWays(x[from] - this.before);
    for (let k = from; k < to; k++) {
      const least = this.leastAt(y[k] - this.low[1], z[k] - this.low[2]);
      reachMm[k] = least === Number.POSITIVE_INFINITY ? elseMm : least * margin;
    }
  }

  /** Takes what these queries, all of one x, have found. */
  learn({ x, y, z, squares }: PieceQueries, from: number, to: number): void {
    this.before = x[from];
    for (let k = from; k < to; k++) {
      const at = y[k] - this.low[1] + this.height * (z[k] - this.low[2]);
      this.plane[at] = x[k];
      this.foundMm[at] = Math.sqrt(squares[k]);
    }
  }

  private leastAt(y: number, z: number): number {
    const { height, depth, plane, foundMm, before, ways } = this;
    let least = Number.POSITIVE_INFINITY;
    if (before < 0) return least;
    for (let dz = -beside, n = 0; dz <= beside; dz++)
      for (let dy = -beside; dy <= beside; dy++, n++) {
        if (y + dy < 0 || y + dy >= height || z + dz < 0 || z + dz >= depth) continue;
        const at = y + dy + height * (z + dz);
        if (plane[at] === before && foundMm[at] + ways[n] < least) least = foundMm[at] + ways[n];
      }
    return least;
  }

  private measureWays(planes: number): void {
    const [x, y, z] = this.spacingMm;
    for (let dz = -beside, n = 0; dz <= beside; dz++)
      for (let dy = -beside; dy <= beside; dy++, n++) this.ways[n] = Math.hypot(planes * x, dy * y, dz * z);
  }
}
