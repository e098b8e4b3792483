import { crossEntropy, probability, squaredError } from '../../losses/criteria/quantities';
import { labelledGrid } from '../../nearest/columns';
import { paintIds, paintSquares } from '../../nearest/envelope';
import { nearestRows } from '../../nearest/rows';
import { inLowestTerms, squaredLengths } from '../../nearest/weights';
import type { Triple } from '../../volume';
import type { BenchCase } from '../benchCase';
import type { Change } from '../edits/change';
import { boxOfExtent, type GrowingBox } from '../growingBox';
import { softQuantities, underTheirNames } from '../pulls/softErrors';
import { CellBounds } from './cellBounds';
import { nowhere, PairSums } from './pairSums';
import { TileReach } from './tileReach';

/** The Voronoi cell of a predicted component. */
export interface Cell {
  /** Its number in `cells`; that of a cell that is gone is given anew. */
  readonly number: number;
  /** Holds the cell; it may be larger, once the cell has lost voxels. */
  readonly box: GrowingBox;
}

/** Which voxel lies in which cell, how far from the cell's component, and what is summed over the cells: kept together. Arrays flat, x fastest. */
export class CellVolume {
  /** The cell of each voxel, 0 = none. */
  readonly cells: Int32Array;
  /** BiCC's quantities over what the rows of the case share with the cells. */
  sums: PairSums;
  /** The squared distance of each voxel from the component of its cell, in the unit of the weights; 0 = within it. */
  readonly squares: Float32Array | Float64Array;
  readonly weights: Triple;
  readonly tiles: TileReach;
  /** See BenchQuestion; `sumUp` takes another one into the sums. */
  surestError = 1;

  constructor(
    private readonly benchCase: BenchCase,
    public logits: Float32Array,
  ) {
    const { dims, spacingMm } = benchCase.grid;
    this.sums = new PairSums(benchCase, quantities);
    this.cells = new Int32Array(benchCase.ids.length);
    this.weights = inLowestTerms(squaredLengths(dims, spacingMm));
    this.tiles = new TileReach(dims, this.weights);
    const largest = this.weights.reduce((sum, weight, axis) => sum + weight * dims[axis] ** 2, 0);
    this.squares = largest < 2 ** 24 ? new Float32Array(this.cells.length) : new Float64Array(this.cells.length);
  }

  /** Voxels have other logits; the cells stay. */
  change({ start, count, before, after }: Change): void {
    this.forEachRun(start, count, (from, length, row) => {
      this.sums.put(row, this.cells[from], after, from - start, length, 1);
      this.sums.put(row, this.cells[from], before, from - start, length, -1);
    });
  }

  /** Puts the voxels `from` .. `to` - 1 of a stretch along x that begins at the voxel `first`, at x, y, z, into a cell, each at its squared distance. To be followed by `settle`; no voxel twice before. */
  put(cell: Cell, first: number, squares: Float64Array, from: number, to: number, [x, y, z]: Triple): void {
    cell.box.addVoxel(x + from, y, z);
    cell.box.addVoxel(x + to - 1, y, z);
    this.tiles.raise(x, y, z, squares, from, to);
    for (let k = from; k < to; k++) this.squares[first + k] = squares[k];
    this.move(first + from, to - from, cell.number);
  }

  /** Takes what was put somewhere else into the sums. */
  settle(): void {
    this.sums.flush();
  }

  /** Puts all voxels of a cell into another, whose component is as near. */
  join(cell: Cell, to: Cell): void {
    const { start, dims } = boxOfExtent(cell.box);
    const [nx, ny] = this.benchCase.grid.dims;
    for (let z = 0; z < dims[2]; z++)
      for (let y = 0; y < dims[1]; y++) {
        const from = start[0] + nx * (start[1] + y + ny * (start[2] + z));
        for (let v = from; v < from + dims[0]; v++) if (this.cells[v] === cell.number) this.move(v, 1, to.number);
      }
    this.settle();
    to.box.add(cell.box);
  }

  voxelAt(x: number, y: number, z: number): number {
    const [nx, ny] = this.benchCase.grid.dims;
    return x + nx * (y + ny * z);
  }

