import type { Triple } from '../../volume';
import { squaredSteps, stepsWithin } from './steps';
import type { SurfaceRows } from './surfaceRows';

/** A row beside the one that is asked about. */
interface Beside {
  readonly dy: number;
  readonly dz: number;
  readonly squareY: number;
  readonly squareZ: number;
}

/**
 * Looks for the nearest piece in the rows close by, nearer rows first, until no row can hold a nearer one: where surfaces almost coincide
 * a few rows are enough. Exact, rounded as in `PointTree`.
 */
export class NearRows {
  /** Where the piece found last lies. */
  readonly at = new Int32Array(3);
  private readonly beside: readonly Beside[];
  private readonly squaresX: Float64Array;
  private readonly limit: number;
  /** At most so many voxels away along each axis. */
  private readonly reach: Triple;

  constructor(
    private readonly rows: SurfaceRows,
    spacingMm: Triple,
    withinMm: number,
  ) {
    this.limit = withinMm * withinMm;
    const [x, y, z] = spacingMm;
    this.reach = [stepsWithin(withinMm, x), stepsWithin(withinMm, y), stepsWithin(withinMm, z)];
    this.squaresX = squaredSteps(this.reach[0] + 1, x);
    this.beside = rowsBeside(spacingMm, withinMm);
  }

  /** The squared distance (mm²) to the nearest piece, infinite where it is not nearer than the limit. */
  nearest(x: number, y: number, z: number): number {
    const { rows, squaresX, beside, at } = this;
    const { low, high, height } = rows;
    let least = this.limit;
    if (this.isFarFrom(x, y, z)) return Number.POSITIVE_INFINITY;
    for (let n = 0; n < beside.length; n++) {
      const { dy, dz, squareY, squareZ } = beside[n];
      if (squareY + squareZ >= least) break;
      const [atY, atZ] = [y + dy, z + dz];
      if (atY < low[1] || atY > high[1] || atZ < low[2] || atZ > high[2]) continue;
      const row = atY - low[1] + height * (atZ - low[2]);
      const after = rows.nextInRow(row, x);
      const before = after === x ? x : rows.lastInRow(row, x);
      const steps = after - x < x - before ? after - x : x - before;
      if (steps >= squaresX.length) continue;
      const squared = squaresX[steps] + squareY + squareZ;
      if (squared >= least) continue;
      least = squared;
      at[0] = after - x < x - before ? after : before;
      at[1] = atY;
      at[2] = atZ;
    }
    return least < this.limit ? least : Number.POSITIVE_INFINITY;
  }

  /** Farther from the box round all pieces than any piece may be. */
  private isFarFrom(x: number, y: number, z: number): boolean {
    const { low, high } = this.rows;
    const [reachX, reachY, reachZ] = this.reach;
    if (x < low[0] - reachX || x > high[0] + reachX) return true;
    if (y < low[1] - reachY || y > high[1] + reachY) return true;
    return z < low[2] - reachZ || z > high[2] + reachZ;
  }
}

/** Nearest first. */
function rowsBeside(spacingMm: Triple, withinMm: number): readonly Beside[] {
  const [alongY, alongZ] = [1, 2].map((axis) =>
    squaredSteps(stepsWithin(withinMm, spacingMm[axis]) + 1, spacingMm[axis]),
  );
  const rows: Beside[] = [];
  alongZ.forEach((squareZ, dz) => {
    alongY.forEach((squareY, dy) => {
      for (const signedZ of dz === 0 ? [0] : [-dz, dz])
        for (const signedY of dy === 0 ? [0] : [-dy, dy]) rows.push({ dy: signedY, dz: signedZ, squareY, squareZ });
    });
  });
  return rows
    .filter(({ squareY, squareZ }) => squareY + squareZ < withinMm * withinMm)
    .sort((a, b) => a.squareY + a.squareZ - (b.squareY + b.squareZ));
}
