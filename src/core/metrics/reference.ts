import { compactInstances } from '../blobs';
import type { Connectivity } from '../case';
import { labellingCells } from '../cells';
import { type Components, labelComponents } from '../components';
import type { Dims, Triple } from '../volume';
import { dilateAndLabel } from './dilate';
import { foregroundOf } from './foreground';
import { type MergedLesion, mergedLesions } from './mergedLesions';
import { type OverlapTable, tabulateOverlaps } from './overlaps';
import { type Bounds, boundsOf } from './surface/crop';

/** In which unit the distance to the nearest blob is taken: CC-Metrics counts voxels, whatever their shape. */
export type CellUnit = 'voxels' | 'mm';

/** Three ways to label, the lesions of MSSEG, and the minimum sizes of now and before; each holds an array of the scan's size. */
const mostRelatives = 6;

export interface Dilation {
  readonly components: Components;
  /** Dilated components as its references, those of the reference as its predictions. */
  readonly members: OverlapTable;
  /** What follows from them alone. */
  readonly lesions: readonly MergedLesion[];
}

/**
 * A labelled reference and what follows from it alone. Computed when first asked for and kept, so that many predictions (a sweep, an
 * edited one) can be held against one reference.
 */
export class Reference {
  readonly components: Components;
  readonly dims: Dims;
  readonly spacingMm: Triple;
  private readonly dilations = new Map<number, Dilation>();
  private readonly relatives = new Map<string, Reference>();
  private readonly cellMaps = new Map<CellUnit, Int32Array>();
  private knownBounds: Bounds | null = null;

  /** `connectivity` = with which the components were labelled, in whatever order; null = they are others, or it is not known. */
  constructor(
    components: Components,
    dims: Dims,
    spacingMm: Triple,
    private readonly connectivity: Connectivity | null = null,
  ) {
    this.components = components;
    this.dims = dims;
    this.spacingMm = spacingMm;
  }

  get voxelVolumeMm3(): number {
    return this.spacingMm[0] * this.spacingMm[1] * this.spacingMm[2];
  }

  get bounds(): Bounds {
    this.knownBounds ??= boundsOf(this.components, this.dims);
    return this.knownBounds;
  }

  /** The reference after dilation (see `dilateAndLabel`), and which of the components here each of its components holds. */
  dilated(steps: number): Dilation {
    return remember(this.dilations, steps, () => {
      const components = dilateAndLabel(this.components, this.dims, steps);
      const members = tabulateOverlaps(components, this.components);
      return { components, members, lesions: mergedLesions(members, this.voxelVolumeMm3) };
    });
  }

  /** The same mask with other components, itself where they are the same: labelled anew, or some of them left out. The last few are kept. */
  derived(key: string, derive: (components: Components) => Components): Reference {
    const relative = remember(this.relatives, key, () => {
      const components = derive(this.components);
      return components === this.components ? this : new Reference(components, this.dims, this.spacingMm);
    });
    // Those that were asked for last stand last.
    this.relatives.delete(key);
    this.relatives.set(key, relative);
    for (const oldest of this.relatives.keys()) if (this.relatives.size > mostRelatives) this.relatives.delete(oldest);
    return relative;
  }

  /** The same mask labelled with a connectivity: itself where it is so already, else in the order of the components' first voxels. */
  labelled(connectivity: Connectivity): Reference {
    if (this.connectivity === connectivity) return this;
    return remember(
      this.relatives,
      `labelled ${connectivity}`,
      () =>
        new Reference(
          labelComponents(foregroundOf(this.components), this.dims, connectivity),
          this.dims,
          this.spacingMm,
          connectivity,
        ),
    );
  }

  /** The Voronoi cell of every voxel, as a component id; where two are equally near, that whose first voxel comes first (CC-Metrics). */
  cells(unit: CellUnit): Int32Array {
    const steps = this.findingCells(unit);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** The same in steps, which tell how far it is, 0..1. */
  *findingCells(unit: CellUnit): Generator<number, Int32Array> {
    const known = this.cellMaps.get(unit);
    if (known) return known;
    const isSame = unit === 'mm' && this.spacingMm.every((size) => size === this.spacingMm[0]);
    const cells = isSame
      ? yield* this.findingCells('voxels')
      : yield* this.labellingCells(unit === 'mm' ? this.spacingMm : [1, 1, 1]);
    this.cellMaps.set(unit, cells);
    return cells;
  }

  private *labellingCells(lengths: Triple): Generator<number, Int32Array> {
    const { ids } = this.components;
    const inOrder = compactInstances(ids);
    const cells = yield* labellingCells(inOrder.ids, this.dims, lengths);
    const idOf = new Int32Array(inOrder.count + 1);
    for (let v = 0; v < cells.length; v++) idOf[inOrder.ids[v]] = ids[v];
    for (let v = 0; v < cells.length; v++) cells[v] = idOf[cells[v]];
    return cells;
  }
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = make();
  known.set(key, value);
  return value;
}
