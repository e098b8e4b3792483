import { voxelCount } from '../../volume';
import type { BenchCase } from '../benchCase';
import type { Change } from '../edits/change';
import type { FollowedLabelling } from '../following/followedComponents';
import type { Component } from '../following/followingComponents';
import { boxOfExtent, GrowingBox } from '../growingBox';
import { VoxelList } from '../voxelList';
import { CellRanks, ranksOf } from './cellRanks';
import { CellRenewal } from './cellRenewal';
import { type Cell, CellVolume } from './cellVolume';
import type { PairSums } from './pairSums';

/**
 * The Voronoi cells of the components of a prediction (BiCC's), as they follow its changes, with BiCC's quantities summed over them.
 * Exact, ties included. A component that only grew keeps its cell, and is held against the distances of the voxels that it may come nearer to; what
 * a component leaves behind that lost a voxel is found anew among all.
 */
export class FollowingCells {
  private readonly volume: CellVolume;
  private readonly renewing: CellRenewal;
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
    logits: Float32Array,
  ) {
    this.volume = new CellVolume(benchCase, logits);
    this.renewing = new CellRenewal(benchCase, this.volume);
  }

  /** The cell of each voxel, 0 = nothing is predicted. */
  get cells(): Int32Array {
    return this.volume.cells;
  }

  /** BiCC's quantities over what the rows of the case share with the cells. */
  get sums(): PairSums {
    return this.volume.sums;
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.volume.logits = logits;
    this.order = null;
  }

  /** To be called for each change of the logits. */
  change(change: Change): void {
    if (this.order === null) return;
    this.volume.change(change);
    const { start, count, before, after } = change;
    for (let n = 0; n < count; n++) if (before[n] > 0 && !(after[n] > 0)) this.off.add(start + n);
  }

  /** The numbers of the cells that there are, in no order. */
  get numbers(): readonly number[] {
    return [...this.known.values()].map(({ number }) => number);
  }

  /**
   * Takes over the components of p > 0.5 as they are now; to be called before anything is read. `surestError` (see BenchQuestion): by which slopes are summed; it is
   * as it was where nobody asks for slopes.
   */
  follow(labelling: FollowedLabelling, surestError?: number): void {
    for (const _ of this.following(labelling, surestError));
  }

  /** The same in steps, which tell how far it is, 0..1; may be left off at any step. */
  *following(labelling: FollowedLabelling, surestError = this.volume.surestError): Generator<number, void> {
    const components = labelling.inOrder;
    if (this.volume.surestError !== surestError) yield* this.takeErrors(surestError);
    if (this.order === components) return;
    const news = this.order === null ? null : this.newsOf(labelling);
    if (news) this.takeOver(labelling, news);
    else yield* this.beginAnew(labelling);
    this.off = new VoxelList();
    this.order = components;
  }

  /** Sums up anew. If it is left off, all begins anew. */
  private *takeErrors(surestError: number): Generator<number, void> {
    this.volume.surestError = surestError;
    const { order } = this;
    if (order === null) return;
    this.order = null;
    yield* this.volume.sumUp();
    this.order = order;
  }

  /** Null where to begin anew costs less. */
  private newsOf(labelling: FollowedLabelling): News | null {
    const components = labelling.inOrder;
    const now = new Set(components);
    const gone = [...this.known].filter(([one]) => !now.has(one));
    const fresh = components.filter((one) => !this.known.has(one));
    if (components.length === 0 || this.known.size === 0) return null;
    if (fresh.length * this.volume.tiles.size > mostPairs || this.off.length > mostOfGrid * this.cells.length)
      return null;
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
    const claiming = fresh.filter((one) => this.hasGrown(one, labelling));
    const ranks = new CellRanks(labelling, this.known, this.highest);
    this.renewing.renew(
      ranks,
      lost.map(([, cell]) => cell),
      claiming,
    );
    for (const [, { number }] of lost) this.free.push(number);
  }

  /** Numbers of the cells whose component lost a voxel. */
  private cellsThatLost(): ReadonlySet<number> {
    const { cells, squares, logits } = this.volume;
    const numbers = new Set<number>();
    const off = this.off.all();
    for (let i = 0; i < off.length; i++) {
      const v = off[i];
      if (squares[v] === 0 && !(logits[v] > 0)) numbers.add(cells[v]);
    }
    return numbers;
  }

  /** Whether a component has a voxel that was not predicted before; one that only lost some comes nearer to nothing, and is before no other that it was not before. */
  private hasGrown({ number, low, high }: Component, { components: { ids } }: FollowedLabelling): boolean {
    const [nx, ny] = this.benchCase.grid.dims;
    const { squares } = this.volume;
    for (let z = low[2]; z <= high[2]; z++)
      for (let y = low[1]; y <= high[1]; y++) {
        const row = nx * (y + ny * z);
        for (let v = row + low[0]; v <= row + high[0]; v++) if (ids[v] === number && squares[v] !== 0) return true;
      }
    return false;
  }

  /** Gives the cell of a component, all of whose voxels are part of another now, to this one. */
  private handOn(cell: Cell, to: Component): void {
    const known = this.known.get(to);
    if (!known) {
      this.known.set(to, cell);
      return;
    }
    this.volume.join(cell, known);
    this.free.push(cell.number);
  }

  private newCell(): Cell {
    const number = this.free.pop() ?? ++this.highest;
    return { number, box: new GrowingBox() };
  }

  /** Numbers are ranks. */
  private *beginAnew(labelling: FollowedLabelling): Generator<number, void> {
    this.order = null;
    const components = labelling.inOrder;
    const made = components.map((_, n): Cell => ({ number: n + 1, box: new GrowingBox() }));
    const rankOf = ranksOf(labelling);
    yield* this.volume.begin(
      labelling.components.ids.map((id) => rankOf[id]),
      made,
    );
    this.known = new Map(components.map((one, n) => [one, made[n]]));
    [this.free, this.highest] = [[], made.length];
  }
}

/** What became of components: those that are no more, and those that were not there before. */
interface News {
  readonly gone: readonly (readonly [Component, Cell])[];
  readonly fresh: readonly Component[];
}

const mostOfGrid = 0.5;
/** More pairs of a new component and a tile would take longer to compare than the grid to transform. */
const mostPairs = 8e6;
