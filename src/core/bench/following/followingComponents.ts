import type { Connectivity } from '../../case';
import { labelComponents } from '../../components';
import type { Box } from '../../content';
import { type Dims, voxelCount } from '../../volume';
import { boxesApart, type Extent, GrowingBox, Tiles } from '../growingBox';

/** One connected component of what is predicted. As long as it is the same object it is the same voxels. */
export interface Component {
  /** Its number in `ids`; the only thing that may change. */
  number: number;
  voxels: number;
  /** Its first voxel, flat. */
  first: number;
  /** Inclusive bounds in voxels. */
  readonly low: [number, number, number];
  readonly high: [number, number, number];
}

/** The rows that hold neighbours of a run along x, its own among them, and by how many voxels these reach beyond it. */
const besideOf: Record<Connectivity, readonly { readonly dy: number; readonly dz: number; readonly reach: 0 | 1 }[]> = {
  6: rowsBeside(1),
  18: rowsBeside(2),
  26: rowsBeside(3),
};

/** `most` = along how many axes neighbours may differ. */
function rowsBeside(most: number) {
  const steps = [-1, 0, 1];
  return steps
    .flatMap((dz) => steps.map((dy) => ({ dy, dz, differ: Math.abs(dy) + Math.abs(dz) })))
    .filter(({ differ }) => differ <= most)
    .map(({ dy, dz, differ }) => ({ dy, dz, reach: differ < most ? (1 as const) : (0 as const) }));
}

/**
 * The components of a prediction that follow its changes. Only components that gain or lose a voxel, or touch a new one, can change; they
 * are labelled anew inside the boxes that hold them. Numbers stay 1..count: the last ones fill the places of those that are gone.
 */
export class FollowingComponents {
  /** The number of its component for each voxel, 1..count, 0 = not predicted. */
  readonly ids: Int32Array;
  /** By number - 1; a hole only while a change is followed. */
  private readonly components: (Component | undefined)[] = [];
  private readonly free: number[] = [];

  /** A voxel is predicted when its logit is above the level. */
  constructor(
    readonly dims: Dims,
    private readonly logits: Float32Array,
    private readonly level: number,
    readonly connectivity: Connectivity,
  ) {
    const mask = new Uint8Array(logits.length);
    for (let v = 0; v < mask.length; v++) if (logits[v] > level) mask[v] = 1;
    const { ids, count } = labelComponents(mask, dims, connectivity);
    this.ids = ids;
    const fresh = Array.from({ length: count }, () => this.newComponent());
    this.forEachRow({ start: [0, 0, 0], dims }, (onGrid, _, y, z) => addRow(fresh, ids, onGrid, dims[0], y, z));
  }

  get count(): number {
    return this.components.length;
  }

  /** By number - 1. */
  list(): readonly Component[] {
    return this.components.filter((component) => component !== undefined);
  }

  /** Follows changes; `flipped` = the voxels that may have become predicted or be so no longer, in any order, as often as they like. */
  follow(flipped: ArrayLike<number>): void {
    const isAffected = new Uint8Array(this.components.length + 1);
    const extents = this.findAffected(flipped, isAffected);
    isAffected[0] = 0;
    for (let id = 1; id < isAffected.length; id++) {
      const component = this.components[id - 1];
      if (!isAffected[id] || !component) continue;
      extents.push(component);
      this.components[id - 1] = undefined;
      this.free.push(id);
    }
    for (const box of boxesApart(extents)) this.relabel(box, isAffected);
    this.closeGaps();
  }

  /** Marks the components that a flip changes, and gives boxes round the voxels that are new. */
  private findAffected(flipped: ArrayLike<number>, isAffected: Uint8Array): Extent[] {
    const tiles = new Tiles(this.dims);
    for (let i = 0; i < flipped.length; ) {
      const v = flipped[i];
      if (!this.isNew(v)) {
        // Its component, if it has left it; marking 0 says nothing.
        isAffected[this.logits[v] > this.level ? 0 : this.ids[v]] = 1;
        i++;
        continue;
      }
      const rowEnd = v - (v % this.dims[0]) + this.dims[0];
      let end = v + 1;
      for (i++; i < flipped.length && flipped[i] === end && end < rowEnd && this.isNew(end); i++) end++;
      tiles.addRun(v, end);
      this.markBeside(v, end, isAffected);
    }
    return tiles.extents();
  }

