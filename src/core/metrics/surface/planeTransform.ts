import type { Triple } from '../../volume';
import { LineMinima } from './lineMinima';
import type { PieceQueries } from './pieceQueries';
import { squaredSteps, stepsWithin } from './steps';
import type { SurfaceRows } from './surfaceRows';

/**
 * The exact distance transform of a set of surfaces, on planes of one x and only as far as queries ask for it: along each row the nearest
 * piece, of these the nearest along y in each slice, of these the nearest along z. Sums are rounded as in `PointTree`,
 * (dx² + dy²) + dz²; rounding keeps the order of sums, so the lowest of the lowest is, to the last bit, the lowest of all.
 */
export class PlaneTransform {
  private readonly squares: readonly Float64Array[];
  private readonly alongY: LineMinima;
  private readonly alongZ: LineMinima;
  /** Of one slice, by row: squared distance to the nearest piece of the row, and its x. */
  private readonly line: Float64Array;
  private readonly lineX: Int32Array;
  /** Of a plane, by column that is asked for and slice: the same of the nearest piece of the slice, and its row. */
  private readonly plane: Float64Array;
  private readonly planeX: Int32Array;
  private readonly planeY: Int32Array;
  private readonly depth: number;
  /** By row: x of two pieces with none between. */
  private readonly before: Int32Array;
  private readonly after: Int32Array;
  /** Of what it is aimed at, counted from the first row of all, inclusive: the slices, and in each of them the rows; none where low is beyond high. */
  private zLow = 0;
  private zHigh = -1;
  private readonly yLow: Int32Array;
  private readonly yHigh: Int32Array;
  /** How far any query reaches. */
  private farthestMm = 0;
  /** No two places of the grid are farther apart. */
  readonly diagonalMm: number;

  /** `dims` = of the grid of the pieces. */
  constructor(
    private readonly rows: SurfaceRows,
    dims: Triple,
    private readonly spacingMm: Triple,
  ) {
    this.squares = dims.map((size, axis) => squaredSteps(size, spacingMm[axis]));
    this.alongY = new LineMinima(this.squares[1], dims[1]);
    this.alongZ = new LineMinima(this.squares[2], dims[2]);
    this.diagonalMm = Math.hypot(...dims.map((size, axis) => size * spacingMm[axis]));
    const { height } = rows;
    this.depth = Math.max(0, rows.high[2] - rows.low[2] + 1);
    this.yLow = new Int32Array(this.depth);
    this.yHigh = new Int32Array(this.depth);
    this.line = new Float64Array(height);
    this.lineX = new Int32Array(height);
    this.before = new Int32Array(rows.starts.length - 1).fill(1);
    this.after = new Int32Array(this.before.length);
    this.plane = new Float64Array(dims[1] * this.depth);
    this.planeX = new Int32Array(this.plane.length);
    this.planeY = new Int32Array(this.plane.length);
  }

  /** About how many cells queries from..to look at within any distance. */
  costOfAll(queries: PieceQueries, from: number, to: number): number {
    return this.depth * (this.rows.height + columnsOf(queries, from, to)) + (to - from);
  }

  /** Gets ready for the queries from..to of one plane; gives about how many cells they look at within their reach. */
  aim(queries: PieceQueries, from: number, to: number): number {
    this.yLow.fill(this.rows.height);
    this.yHigh.fill(-1);
    [this.zLow, this.zHigh, this.farthestMm] = [this.depth, -1, 0];
    for (let k = from; k < to; k++) this.widen(queries.y[k], queries.z[k], queries.reachMm[k]);
    let cells = to - from;
    for (let z = this.zLow; z <= this.zHigh; z++) cells += Math.max(0, this.yHigh[z] - this.yLow[z] + 1);
    return cells + Math.max(0, this.zHigh - this.zLow + 1) * columnsOf(queries, from, to);
  }

  /** Writes into the queries from..to, which it was aimed at, the squared distance (mm²) and the owner; infinite and -1 where nothing is nearer than their reach. */
  measure(queries: PieceQueries, from: number, to: number): void {
    const columns = this.listColumns(queries, from, to);
    for (let z = this.zLow; z <= this.zHigh; z++) {
      const isAny = this.fillLine(queries.x[from], z);
      if (isAny) this.alongY.find(columns, this.line, 0, this.yLow[z], this.yHigh[z], Number.POSITIVE_INFINITY);
      for (let c = 0; c < columns; c++) {
        const site = isAny ? this.alongY.site[c] : -1;
        const cell = c * this.depth + z;
        this.plane[cell] = site < 0 ? Number.POSITIVE_INFINITY : this.alongY.lowest[c];
        this.planeY[cell] = site;
        this.planeX[cell] = site < 0 ? 0 : this.lineX[site];
      }
    }
    this.askColumns(queries, from, to);
  }

