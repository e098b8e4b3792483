import type { Box } from '../content';
import { crossEntropy, probability, squaredError } from '../losses/quantities';
import { squaredLengths } from '../nearest/weights';
import { type Triple, voxelCount } from '../volume';
import { type BenchCase, isInsideRow } from './benchCase';
import { CellSums } from './cellSums';
import type { FollowedLabelling } from './followedComponents';
import type { Component } from './followingComponents';
import { GrowingBox } from './growingBox';
import { TileReach } from './tileReach';
import { nearestWithin } from './voronoiWindow';

/** The Voronoi cell of a predicted component. */
interface Cell {
  /** Its number in `cells`; that of a cell that is gone is given anew. */
  readonly number: number;
  /** Holds the cell; it may be larger, once the cell has lost voxels. */
  box: GrowingBox;
}

/**
 * The Voronoi cells of the components of a prediction (BiCC's), as they follow its changes, with BiCC's quantities summed over them by label. Exact: when
 * components go or come, the transform is done anew in a box that holds what can change its cell: the cells of those that are gone, and the
 * tiles of the grid in which a new one may be as near as what is nearest there.
 */
export class FollowingCells {
  /** The cell of each voxel, 0 = nothing is predicted. */
  readonly cells: Int32Array;
  sums: CellSums;
  private readonly weights: Triple;
  private readonly tiles: TileReach;
  private known = new Map<Component, Cell>();
  private readonly free: number[] = [];
  /** The highest number that was given. */
  private highest = 0;
  /** The components that it follows; null = begins anew. */
  private order: readonly Component[] | null = null;

  constructor(
    private readonly benchCase: BenchCase,
    private logits: Float32Array,
  ) {
    this.cells = new Int32Array(benchCase.ids.length);
    this.weights = squaredLengths(benchCase.grid.dims, benchCase.grid.spacingMm);
    this.tiles = new TileReach(benchCase.grid.dims, this.weights);
    this.sums = new CellSums(quantities);
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.logits = logits;
    this.order = null;
  }

  /** Follows a run of voxels; to be called for each change of the logits. */
  change(start: number, count: number, before: number, after: number): void {
    if (this.order === null) return;
    this.forEachRun(start, count, (from, length, label) => {
      this.sums.add(this.cells[from], label, before, -length);
      this.sums.add(this.cells[from], label, after, length);
    });
  }

  /** The numbers of the cells that there are, in no order. */
  get numbers(): readonly number[] {
    return [...this.known.values()].map(({ number }) => number);
  }

  /** Takes over the components as they are now; to be called before anything is read. */
  follow(labelling: FollowedLabelling): void {
    for (const _ of this.following(labelling));
  }

  /** The same in steps, which tell how far it is, 0..1; may be left off at any step. */
  *following(labelling: FollowedLabelling): Generator<number, void> {
    const components = labelling.inOrder;
    if (this.order === components) return;
    if (this.order === null) yield* this.begin();
    const kept = new Map(components.flatMap((one) => withCell(one, this.known.get(one))));
    const gone = [...this.known].filter(([one]) => !kept.has(one)).map(([, cell]) => cell);
    const fresh = components.filter((one) => !kept.has(one));
    const box = this.boxToRepaint(gone, fresh, kept);
    this.known = new Map(components.map((one) => [one, kept.get(one) ?? this.newCell()]));
    // What is gone leaves its cell to others that are farther.
    if (box) this.repaint(box, labelling, (gone.length > 0 ? 1.5 : 1) * this.tiles.largestIn(box));
    for (const { number } of gone) {
      this.sums.clear(number);
      this.free.push(number);
    }
    this.order = components;
  }

  /** All voxels in no cell, counted. */
  private *begin(): Generator<number, void> {
    this.cells.fill(0);
    this.known = new Map();
    this.free.length = 0;
    this.highest = 0;
    this.sums = new CellSums(quantities);
    const { length } = this.logits;
    for (let start = 0; start < length; start += mostAtOnce) {
      this.forEachRun(start, Math.min(mostAtOnce, length - start), (from, count, label) => {
        this.forEachLogit(from, count, (logit, times) => this.sums.add(0, label, logit, times));
      });
      yield (0.5 * start) / length;
    }
  }

