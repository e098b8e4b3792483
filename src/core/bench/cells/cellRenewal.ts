import { voxelCount } from '../../volume';
import type { BenchCase } from '../benchCase';
import type { Component } from '../followingComponents';
import { boxOfExtent } from '../growingBox';
import { type Area, joinedAreas } from './area';
import type { CellRanks } from './cellRanks';
import type { Cell, CellVolume } from './cellVolume';
import { ReachedTiles } from './reachedTiles';
import type { Asked, TakeRow } from './searchWindow';
import { VoronoiWindows } from './voronoiWindows';

/** Finds the voxels of cells anew whose components have changed; exact, ties included. */
export class CellRenewal {
  private readonly windows: VoronoiWindows;

  constructor(
    benchCase: BenchCase,
    private readonly volume: CellVolume,
  ) {
    this.windows = new VoronoiWindows(benchCase.grid.dims, volume.weights);
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
    const take: TakeRow = (labels, squares, x, y, z) => {
      const voxel = volume.voxelAt(x, y, z);
      let [from, to] = [0, 0];
      for (let k = 0; k <= labels.length; k++) {
        const next = k < labels.length ? this.nextOf(voxel + k, labels[k], squares[k], left, isClaiming, ranks) : 0;
        if (next === to) continue;
        const cell = ranks.cells[to];
        if (cell) volume.put(voxel + from, cell, squares.subarray(from, k), x + from, y, z);
        [from, to] = [k, next];
      }
    };
    this.windows.find({ ...asked, has }, { ids, labelOf }, take);
  }

  /** The rank of the component that a voxel goes to, whose nearest is that of a rank so far away; 0 = it stays. */
  private nextOf(
    voxel: number,
    rank: number,
    square: number,
    left: number,
    isClaiming: Uint8Array,
    ranks: CellRanks,
  ): number {
    const { cells, squares } = this.volume;
    const now = cells[voxel];
    if (now === left) return rank;
    if (isClaiming[rank] === 0 || square > squares[voxel]) return 0;
    const rankNow = ranks.ofCell[now];
    if (square === squares[voxel] && rank >= rankNow) return 0;
    if (rankNow !== rank) return rank;
    squares[voxel] = square;
    return 0;
  }
}

function sizeOf({ bounds: { covered } }: Area): number {
  return voxelCount(boxOfExtent(covered).dims);
}

/** No cell has this number. */
const nobody = -1;
