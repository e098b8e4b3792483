import type { Connectivity } from '../case';
import { type Components, labelComponents } from '../components';
import type { Dims, Triple } from '../volume';
import { keepIf } from './filter';
import { foregroundOf } from './foreground';
import { type OverlapTable, tabulateOverlaps } from './overlaps';
import type { Reference } from './reference';
import { ChosenSurface, distancesBetween } from './surface/chosenSurface';
import { type Bounds, boundsOf } from './surface/crop';
import type { SurfaceDistances, SurfaceKind } from './surface/distances';

/** Of which components of the reference and of the prediction the surfaces are measured; null = all. Ascending. */
export interface Between {
  readonly references: readonly number[] | null;
  readonly predictions: readonly number[] | null;
}

/** The components of a prediction, 1..count, as much as metrics ask of them. */
export interface PredictedComponents {
  readonly count: number;
  /** Which of them share how many voxels with the components of another labelling of their grid. */
  readonly tabulate: (labels: Components) => OverlapTable;
  /** Those that are to stay, by their voxels, renumbered in their order; itself where all stay. */
  readonly kept: (isKept: (voxels: number) => boolean) => PredictedComponents;
  /** The same mask labelled with a connectivity, in the order of the components' first voxels. */
  readonly labelled: (connectivity: Connectivity) => PredictedComponents;
  /** Distances between their surfaces and those of a reference on their grid. */
  readonly distances: (reference: Reference, between: Between, kind: SurfaceKind) => SurfaceDistances;
}

/** A labelling as it stands: every question is answered by a pass over its voxels. */
export class LabelledMask implements PredictedComponents {
  private knownBounds: Bounds | null = null;
  private last: { readonly key: string; readonly surface: ChosenSurface } | null = null;

  constructor(
    private readonly components: Components,
    private readonly dims: Dims,
  ) {}

  get count(): number {
    return this.components.count;
  }

  tabulate(labels: Components): OverlapTable {
    return tabulateOverlaps(labels, this.components);
  }

  kept(isKept: (voxels: number) => boolean): PredictedComponents {
    const kept = keepIf(this.components, isKept);
    return kept === this.components ? this : new LabelledMask(kept, this.dims);
  }

  labelled(connectivity: Connectivity): PredictedComponents {
    return new LabelledMask(labelComponents(foregroundOf(this.components), this.dims, connectivity), this.dims);
  }

  distances(reference: Reference, { references, predictions }: Between, kind: SurfaceKind): SurfaceDistances {
    const { components, bounds, dims, spacingMm } = reference;
    const ofReference = new ChosenSurface({ components, bounds, ids: references }, dims, spacingMm, kind);
    return distancesBetween(ofReference, this.surfaceOf(predictions, spacingMm, kind));
  }

  /** The last one is kept: what is one with many lesions is asked for with each of them. */
  private surfaceOf(ids: readonly number[] | null, spacingMm: Triple, kind: SurfaceKind): ChosenSurface {
    const key = `${kind} ${spacingMm.join()} ${ids === null ? 'all' : ids.join()}`;
    if (this.last?.key === key) return this.last.surface;
    const { components, dims } = this;
    this.knownBounds ??= boundsOf(components, dims);
    const surface = new ChosenSurface({ components, bounds: this.knownBounds, ids }, dims, spacingMm, kind);
    this.last = { key, surface };
    return surface;
  }
}