  /** Null = nothing changes its cell. */
  private boxToRepaint(
    gone: readonly Cell[],
    fresh: readonly Component[],
    kept: ReadonlyMap<Component, Cell>,
  ): Box | null {
    const { dims } = this.benchCase.grid;
    const all: Box = { start: [0, 0, 0], dims };
    if (gone.length === 0 && fresh.length === 0) return null;
    if (kept.size === 0 || fresh.length * this.tiles.size > mostPairs) return all;
    const changed = new GrowingBox();
    for (const { box } of gone) changed.add(box);
    for (const one of fresh) this.tiles.addNearer(one, changed);
    if (changed.high[0] < 0) return null;
    const box = changed.box();
    // Whatever is most of the grid is done as a whole, and all reaches are measured anew.
    return voxelCount(box.dims) > mostOfGrid * this.cells.length ? all : box;
  }

  private repaint(box: Box, labelling: FollowedLabelling, reach: number): void {
    const { ids } = labelling.components;
    const { dims } = this.benchCase.grid;
    const ranked = labelling.inOrder.map((one) => this.known.get(one) ?? none);
    const rankOf = new Int32Array(labelling.components.count + 1);
    labelling.inOrder.forEach(({ number }, n) => {
      rankOf[number] = n + 1;
    });
    if (voxelCount(box.dims) === this.cells.length) for (const cell of ranked) cell.box = new GrowingBox();
    this.tiles.forget(box);
    const labelsOf = (voxel: number, into: Int32Array, at: number, count: number) => {
      for (let x = 0; x < count; x++) into[at + x] = rankOf[ids[voxel + x]];
    };
    const isPainted = nearestWithin(box, dims, this.weights, labelsOf, reach, (voxel, labels, squares, y, z) => {
      this.tiles.raise(box.start[0], y, z, squares);
      for (let x = 0; x < labels.length; ) {
        const from = x;
        const label = labels[from];
        while (x < labels.length && labels[x] === label) x++;
        const cell = ranked[label - 1];
        const at = box.start[0];
        cell.box.add({ low: [at + from, y, z], high: [at + x - 1, y, z] });
        this.move(voxel + from, x - from, cell.number);
      }
    });
    if (!isPainted) this.move(0, this.cells.length, 0);
  }

  /** Puts a run of voxels into a cell. */
  private move(start: number, count: number, to: number): void {
    const { cells, sums } = this;
    this.forEachRun(start, count, (from, length, label) => {
      const was = cells[from];
      if (was === to) return;
      this.forEachLogit(from, length, (logit, times) => {
        sums.add(was, label, logit, -times);
        sums.add(to, label, logit, times);
      });
      cells.fill(to, from, from + length);
    });
  }

  private newCell(): Cell {
    const number = this.free.pop() ?? ++this.highest;
    this.sums.grow(number);
    return { number, box: new GrowingBox() };
  }

  /** Parts of a run that lie in one cell and have one label. */
  private forEachRun(start: number, count: number, take: (from: number, length: number, label: 0 | 1) => void): void {
    const { rowOfVoxel } = this.benchCase;
    const end = start + count;
    for (let v = start; v < end; ) {
      const from = v;
      const [cell, row] = [this.cells[v], rowOfVoxel[v]];
      const last = Math.min(end, from + mostAtOnce);
      while (v < last && this.cells[v] === cell && rowOfVoxel[v] === row) v++;
      take(from, v - from, isInsideRow(this.benchCase, row) ? 1 : 0);
    }
  }

  private forEachLogit(start: number, count: number, take: (logit: number, times: number) => void): void {
    const { logits } = this;
    for (let v = start; v < start + count; ) {
      const from = v;
      const logit = logits[v];
      while (v < start + count && logits[v] === logit) v++;
      take(logit, v - from);
    }
  }
}

/** What BiCC is computed from in these cells. */
const quantities = [probability, squaredError, crossEntropy];
const mostAtOnce = 2 ** 20;
const mostOfGrid = 0.5;
/** More pairs of a new component and a tile would take longer to compare than the grid to transform. */
const mostPairs = 1e7;
const none: Cell = { number: 0, box: new GrowingBox() };

function withCell(one: Component, cell: Cell | undefined): [Component, Cell][] {
  return cell ? [[one, cell]] : [];
}
