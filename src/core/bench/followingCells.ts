import { crossEntropy, probability, squaredError } from '../losses/quantities';
import { paintIds, paintSquares } from '../nearest/envelope';
import { nearestRows } from '../nearest/rows';
import { inLowestTerms, squaredLengths } from '../nearest/weights';
import { type Triple, voxelCount } from '../volume';
import type { BenchCase } from './benchCase';
import type { FollowedLabelling } from './followedComponents';
import type { Component } from './followingComponents';
import { boxOfExtent, GrowingBox } from './growingBox';
import { PairSums } from './pairSums';
import { TileReach } from './tileReach';
import { nearestWithin } from './voronoiWindow';
import { VoxelList } from './voxelList';

/** The Voronoi cell of a predicted component. */
interface Cell {
  /** Its number in `cells`; that of a cell that is gone is given anew. */
  readonly number: number;
  /** Holds the cell; it may be larger, once the cell has lost voxels. */
  readonly box: GrowingBox;
}

/**
 * The Voronoi cells of the components of a prediction (BiCC's), as they follow its changes, with BiCC's quantities summed over them.
 * Exact, ties included. A component that only grew keeps its cell, and is held against the distances of the voxels that it may come nearer to; what
 * a component leaves behind that lost a voxel is found anew among all.
 */
export class FollowingCells {
  /** The cell of each voxel, 0 = nothing is predicted. */
  readonly cells: Int32Array;
  /** BiCC's quantities over what the rows of the case share with the cells. */
  sums: PairSums;
  /** The squared distance of each voxel from the component of its cell; 0 = within it. */
  private readonly squares: Float32Array | Float64Array;
  private readonly weights: Triple;
  private readonly tiles: TileReach;
  private known = new Map<Component, Cell>();
  private free: number[] = [];
  /** The highest number that was given. */
  private highest = 0;
  /** The components that it follows; null = begins anew. */
  private order: readonly Component[] | null = null;
  /** Voxels that may be predicted no longer. */
  private off = new VoxelList();

  constructor(
    private readonly benchCase: BenchCase,
    private logits: Float32Array,
  ) {
    const { dims, spacingMm } = benchCase.grid;
    this.sums = new PairSums(benchCase, quantities);
    this.cells = new Int32Array(benchCase.ids.length);
    this.weights = inLowestTerms(squaredLengths(dims, spacingMm));
    this.tiles = new TileReach(dims, this.weights);
    const largest = this.weights.reduce((sum, weight, axis) => sum + weight * dims[axis] ** 2, 0);
    this.squares = largest < 2 ** 24 ? new Float32Array(this.cells.length) : new Float64Array(this.cells.length);
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.logits = logits;
    this.order = null;
  }

  /** Follows a run of voxels; to be called for each change of the logits. */
  change(start: number, count: number, before: number, after: number): void {
    if (this.order === null) return;
    this.forEachRun(start, count, (from, length, row) => {
      this.sums.add(row, this.cells[from], after, length);
      this.sums.add(row, this.cells[from], before, -length);
    });
    if (before > 0 && !(after > 0)) for (let v = start; v < start + count; v++) this.off.add(v);
  }

  /** The numbers of the cells that there are, in no order. */
  get numbers(): readonly number[] {
    return [...this.known.values()].map(({ number }) => number);
  }

  /** Takes over the components of p > 0.5 as they are now; to be called before anything is read. */
  follow(labelling: FollowedLabelling): void {
    for (const _ of this.following(labelling));
  }

  /** The same in steps, which tell how far it is, 0..1; may be left off at any step. */
  *following(labelling: FollowedLabelling): Generator<number, void> {
    const components = labelling.inOrder;
    if (this.order === components) return;
    const news = this.order === null ? null : this.newsOf(labelling);
    if (news) this.takeOver(labelling, news);
    else yield* this.beginAnew(labelling);
    this.off = new VoxelList();
    this.order = components;
  }

  /** Null where to begin anew costs less. */
  private newsOf(labelling: FollowedLabelling): News | null {
    const components = labelling.inOrder;
    const now = new Set(components);
    const gone = [...this.known].filter(([one]) => !now.has(one));
    const fresh = components.filter((one) => !this.known.has(one));
    if (components.length === 0 || this.known.size === 0) return null;
    if (fresh.length * this.tiles.size > mostPairs || this.off.length > mostOfGrid * this.cells.length) return null;
    const voxels = [...gone.map(([, { box }]) => box), ...fresh]
      .map((box) => voxelCount(boxOfExtent(box).dims))
      .reduce((sum, count) => sum + count, 0);
    return voxels > mostOfGrid * this.cells.length ? null : { gone, fresh };
  }

