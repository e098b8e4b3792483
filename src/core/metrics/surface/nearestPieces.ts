import { emptyNearest, type Nearest } from './nearest';
import { NearRows } from './nearRows';
import { PieceIndex } from './pieceIndex';
import { PieceQueries } from './pieceQueries';
import { kindDims, type SurfaceGrid, type SurfacePieces } from './pieces';
import { PlaneTransform } from './planeTransform';
import { boundMargin } from './pointTree';
import { ReachGuess } from './reachGuess';
import { SurfaceRows } from './surfaceRows';

/** One search costs about as much as so many cells of a transform, and as sorting so many pieces into rows. */
const cellsPerSearch = 1500;
const sortedPerSearch = 100;

/** So many cells are done in a step. */
const stepCells = 500_000;

/** Within so many edges of a cube as large as a voxel the rows close by are looked through. */
const closeBy = 2.5;

/** How far a transform looks at first, and how much farther than what the plane before has found, in the same edges, where a place has no neighbour in it. */
const firstReach = 10;
const margin = 2;

/** Once so large a part of all pieces was sorted for single questions, all are sorted for all questions. */
const mostSorted = 1 / 4;

/** Surfaces sorted into rows; `numbers` = which of all they are, null = all. */
interface Sorted {
  readonly rows: SurfaceRows;
  readonly near: NearRows;
  readonly numbers: readonly number[] | null;
}

/** What is made of the surfaces for many questions. */
interface Transform extends Sorted {
  readonly planes: PlaneTransform;
}

/**
 * Finds for pieces of a surface the nearest of other surfaces, exactly: a few of them by search, one after the other; many by a distance
 * transform of the planes in which they lie. Which of the two is estimated from their number and how much of the grid lies between.
 */
export class NearestPieces {
  private readonly index: PieceIndex;
  private transform: Transform | null = null;
  private readonly pieceCount: number;
  private searched = 0;
  private sorted = 0;
  private readonly edgeMm: number;
  private readonly at = new Int32Array(3);
  /** Since the last step. */
  private cells = 0;

  constructor(
    private readonly surfaces: readonly SurfacePieces[],
    private readonly grid: SurfaceGrid,
  ) {
    this.index = new PieceIndex(surfaces, grid.spacingMm);
    this.edgeMm = Math.cbrt(grid.spacingMm[0] * grid.spacingMm[1] * grid.spacingMm[2]);
    this.pieceCount = surfaces.reduce((sum, { places }) => sum + places.length, 0);
  }

  /** Of some pieces of a surface, by their numbers, ascending; writes what it finds into `found`, in steps. */
  *finding(pieces: SurfacePieces, which: Int32Array, found: Nearest): Generator<void, void> {
    if (this.pieceCount === 0) {
      for (const k of which) {
        found.squares[k] = Number.POSITIVE_INFINITY;
        found.owners[k] = -1;
      }
      return;
    }
    // Sorting pays as soon as searches have cost as much.
    this.searched += which.length;
    if (!this.transform && this.searched * sortedPerSearch <= this.pieceCount) this.searchEach(pieces, which, found);
    else yield* this.transforming(pieces, which, found);
  }

  private *transforming(pieces: SurfacePieces, which: Int32Array, found: Nearest): Generator<void, void> {
    const others = this.leaveNear(pieces, which, found, this.sortedNear(pieces));
    if (others.length === 0) return;
    const transform = this.transformed();
    const queries = new PieceQueries(pieces, others);
    const reach = new ReachGuess(pieces, this.grid.spacingMm);
    let withinMm = firstReach * this.edgeMm;
    for (let from = 0; from < queries.count; ) {
      const to = queries.endOfPlane(from);
      reach.guess(queries, from, to, withinMm);
      const farthestMm = Math.sqrt(this.finishPlane(transform.planes, pieces, queries, from, to));
      reach.learn(queries, from, to);
      queries.write(from, to, found);
      // Neighbouring planes are about as far from what is nearest.
      withinMm = Math.max(firstReach * this.edgeMm, farthestMm + margin * this.edgeMm);
      from = to;
      if (this.cells < stepCells) continue;
      this.cells = 0;
      yield;
    }
  }

  /** Looks twice as far for those that have found nothing, until none is left; gives the largest of the squared distances. */
  private finishPlane(
    planes: PlaneTransform,
    pieces: SurfacePieces,
    queries: PieceQueries,
    from: number,
    to: number,
  ): number {
    let farthest = 0;
    for (let left = to; left > from; ) {
      this.cells += this.measurePlane(planes, pieces, queries, from, left);
      for (let k = from; k < left; k++)
        if (queries.owners[k] >= 0 && queries.squares[k] > farthest) farthest = queries.squares[k];
      left = queries.unfoundFirst(from, left);
      for (let k = from; k < left; k++) queries.reachMm[k] = this.twiceAsFar(queries.reachMm[k], planes.diagonalMm);
    }
    return farthest;
  }

