import type { Connectivity } from '../../case';
import type { Reference } from '../../metrics/reference';
import type { SurfaceDistances, SurfaceKind } from '../../metrics/surface/distances';
import type { BenchCase } from '../benchCase';
import type { Change } from '../edits/change';
import { cutoffLogit } from '../logits';
import { VoxelList } from '../voxelList';
import { FollowedComponents, FollowedLabelling } from './followedComponents';
import { type Component, FollowingComponents } from './followingComponents';
import { FollowingOutcome } from './followingOutcome';
import { FollowingSurfaces } from './followingSurfaces';

/** Once so large a part of the voxels has changed, a labelling that nobody asked for meanwhile is made anew when it is asked for. */
const mostPending = 1 / 8;

/**
 * A prediction cut at a threshold, with all that follows its changes: what becomes of its voxels, at once; its components for each
 * connectivity, and the distances of its surfaces, when they are next asked for.
 */
export class FollowingPrediction {
  readonly outcome: FollowingOutcome;
  private readonly level: number;
  private readonly labellings = new Map<Connectivity, Pending>();
  private readonly surfaces = new Map<SurfaceKind, FollowingSurfaces>();

  constructor(
    private readonly benchCase: BenchCase,
    private readonly logits: Float32Array,
    /** A voxel is predicted when its probability is strictly above this. */
    readonly threshold: number,
  ) {
    this.level = cutoffLogit(threshold);
    this.outcome = new FollowingOutcome(benchCase, logits, this.level);
  }

  /** To be called for each change of the logits. */
  change({ start, count, before, after }: Change): void {
    const { level } = this;
    for (let n = 0; n < count; ) {
      const from = n;
      const [was, is] = [before[n] > level, after[n] > level];
      while (n < count && before[n] > level === was && after[n] > level === is) n++;
      if (was !== is) this.flip(start + from, n - from, is);
    }
  }

  private flip(start: number, count: number, isOn: boolean): void {
    this.outcome.flip(start, count, isOn);
    for (const [connectivity, { flipped }] of this.labellings) {
      for (let v = start; v < start + count; v++) flipped.add(v);
      if (flipped.length > mostPending * this.logits.length) this.labellings.delete(connectivity);
    }
  }

  /** The labelling that follows it, as it is now. */
  labelling(connectivity: Connectivity): FollowedLabelling {
    return this.follow(connectivity).labelling;
  }

  /** Its components as they are now. */
  labelled(connectivity: Connectivity): FollowedComponents {
    const labelling = this.labelling(connectivity);
    return new FollowedComponents(labelling, this, labelling.inOrder);
  }

  /** See `Whole`. */
  distances(
    reference: Reference,
    references: readonly number[] | null,
    predictions: readonly Component[] | null,
    kind: SurfaceKind,
  ): SurfaceDistances | null {
    for (const _ of this.measuring(reference, kind));
    const surfaces = this.surfacesOf(reference.labelled(26), kind);
    return references === null || predictions === null ? surfaces.all() : surfaces.ofLesion(references, predictions);
  }

  /** Measures the distances of all surfaces in steps, which tell how far it is, 0..1; whoever asks for them next need not wait. */
  *measuring(reference: Reference, kind: SurfaceKind): Generator<number, void> {
    const { labelling } = this.follow(26);
    yield 0;
    yield* this.surfacesOf(reference.labelled(26), kind).following(labelling.components.ids, labelling.inOrder);
  }

  private surfacesOf(reference: Reference, kind: SurfaceKind): FollowingSurfaces {
    const known = this.surfaces.get(kind);
    const surfaces = known?.reference === reference ? known : new FollowingSurfaces(reference, kind);
    this.surfaces.set(kind, surfaces);
    return surfaces;
  }

  private follow(connectivity: Connectivity): Pending {
    const known = this.labellings.get(connectivity);
    if (known && known.flipped.length > 0) known.labelling.follow(known.flipped.all());
    const components =
      known?.labelling.components ??
      new FollowingComponents(this.benchCase.grid.dims, this.logits, this.level, connectivity);
    const labelling = known?.labelling ?? new FollowedLabelling(components);
    const pending = known?.flipped.length === 0 ? known : { labelling, flipped: new VoxelList() };
    this.labellings.set(connectivity, pending);
    return pending;
  }
}

/** A labelling with the voxels that have changed since it was asked for. */
interface Pending {
  readonly labelling: FollowedLabelling;
  readonly flipped: VoxelList;
}
