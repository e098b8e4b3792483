import type { Connectivity } from '../case';
import { labelComponents } from '../components';
import type { Box } from '../content';
import { type OverlapTable, overlapTable } from '../metrics/overlaps';
import { outcome as outcomes } from '../terms';
import { type Triple, voxelAt, voxelCount } from '../volume';
import type { BenchCase } from './benchCase';
import { cutoffLogit } from './logits';
import { neighboursOn } from './neighbours';

/** What makes a voxel predicted and joins predicted voxels. */
export interface Cutoff {
  /** A voxel is predicted when its probability is strictly above this. */
  readonly threshold: number;
  readonly connectivity: Connectivity;
}

/** One connected component of what is predicted. */
export interface Component {
  voxels: number;
  /** Inclusive bounds in voxels. */
  readonly low: [number, number, number];
  readonly high: [number, number, number];
  /** Voxels that it shares with each blob. */
  readonly shared: Map<number, number>;
}

/**
 * The components of a prediction that follow its changes. Only components that gain or lose a voxel, or touch a new one, can change; they
 * are labelled anew inside the box that holds them. Numbers stay 1..count: the last ones fill the places of those that are gone.
 */
export class FollowingComponents {
  /** The number of its component for each voxel, 1..count, 0 = not predicted. */
  readonly ids: Int32Array;
  /** By number - 1; a hole only while a change is followed. */
  private readonly components: (Component | undefined)[] = [];
  /** Predicted voxels in each row of the case. */
  readonly predictedInRow: Float64Array;
  /** One code of `outcome` (core/terms) per voxel. */
  readonly outcome: Uint8Array<ArrayBuffer>;
  private readonly free: number[] = [];
  private readonly level: number;

  constructor(
    private readonly benchCase: BenchCase,
    private readonly logits: Float32Array,
    readonly cutoff: Cutoff,
  ) {
    this.level = cutoffLogit(cutoff.threshold);
    this.ids = new Int32Array(logits.length);
    this.predictedInRow = new Float64Array(benchCase.rowVoxels.length);
    this.outcome = new Uint8Array(logits.length);
    for (let v = 0; v < logits.length; v++) {
      const isOn = logits[v] > this.level;
      if (isOn) this.predictedInRow[benchCase.rowOfVoxel[v]]++;
      this.outcome[v] = outcomeOf(benchCase.ids[v] !== 0, isOn);
    }
    this.relabel({ start: [0, 0, 0], dims: benchCase.grid.dims }, new Uint8Array(1));
  }

  get count(): number {
    return this.components.length;
  }

  /** Whether a change of a voxel's logit makes it predicted, or no longer so. */
  isFlip(before: number, after: number): boolean {
    return before > this.level !== after > this.level;
  }

  /** Follows changes; `flipped` = the voxels that became predicted or are so no longer, twice those that did both. */
  follow(flipped: ArrayLike<number>): void {
    if (flipped.length === 0) return;
    const { rowOfVoxel, ids, grid } = this.benchCase;
    const isAffected = new Uint8Array(this.components.length + 1);
    const { of, found } = neighboursOn(grid.dims, this.cutoff.connectivity);
    const box = new GrowingBox();
    for (let i = 0; i < flipped.length; i++) {
      const v = flipped[i];
      const isOn = this.logits[v] > this.level;
      if (isOn === (this.ids[v] !== 0)) continue;
      this.predictedInRow[rowOfVoxel[v]] += isOn ? 1 : -1;
      this.outcome[v] = outcomeOf(ids[v] !== 0, isOn);
      isAffected[this.ids[v]] = 1;
      if (!isOn) continue;
      box.addVoxel(voxelAt(grid.dims, v));
      const count = of(v);
      for (let n = 0; n < count; n++) isAffected[this.ids[found[n]]] = 1;
    }
    isAffected[0] = 0;
    for (let id = 1; id < isAffected.length; id++) {
      const component = this.components[id - 1];
      if (!isAffected[id] || !component) continue;
      box.addBox(component);
      this.components[id - 1] = undefined;
      this.free.push(id);
    }
    if (box.isEmpty) return;
    this.relabel(box.box(), isAffected);
    this.closeGaps();
  }

  /** By number - 1. */
  list(): readonly Component[] {
    return this.components.filter((component) => component !== undefined);
  }

  /** Which blobs share how many voxels with which components. */
  overlaps(): OverlapTable {
    const { blobs, ids } = this.benchCase;
    const list = this.list();
    const pairs = list.flatMap(({ shared }, n) =>
      [...shared].map(([reference, voxels]) => ({ reference, prediction: n + 1, voxels })),
    );
    pairs.sort((a, b) => a.reference - b.reference || a.prediction - b.prediction);
    return overlapTable(
      withBackground(
        blobs.map(({ voxels }) => voxels),
        ids.length,
      ),
      withBackground(
        list.map(({ voxels }) => voxels),
        ids.length,
      ),
      pairs,
    );
  }

