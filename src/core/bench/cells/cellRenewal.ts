import { type Dims, voxelCount } from '../../volume';
import type { BenchCase } from '../benchCase';
import type { Component } from '../following/followingComponents';
import { boxOfExtent } from '../growingBox';
import { type Area, joinedAreas } from './area';
import type { CellRanks } from './cellRanks';
import type { Cell, CellVolume } from './cellVolume';
import { ReachedTiles } from './reachedTiles';
import type { Asked, TakeRow } from './searchWindow';
import { VoronoiWindows } from './voronoiWindows';

/** Finds the voxels of cells anew whose components have changed; exact, ties included. */
export class CellRenewal {
  private readonly dims: Dims;
  private readonly windows: VoronoiWindows;

  constructor(
    { grid }: BenchCase,
    private readonly volume: CellVolume,
  ) {
    this.dims = grid.dims;
    this.windows = new VoronoiWindows(this.dims, volume.weights);
  }

  /** `lost` = cells of components that are gone, or lost a voxel; the nearest of their voxels may be any. `claiming` = components that have grown: theirs is what they are nearer to now. */
  renew(ranks: CellRanks, lost: readonly Cell[], claiming: readonly Component[]): void {
    const reached = claiming.map((one) => new ReachedTiles(this.volume.tiles, one));
    if (lost.length === 1 && claiming.length > 0) {
      const bounds = this.volume.boundsOf(lost[0]);
      const parts = [bounds, ...reached];
      const area = joinedAreas(parts);
      if (sizeOf(area) <= parts.reduce((sum, part) => sum + sizeOf(part), 0)) {
        this.find({ area, isAllWithin: false }, ranks, ranks.ofComponent, lost[0].number, claiming);
        return;
      }
    }
    for (const cell of lost)
      this.find({ area: this.volume.boundsOf(cell), isAllWithin: false }, ranks, ranks.ofComponent, cell.number, []);
    claiming.forEach((one, n) => {
      const ofIt = new Int32Array(ranks.ofComponent.length);
      ofIt[one.number] = ranks.of(one);
      this.find({ area: reached[n], isAllWithin: true }, ranks, ofIt, nobody, [one]);
    });
  }

  /** Looks for the components that have a rank by their number; voxels of the cell that is left go to the nearest, others to one of those that claim, where it is nearer. */
  private find(
    asked: Omit<Asked, 'has'>,
    ranks: CellRanks,
    labelOf: Int32Array,
    left: number,
    claiming: readonly Component[],
  ): void {
    const { volume } = this;
    const { ids } = ranks.labelling.components;
    const isClaiming = new Uint8Array(ranks.cells.length);
    for (const one of claiming) isClaiming[ranks.of(one)] = 1;
    const has = (voxel: number) => volume.cells[voxel] === left;
    const next = new Int32Array(this.dims[0]);
    const take: TakeRow = (labels, squares, x, y, z) => {
      const first = volume.voxelAt(x, y, z);
      const count = labels.length;
      this.whereTo(next, first, labels, squares, { left, isClaiming, ranks });
      for (let from = 0; from < count; ) {
        const rank = next[from];
        let to = from + 1;
        while (to < count && next[to] === rank) to++;
        const cell = ranks.cells[rank];
        if (cell) volume.put(cell, first, squares, from, to, [x, y, z]);
        from = to;
      }
    };
    this.windows.find({ ...asked, has }, { ids, labelOf }, take);
    volume.settle();
  }

  /** Writes, for each voxel of a stretch with its nearest components by rank, the rank of the one it goes to; 0 = it stays. */
  private whereTo(
    next: Int32Array,
    first: number,
    labels: Int32Array,
    nearest: Float64Array,
    { left, isClaiming, ranks }: Moves,
  ): void {
    const { cells, squares } = this.volume;
    for (let k = 0; k < labels.length; k++) {
      const v = first + k;
      const rank = labels[k];
      next[k] = 0;
      if (cells[v] === left) {
        next[k] = rank;
        continue;
      }
      if (nearest[k] > squares[v] || isClaiming[rank] === 0) continue;
      const now = ranks.ofCell[cells[v]];
      if (nearest[k] === squares[v] && rank >= now) continue;
      if (now === rank) squares[v] = nearest[k];
      else next[k] = rank;
    }
  }
}

/** The cell that is left, and the components, by rank, that claim voxels. */
interface Moves {
  readonly left: number;
  readonly isClaiming: Uint8Array;
  readonly ranks: CellRanks;
}

function sizeOf({ bounds: { covered } }: Area): number {
  return voxelCount(boxOfExtent(covered).dims);
}

/** No cell has this number. */
const nobody = -1;