  /** What a cell covers. */
  boundsOf(cell: Cell): CellBounds {
    const { start, dims } = boxOfExtent(cell.box);
    const [nx, ny] = this.benchCase.grid.dims;
    const bounds = new CellBounds(this.weights);
    for (let z = start[2]; z < start[2] + dims[2]; z++)
      for (let y = start[1]; y < start[1] + dims[1]; y++) {
        const row = nx * (y + ny * z);
        let [first, last, farthest] = [-1, -1, 0];
        for (let v = row + start[0]; v < row + start[0] + dims[0]; v++) {
          if (this.cells[v] !== cell.number) continue;
          if (first < 0) first = v;
          last = v;
          if (this.squares[v] > farthest) farthest = this.squares[v];
        }
        if (first >= 0)
          bounds.addRow([first - row, y, z], this.squares[first], last - row, this.squares[last], farthest);
      }
    return bounds;
  }

  /** All cells from nothing, in steps, which tell how far it is, 0..1: one transform of the grid, then one pass that adds up. `labels` = for each voxel 1 + the place of its cell in `made`, 0 = not predicted; places are numbers. */
  *begin(labels: Int32Array, made: readonly Cell[]): Generator<number, void> {
    for (const fraction of this.paint(labels, made)) yield 0.5 * fraction;
    for (const fraction of this.sumUp()) yield 0.5 + 0.5 * fraction;
  }

  /** The sums from nothing, in steps, which tell how far it is, 0..1; the cells stay. */
  *sumUp(): Generator<number, void> {
    const { length } = this.cells;
    this.sums = new PairSums(this.benchCase, underTheirNames(softQuantities(quantities, this.surestError), quantities));
    for (let start = 0; start < length; start += mostAtOnce) {
      yield start / length;
      this.forEachRun(start, Math.min(mostAtOnce, length - start), (from, count, row) =>
        this.sums.move(row, nowhere, this.cells[from], this.logits, from, count),
      );
    }
    this.settle();
  }

  private *paint(labels: Int32Array, made: readonly Cell[]): Generator<number, void> {
    const { cells, squares, tiles, weights } = this;
    const { dims } = this.benchCase.grid;
    cells.fill(0);
    tiles.forget({ start: [0, 0, 0], dims });
    if (made.length === 0) return;
    const [nx, ny] = dims;
    const line = new Float64Array(nx);
    yield* nearestRows(labelledGrid(labels, dims), cells, dims, weights, (envelope, axis, at) => {
      paintIds(envelope, axis, cells, at, 1);
      paintSquares(envelope, axis, line, 0, 1);
      squares.set(line, at);
      const [y, z] = [(at / nx) % ny, Math.floor(at / (nx * ny))];
      tiles.raise(0, y, z, line, 0, nx);
      for (let x = 0; x < nx; x++) made[cells[at + x] - 1].box.addVoxel(x, y, z);
    });
  }

  private move(start: number, count: number, to: number): void {
    const { cells, logits, sums } = this;
    const { rowOfVoxel } = this.benchCase;
    for (let v = start; v < start + count; ) {
      const from = v;
      const [cell, row] = [cells[v], rowOfVoxel[v]];
      for (; v < start + count && cells[v] === cell && rowOfVoxel[v] === row; v++) cells[v] = to;
      sums.move(row, cell, to, logits, from, v - from);
    }
  }

  /** Parts of a run that lie in one cell and one row of the case. */
  private forEachRun(start: number, count: number, take: (from: number, length: number, row: number) => void): void {
    const { rowOfVoxel } = this.benchCase;
    const end = start + count;
    for (let v = start; v < end; ) {
      const from = v;
      const [cell, row] = [this.cells[v], rowOfVoxel[v]];
      const last = Math.min(end, from + mostAtOnce);
      while (v < last && this.cells[v] === cell && rowOfVoxel[v] === row) v++;
      take(from, v - from, row);
    }
  }
}

/** What BiCC is computed from in these cells. */
const quantities = [probability, squaredError, crossEntropy];
const mostAtOnce = 2 ** 20;