  /** Predicted, and of no component yet. */
  private isNew(voxel: number): boolean {
    return this.ids[voxel] === 0 && this.logits[voxel] > this.level;
  }

  /** The components that touch a run along x, start..end - 1. */
  private markBeside(start: number, end: number, isAffected: Uint8Array): void {
    const [nx, ny, nz] = this.dims;
    const x = start % nx;
    const row = (start - x) / nx;
    const y = row % ny;
    const z = (row - y) / ny;
    for (const { dy, dz, reach } of besideOf[this.connectivity]) {
      if (y + dy < 0 || y + dy >= ny || z + dz < 0 || z + dz >= nz) continue;
      const first = nx * (row + dy + ny * dz);
      const from = first + Math.max(0, x - reach);
      const to = first + Math.min(nx, x + end - start + reach);
      for (let v = from; v < to; v++) isAffected[this.ids[v]] = 1;
    }
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
      this.repaint(last, number);
    }
  }

  private repaint(component: Component, to: number): void {
    const { low, high, number } = component;
    const dims: Dims = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1];
    this.forEachRow({ start: low, dims }, (onGrid) => {
      for (let x = 0; x < dims[0]; x++) if (this.ids[onGrid + x] === number) this.ids[onGrid + x] = to;
    });
    component.number = to;
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
    const labelled = labelComponents(mask, box.dims, this.connectivity);
    const fresh = Array.from({ length: labelled.count }, () => this.newComponent());
    this.forEachRow(box, (onGrid, inBox, y, z) => this.takeRow(box, labelled.ids, fresh, onGrid, inBox, y, z));
  }

  private takeRow(
    { start, dims }: Box,
    labels: Int32Array,
    fresh: readonly Component[],
    onGrid: number,
    inBox: number,
    y: number,
    z: number,
  ): void {
    for (let x = 0; x < dims[0]; x++) {
      const label = labels[inBox + x];
      if (label === 0) continue;
      const from = x;
      const component = fresh[label - 1];
      while (x < dims[0] && labels[inBox + x] === label) this.ids[onGrid + x++] = component.number;
      component.first = Math.min(component.first, onGrid + from);
      addRun(component, start[0] + from, start[0] + x - 1, y, z);
      x--;
    }
  }

  private newComponent(): Component {
    const number = this.free.pop() ?? this.components.length + 1;
    const { low, high } = new GrowingBox();
    const component = { number, voxels: 0, first: Number.POSITIVE_INFINITY, low, high };
    this.components[number - 1] = component;
    return component;
  }

  private forEachRow({ start, dims }: Box, visit: (onGrid: number, inBox: number, y: number, z: number) => void): void {
    const [nx, ny] = this.dims;
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

/** Adds the runs of a row of nx voxels to the components that are numbered there. */
function addRow(components: readonly Component[], ids: Int32Array, rowStart: number, nx: number, y: number, z: number) {
  for (let x = 0; x < nx; ) {
    const from = x;
    const id = ids[rowStart + x];
    while (x < nx && ids[rowStart + x] === id) x++;
    if (id === 0) continue;
    const component = components[id - 1];
    component.first = Math.min(component.first, rowStart + from);
    addRun(component, from, x - 1, y, z);
  }
}

function addRun(component: Component, from: number, to: number, y: number, z: number): void {
  const { low, high } = component;
  component.voxels += to - from + 1;
  low[0] = Math.min(low[0], from);
  low[1] = Math.min(low[1], y);
  low[2] = Math.min(low[2], z);
  high[0] = Math.max(high[0], to);
  high[1] = Math.max(high[1], y);
  high[2] = Math.max(high[2], z);
}