  private takeOver(labelling: FollowedLabelling, { gone, fresh }: News): void {
    const byNumber: Component[] = [];
    for (const one of labelling.inOrder) byNumber[one.number] = one;
    const hasLost = this.cellsThatLost();
    for (const [one] of gone) this.known.delete(one);
    const [lost, grown] = [
      gone.filter(([, { number }]) => hasLost.has(number)),
      gone.filter(([, { number }]) => !hasLost.has(number)),
    ];
    for (const [one, cell] of grown) this.handOn(cell, byNumber[labelling.components.ids[one.first]]);
    for (const one of fresh) if (!this.known.has(one)) this.known.set(one, this.newCell());
    const cellOfRank = [none, ...labelling.inOrder.map((one) => this.known.get(one) ?? none)];
    const rankOfCell = new Int32Array(this.highest + 1);
    cellOfRank.forEach(({ number }, rank) => {
      rankOfCell[number] = rank;
    });
    for (const [, cell] of lost) this.leave(cell, labelling, cellOfRank);
    for (const one of fresh) this.claim(one, labelling, rankOfCell);
  }

  /** Numbers of the cells whose component lost a voxel. */
  private cellsThatLost(): ReadonlySet<number> {
    const numbers = new Set<number>();
    const off = this.off.all();
    for (let i = 0; i < off.length; i++) {
      const v = off[i];
      if (this.squares[v] === 0 && !(this.logits[v] > 0)) numbers.add(this.cells[v]);
    }
    return numbers;
  }

  /** Gives the cell of a component, all of whose voxels are part of another now, to this one. */
  private handOn(cell: Cell, to: Component): void {
    const known = this.known.get(to);
    if (!known) {
      this.known.set(to, cell);
      return;
    }
    this.forEachRowOf(cell.box, (from, length) => {
      for (let v = from; v < from + length; ) {
        const start = v;
        while (v < from + length && this.cells[v] === cell.number) v++;
        if (v > start) this.move(start, v - start, known.number);
        else v++;
      }
    });
    known.box.add(cell.box);
    this.giveUp(cell);
  }

  /** Finds the nearest component of each voxel of a cell that lost its own, or a part of it. */
  private leave(cell: Cell, labelling: FollowedLabelling, cellOfRank: readonly Cell[]): void {
    const { ids } = labelling.components;
    const rankOf = new Int32Array(labelling.components.count + 1);
    labelling.inOrder.forEach(({ number }, n) => {
      rankOf[number] = n + 1;
    });
    const labelsOf = (voxel: number, into: Int32Array, at: number, count: number) => {
      for (let x = 0; x < count; x++) into[at + x] = rankOf[ids[voxel + x]];
    };
    const box = boxOfExtent(cell.box);
    // What is left of a cell is farther from others than from its own.
    const reach = 1.5 * this.tiles.largestIn(box);
    nearestWithin(box, this.benchCase.grid.dims, this.weights, labelsOf, reach, (voxel, labels, squares, y, z) => {
      for (let x = 0; x < labels.length; x++) {
        const v = voxel + x;
        if (this.cells[v] !== cell.number) continue;
        this.squares[v] = squares[x];
        this.put(v, cellOfRank[labels[x]], squares[x], box.start[0] + x, y, z);
      }
    });
    this.giveUp(cell);
  }

  /** Gives a component the voxels to which it is nearer than what they belong to. */
  private claim(component: Component, { components: { ids } }: FollowedLabelling, rankOfCell: Int32Array): void {
    const own = this.known.get(component) ?? none;
    const { dims } = this.benchCase.grid;
    const rank = rankOfCell[own.number];
    const reached = new GrowingBox();
    reached.add(component);
    this.tiles.addNearer(component, reached);
    const box = boxOfExtent(reached);
    const { number } = component;
    const labelsOf = (voxel: number, into: Int32Array, at: number, count: number) => {
      for (let x = 0; x < count; x++) into[at + x] = ids[voxel + x] === number ? 1 : 0;
    };
    // All of the component lies in the box: no window round it is needed.
    nearestWithin(box, dims, this.weights, labelsOf, null, (voxel, _, squares, y, z) => {
      for (let x = 0; x < squares.length; x++) {
        const v = voxel + x;
        const before = this.squares[v];
        if (squares[x] > before || (squares[x] === before && rank >= rankOfCell[this.cells[v]])) continue;
        this.squares[v] = squares[x];
        if (this.cells[v] !== own.number) this.put(v, own, squares[x], box.start[0] + x, y, z);
      }
    });
  }

