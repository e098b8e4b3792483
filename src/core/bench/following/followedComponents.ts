import type { Connectivity } from '../../case';
import type { Components } from '../../components';
import { type OverlapTable, overlapTable } from '../../metrics/overlaps';
import { type Between, LabelledMask, type PredictedComponents } from '../../metrics/predictedComponents';
import type { Reference } from '../../metrics/reference';
import type { SurfaceDistances, SurfaceKind } from '../../metrics/surface/distances';
import type { Component, FollowingComponents } from './followingComponents';
import { SharedVoxels } from './sharedVoxels';

/** One labelling of a prediction with what was counted of its components. */
export class FollowedLabelling {
  private readonly layers = new WeakMap<Int32Array, SharedVoxels>();
  private ordered: readonly Component[] | null = null;

  constructor(readonly components: FollowingComponents) {}

  /** Its components by their first voxels; the same array until something changes. */
  get inOrder(): readonly Component[] {
    this.ordered ??= [...this.components.list()].sort((a, b) => a.first - b.first);
    return this.ordered;
  }

  follow(flipped: ArrayLike<number>): void {
    this.components.follow(flipped);
    this.ordered = null;
  }

  sharedWith(labels: Components): SharedVoxels {
    const known = this.layers.get(labels.ids) ?? new SharedVoxels(this.components, labels);
    this.layers.set(labels.ids, known);
    return known;
  }
}

/** The rest of the prediction, as far as one labelling of it needs it. */
export interface Whole {
  readonly labelled: (connectivity: Connectivity) => PredictedComponents;
  /** Null = the surfaces are too large to be followed. */
  readonly distances: (
    reference: Reference,
    references: readonly number[] | null,
    predictions: readonly Component[] | null,
    kind: SurfaceKind,
  ) => SurfaceDistances | null;
}

/** The components of a followed prediction as they are now, numbered by their first voxels; to be asked before the next change. */
export class FollowedComponents implements PredictedComponents {
  constructor(
    private readonly labelling: FollowedLabelling,
    private readonly whole: Whole,
    private readonly components: readonly Component[],
  ) {}

  get count(): number {
    return this.components.length;
  }

  tabulate(labels: Components): OverlapTable {
    const shared = this.labelling.sharedWith(labels);
    const pairs = this.components.flatMap((component, n) =>
      Array.from(shared.of(component), ([reference, voxels]) => ({ reference, prediction: n + 1, voxels })),
    );
    pairs.sort((a, b) => a.reference - b.reference || a.prediction - b.prediction);
    const sizes = Int32Array.of(0, ...this.components.map(({ voxels }) => voxels));
    sizes[0] = labels.ids.length - sizes.reduce((sum, voxels) => sum + voxels, 0);
    return overlapTable(shared.sizes, sizes, pairs);
  }

  kept(isKept: (voxels: number) => boolean): PredictedComponents {
    const kept = this.components.filter(({ voxels }) => isKept(voxels));
    return kept.length === this.count ? this : new FollowedComponents(this.labelling, this.whole, kept);
  }

  labelled(connectivity: Connectivity): PredictedComponents {
    return this.whole.labelled(connectivity);
  }

  distances(reference: Reference, between: Between, kind: SurfaceKind): SurfaceDistances {
    const { references, predictions } = between;
    const chosen = predictions?.map((id) => this.components[id - 1]) ?? null;
    // Components that touch one another share pieces of surface: followed are those of 26 neighbours.
    const isWhole = references === null && predictions === null;
    const followed =
      isWhole || this.labelling.components.connectivity === 26
        ? this.whole.distances(reference, references, chosen, kind)
        : null;
    return followed ?? this.asMask().distances(reference, between, kind);
  }

  /** The same as an array of its own. */
  private asMask(): LabelledMask {
    const { ids, dims } = this.labelling.components;
    const newNumber = new Int32Array(this.labelling.components.count + 1);
    this.components.forEach(({ number }, n) => {
      newNumber[number] = n + 1;
    });
    return new LabelledMask({ ids: ids.map((id) => newNumber[id]), count: this.count }, dims);
  }
}