  /** Gives the free numbers to the components with the highest ones. */
  private closeGaps(): void {
    this.free.sort((a, b) => b - a);
    while (this.free.length > 0) {
      const last = this.components.pop();
      if (!last) {
        // The highest number itself is free.
        this.free.shift();
        continue;
      }
      const number = this.free.pop() ?? 0;
      this.components[number - 1] = last;
      this.repaint(last, this.components.length + 1, number);
    }
  }

  private repaint({ low, high }: Component, from: number, to: number): void {
    const dims = [0, 1, 2].map((a) => high[a] - low[a] + 1);
    this.forEachRow({ start: low, dims: [dims[0], dims[1], dims[2]] }, (onGrid) => {
      for (let x = 0; x < dims[0]; x++) if (this.ids[onGrid + x] === from) this.ids[onGrid + x] = to;
    });
  }

  /** Labels what is predicted inside the box and has no component, or one of the affected, whose numbers are free already. */
  private relabel(box: Box, isAffected: Uint8Array): void {
    const { ids, logits, level } = this;
    const mask = new Uint8Array(voxelCount(box.dims));
    this.forEachRow(box, (onGrid, inBox) => {
      for (let x = 0; x < box.dims[0]; x++) {
        const id = ids[onGrid + x];
        if (id !== 0 && isAffected[id] === 0) continue;
        ids[onGrid + x] = 0;
        if (logits[onGrid + x] > level) mask[inBox + x] = 1;
      }
    });
    const labelled = labelComponents(mask, box.dims, this.cutoff.connectivity);
    const numbers = Int32Array.from({ length: labelled.count + 1 }, (_, n) => (n === 0 ? 0 : this.newNumber()));
    this.forEachRow(box, (onGrid, inBox, y, z) => this.takeRow(box, labelled.ids, numbers, onGrid, inBox, y, z));
  }

  private takeRow(
    { start, dims }: Box,
    labels: Int32Array,
    numbers: Int32Array,
    onGrid: number,
    inBox: number,
    y: number,
    z: number,
  ): void {
    const { ids: blobIds } = this.benchCase;
    for (let x = 0; x < dims[0]; x++) {
      const label = labels[inBox + x];
      if (label === 0) continue;
      const blob = blobIds[onGrid + x];
      const from = x;
      while (x < dims[0] && labels[inBox + x] === label && blobIds[onGrid + x] === blob)
        this.ids[onGrid + x++] = numbers[label];
      addRun(this.components[numbers[label] - 1], start[0] + from, start[0] + x - 1, y, z, blob);
      x--;
    }
  }

  private newNumber(): number {
    const number = this.free.pop() ?? this.components.length + 1;
    this.components[number - 1] = {
      voxels: 0,
      low: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      high: [-1, -1, -1],
      shared: new Map(),
    };
    return number;
  }

  private forEachRow({ start, dims }: Box, visit: (onGrid: number, inBox: number, y: number, z: number) => void): void {
    const [nx, ny] = this.benchCase.grid.dims;
    for (let z = 0; z < dims[2]; z++)
      for (let y = 0; y < dims[1]; y++)
        visit(
          start[0] + nx * (start[1] + y + ny * (start[2] + z)),
          dims[0] * (y + dims[1] * z),
          start[1] + y,
          start[2] + z,
        );
  }
}

/** Sizes by id, those of the background at 0. */
function withBackground(sizes: readonly number[], all: number): Int32Array {
  return Int32Array.of(all - sizes.reduce((sum, voxels) => sum + voxels, 0), ...sizes);
}

function outcomeOf(isInside: boolean, isPredicted: boolean): number {
  if (isInside) return isPredicted ? outcomes.truePositive : outcomes.falseNegative;
  return isPredicted ? outcomes.falsePositive : outcomes.background;
}

function addRun(component: Component | undefined, from: number, to: number, y: number, z: number, blob: number): void {
  if (!component) return;
  const { low, high, shared } = component;
  component.voxels += to - from + 1;
  low[0] = Math.min(low[0], from);
  low[1] = Math.min(low[1], y);
  low[2] = Math.min(low[2], z);
  high[0] = Math.max(high[0], to);
  high[1] = Math.max(high[1], y);
  high[2] = Math.max(high[2], z);
  if (blob !== 0) shared.set(blob, (shared.get(blob) ?? 0) + to - from + 1);
}

/** The smallest box that holds all that was added. */
class GrowingBox {
  private readonly low: [number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  private readonly high: [number, number, number] = [-1, -1, -1];

  addVoxel(at: Triple): void {
    this.addBox({ low: at, high: at });
  }

  addBox({ low, high }: { readonly low: Triple; readonly high: Triple }): void {
    for (let a = 0; a < 3; a++) {
      this.low[a] = Math.min(this.low[a], low[a]);
      this.high[a] = Math.max(this.high[a], high[a]);
    }
  }

  get isEmpty(): boolean {
    return this.high[0] < this.low[0];
  }

  box(): Box {
    const size = (a: number) => this.high[a] - this.low[a] + 1;
    return { start: [this.low[0], this.low[1], this.low[2]], dims: [size(0), size(1), size(2)] };
  }
}