  private twiceAsFar(reachMm: number, diagonalMm: number): number {
    if (reachMm === Number.POSITIVE_INFINITY) throw new Error('Pieces that are nowhere');
    return reachMm > diagonalMm ? Number.POSITIVE_INFINITY : 2 * reachMm;
  }

  /** By whatever is cheaper; gives about how many cells it cost. */
  private measurePlane(
    planes: PlaneTransform,
    pieces: SurfacePieces,
    queries: PieceQueries,
    from: number,
    to: number,
  ): number {
    const [near, all] = [planes.aim(queries, from, to), planes.costOfAll(queries, from, to)];
    const cells = all < 2 * near ? all : near;
    const searched = cellsPerSearch * (to - from);
    if (cells > searched) {
      this.search(pieces, queries, from, to);
      return searched;
    }
    if (cells === all) {
      queries.reachMm.fill(Number.POSITIVE_INFINITY, from, to);
      planes.aim(queries, from, to);
    }
    planes.measure(queries, from, to);
    return cells;
  }

  /** Those that have others close by are done; gives the rest. */
  private leaveNear(
    pieces: SurfacePieces,
    which: Int32Array,
    found: Nearest,
    { rows, near, numbers }: Sorted,
  ): Int32Array {
    const { at } = this;
    let left = 0;
    const others = new Int32Array(which.length);
    for (let n = 0; n < which.length; n++) {
      const k = which[n];
      pieces.locate(k, at);
      const squared = near.nearest(at[0], at[1], at[2]);
      if (squared === Number.POSITIVE_INFINITY) {
        others[left++] = k;
        continue;
      }
      found.squares[k] = squared;
      const owner = rows.ownerAt(near.at[0], near.at[1], near.at[2]);
      found.owners[k] = numbers === null ? owner : numbers[owner];
    }
    return others.subarray(0, left);
  }

  private search(pieces: SurfacePieces, queries: PieceQueries, from: number, to: number): void {
    const { at, index } = this;
    index.forget();
    for (let k = from; k < to; k++) {
      at[0] = queries.x[k];
      at[1] = queries.y[k];
      at[2] = queries.z[k];
      queries.squares[k] = index.nearest(pieces.places[queries.piece[k]], at);
      queries.owners[k] = index.owner;
    }
  }

  private searchEach(pieces: SurfacePieces, which: Int32Array, { squares, owners }: Nearest): void {
    const { at, index } = this;
    index.forget();
    for (let n = 0; n < which.length; n++) {
      const k = which[n];
      pieces.locate(k, at);
      squares[k] = index.nearest(pieces.places[k], at);
      owners[k] = index.owner;
    }
  }

  /** At least those surfaces that some of the pieces may have close by. */
  private sortedNear(pieces: SurfacePieces): Sorted {
    if (this.transform) return this.transform;
    const within = (closeBy * this.edgeMm) ** 2;
    const numbers = [...this.surfaces.keys()].filter(
      (n) => this.surfaces[n].squaredBetweenBoxes(pieces) * boundMargin < within,
    );
    const near = numbers.map((n) => this.surfaces[n]);
    this.sorted += near.reduce((sum, { places }) => sum + places.length, 0);
    if (this.sorted > mostSorted * this.pieceCount) return this.transformed();
    return { ...this.sort(near), numbers };
  }

  private transformed(): Transform {
    const { grid } = this;
    if (!this.transform) {
      const sorted = this.sort(this.surfaces);
      const planes = new PlaneTransform(sorted.rows, kindDims(grid), grid.spacingMm);
      this.transform = { ...sorted, planes, numbers: null };
    }
    return this.transform;
  }

  private sort(surfaces: readonly SurfacePieces[]): Omit<Sorted, 'numbers'> {
    const rows = new SurfaceRows(surfaces);
    return { rows, near: new NearRows(rows, this.grid.spacingMm, closeBy * this.edgeMm) };
  }
}

/** The same at once; what was not asked for is at 0, of surface 0. */
export function findNearest(nearest: NearestPieces, pieces: SurfacePieces, which: Int32Array): Nearest {
  const found = emptyNearest(pieces);
  for (const _ of nearest.finding(pieces, which, found));
  return found;
}

/** Those of the numbers from 0 below `count` that pass, ascending. */
export function numbersWhere(count: number, isIn: (k: number) => boolean): Int32Array {
  const numbers = new Int32Array(count);
  let next = 0;
  for (let k = 0; k < count; k++) if (isIn(k)) numbers[next++] = k;
  return numbers.subarray(0, next);
}