  /** By the rows that lie within the reach of a query. */
  private widen(y: number, z: number, reachMm: number): void {
    const { low, high } = this.rows;
    if (reachMm > this.farthestMm) this.farthestMm = reachMm;
    const [reachY, reachZ] = [this.stepsAlong(1, reachMm), this.stepsAlong(2, reachMm)];
    const [first, last] = [Math.max(low[1], y - reachY) - low[1], Math.min(high[1], y + reachY) - low[1]];
    const [from, to] = [Math.max(low[2], z - reachZ) - low[2], Math.min(high[2], z + reachZ) - low[2]];
    if (first > last || from > to) return;
    this.zLow = Math.min(this.zLow, from);
    this.zHigh = Math.max(this.zHigh, to);
    for (let slice = from; slice <= to; slice++) {
      if (first < this.yLow[slice]) this.yLow[slice] = first;
      if (last > this.yHigh[slice]) this.yHigh[slice] = last;
    }
  }

  /** Into the places along y; gives how many columns there are. */
  private listColumns({ y }: PieceQueries, from: number, to: number): number {
    const { places } = this.alongY;
    let columns = 0;
    for (let k = from; k < to; k++) if (k === from || y[k] !== y[k - 1]) places[columns++] = y[k] - this.rows.low[1];
    return columns;
  }

  /** False = none of the rows has a piece near enough. */
  private fillLine(x: number, z: number): boolean {
    const { rows, line, lineX, before, after } = this;
    const [yLow, yHigh] = [this.yLow[z], this.yHigh[z]];
    const squares = this.squares[0];
    const reach = this.stepsAlong(0, this.farthestMm);
    let isAny = false;
    for (let y = yLow, row = yLow + rows.height * z; y <= yHigh; y++, row++) {
      if (before[row] > x || after[row] < x) this.findGap(row, x);
      const isAfter = after[row] - x < x - before[row];
      const steps = isAfter ? after[row] - x : x - before[row];
      const isNear = steps <= reach;
      line[y] = isNear ? squares[steps] : Number.POSITIVE_INFINITY;
      lineX[y] = isAfter ? after[row] : before[row];
      if (isNear) isAny = true;
    }
    return isAny;
  }

  /** What lies next to x on both sides in its row, x itself on both; planes that follow one another mostly lie in the same gap. */
  private findGap(row: number, x: number): void {
    this.after[row] = this.rows.nextInRow(row, x);
    this.before[row] = this.after[row] === x ? x : this.rows.lastInRow(row, x);
  }

  private askColumns(queries: PieceQueries, from: number, to: number): void {
    const { alongZ, depth, zLow, zHigh } = this;
    const { y, z, squares, owners, reachMm } = queries;
    const limit = this.farthestMm * this.farthestMm;
    for (let start = from, column = 0; start < to; column++) {
      let count = 0;
      for (; start + count < to && y[start + count] === y[start]; count++)
        alongZ.places[count] = z[start + count] - this.rows.low[2];
      alongZ.find(count, this.plane, column * depth, zLow, zHigh, limit);
      for (let k = 0; k < count; k++) {
        const isNear = alongZ.lowest[k] < reachMm[start + k] * reachMm[start + k];
        const site = isNear ? alongZ.site[k] : -1;
        squares[start + k] = site < 0 ? Number.POSITIVE_INFINITY : alongZ.lowest[k];
        owners[start + k] = site < 0 ? -1 : this.ownerOf(column * depth + site, site);
      }
      start += count;
    }
  }

  /** `slice` = that of the cell, from the first of all. */
  private ownerOf(cell: number, slice: number): number {
    const { low } = this.rows;
    return this.rows.ownerAt(this.planeX[cell], this.planeY[cell] + low[1], slice + low[2]);
  }

  /** Not more than there are. */
  private stepsAlong(axis: number, withinMm: number): number {
    return Math.min(stepsWithin(withinMm, this.spacingMm[axis]), this.squares[axis].length - 1);
  }
}

/** At most so many columns are asked for. */
function columnsOf({ y }: PieceQueries, from: number, to: number): number {
  return Math.min(y[to - 1] - y[from] + 1, to - from);
}