  /** Puts a voxel into a cell. */
  private put(voxel: number, cell: Cell, square: number, x: number, y: number, z: number): void {
    cell.box.addVoxel(x, y, z);
    this.tiles.raiseVoxel(x, y, z, square);
    this.move(voxel, 1, cell.number);
  }

  private move(start: number, count: number, to: number): void {
    const { cells, sums, logits } = this;
    const { rowOfVoxel } = this.benchCase;
    for (let v = start; v < start + count; v++) {
      sums.add(rowOfVoxel[v], to, logits[v], 1);
      sums.add(rowOfVoxel[v], cells[v], logits[v], -1);
      cells[v] = to;
    }
  }

  private newCell(): Cell {
    const number = this.free.pop() ?? ++this.highest;
    return { number, box: new GrowingBox() };
  }

  private giveUp({ number }: Cell): void {
    this.free.push(number);
  }

  /** All cells from nothing: one transform of the grid, then one pass that adds up. */
  private *beginAnew(labelling: FollowedLabelling): Generator<number, void> {
    this.order = null;
    const components = labelling.inOrder;
    const made = components.map((_, n): Cell => ({ number: n + 1, box: new GrowingBox() }));
    yield* this.paintAll(labelling, made);
    this.known = new Map(components.map((one, n) => [one, made[n]]));
    [this.free, this.highest] = [[], made.length];
    this.sums = new PairSums(this.benchCase, quantities);
    for (let start = 0; start < this.cells.length; start += mostAtOnce) {
      yield 0.5 + (0.5 * start) / this.cells.length;
      this.forEachRun(start, Math.min(mostAtOnce, this.cells.length - start), (from, length, row) => {
        this.addRun(from, length, row);
      });
    }
  }

  /** Numbers are ranks. */
  private *paintAll(labelling: FollowedLabelling, made: readonly Cell[]): Generator<number, void> {
    const { cells, squares, weights } = this;
    const { dims } = this.benchCase.grid;
    cells.fill(0);
    this.tiles.forget({ start: [0, 0, 0], dims });
    if (made.length === 0) return;
    const [nx, ny] = dims;
    const rankOf = new Int32Array(labelling.components.count + 1);
    labelling.inOrder.forEach(({ number }, n) => {
      rankOf[number] = n + 1;
    });
    const labels = labelling.components.ids.map((id) => rankOf[id]);
    const line = new Float64Array(nx);
    const rows = nearestRows(labels, cells, dims, weights, (envelope, axis, at) => {
      paintIds(envelope, axis, cells, at, 1);
      paintSquares(envelope, axis, line, 0, 1);
      squares.set(line, at);
      const [y, z] = [(at / nx) % ny, Math.floor(at / (nx * ny))];
      this.tiles.raise(0, y, z, line);
      for (let x = 0; x < nx; x++) made[cells[at + x] - 1].box.addVoxel(x, y, z);
    });
    for (const fraction of rows) yield 0.5 * fraction;
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

  private addRun(start: number, count: number, row: number): void {
    const { logits, cells } = this;
    for (let v = start; v < start + count; ) {
      const from = v;
      const logit = logits[v];
      while (v < start + count && logits[v] === logit) v++;
      this.sums.add(row, cells[from], logit, v - from);
    }
  }

  /** Rows of voxels along x, by their first flat index. */
  private forEachRowOf(extent: GrowingBox, visit: (from: number, length: number) => void): void {
    const { start, dims } = boxOfExtent(extent);
    const [nx, ny] = this.benchCase.grid.dims;
    for (let z = 0; z < dims[2]; z++)
      for (let y = 0; y < dims[1]; y++) visit(start[0] + nx * (start[1] + y + ny * (start[2] + z)), dims[0]);
  }
}

/** What became of components: those that are no more, and those that were not there before. */
interface News {
  readonly gone: readonly (readonly [Component, Cell])[];
  readonly fresh: readonly Component[];
}

/** What BiCC is computed from in these cells. */
const quantities = [probability, squaredError, crossEntropy];
const mostAtOnce = 2 ** 20;
const mostOfGrid = 0.5;
/** More pairs of a new component and a tile would take longer to compare than the grid to transform. */
const mostPairs = 1e6;
const none: Cell = { number: 0, box: new GrowingBox() };
