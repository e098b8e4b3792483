import type { Reference } from '../../metrics/reference';
import { areaClasses } from '../../metrics/surface/areaClasses';
import type { SurfaceDistances, SurfaceKind } from '../../metrics/surface/distances';
import { FollowingDistances } from '../../metrics/surface/followingDistances';
import { LesionDistances, SharedByLesions } from '../../metrics/surface/lesionDistances';
import { piecesOf, type SurfaceGrid, type SurfacePieces } from '../../metrics/surface/pieces';
import type { Component } from './followingComponents';

/**
 * Larger surfaces, of mask or prediction, are measured from scratch. Followed are at most so many pieces of a side and kind, at about 60
 * bytes each with all that hangs on them: half a gigabyte for the noise of a first step, some tens of megabytes for a thousand blobs.
 */
const mostPieces = 2_000_000;

/** The distances between the surfaces of a mask and of a prediction that follow the prediction: of a kind, all of them and those of lesions. */
export class FollowingSurfaces {
  private readonly grid: SurfaceGrid;
  private readonly known = new WeakMap<Component, SurfacePieces>();
  private readonly references: readonly SurfacePieces[] | null;
  /** Null = there is too much surface. */
  private whole: FollowingDistances | null = null;
  private lesions = new WeakMap<readonly number[], LesionDistances>();
  /** Lesions of the same components share what was measured to them, whichever dilation made them. */
  private shared = new Map<string, SharedByLesions>();
  private followed: readonly Component[] | null = null;
  private unfinished: {
    readonly steps: Generator<number, void>;
    readonly components: readonly Component[];
  } | null = null;

  /** `reference` = a mask labelled with 26 neighbours. */
  constructor(
    readonly reference: Reference,
    kind: SurfaceKind,
  ) {
    const { dims, spacingMm } = reference;
    this.grid = { dims, spacingMm, kind, classes: areaClasses(kind, spacingMm) };
    this.references = referencePieces(reference, this.grid);
    this.restart();
  }

  /**
   * Follows the components of the prediction (26 neighbours; the same array = nothing has changed) in steps, which tell how far it is, 0..1.
   * What was left off is gone on with first: it is of surfaces that do not change, whatever became of the prediction since.
   */
  *following(ids: Int32Array, components: readonly Component[]): Generator<number, void> {
    yield* this.goOn();
    if (this.followed === components) return;
    const surfaces = this.surfacesOf(ids, components);
    if (!surfaces) {
      this.whole = null;
      this.followed = components;
      return;
    }
    if (!this.whole) this.restart();
    const steps = this.whole?.following(surfaces);
    if (steps) this.unfinished = { steps, components };
    yield* this.goOn();
  }

  /** Of the whole masks; null = there is too much surface. */
  all(): SurfaceDistances | null {
    return this.whole?.distances ?? null;
  }

  /** Of some components of the reference, by their ids (the same array = the same lesion), and those of the prediction that belong to them. */
  ofLesion(references: readonly number[], predictions: readonly Component[]): SurfaceDistances | null {
    if (!this.whole) return null;
    const numbers = references.map((id) => id - 1);
    const key = references.join();
    const shared = this.shared.get(key) ?? new SharedByLesions();
    this.shared.set(key, shared);
    const lesion = this.lesions.get(references) ?? new LesionDistances(this.whole, numbers, this.grid, shared);
    this.lesions.set(references, lesion);
    return lesion.follow(predictions.flatMap((component) => this.known.get(component) ?? []));
  }

  private *goOn(): Generator<number, void> {
    const { unfinished } = this;
    if (!unfinished) return;
    // Not by `yield*`: who leaves off here must not end these steps.
    for (let step = unfinished.steps.next(); !step.done; step = unfinished.steps.next()) yield step.value;
    this.followed = unfinished.components;
    this.unfinished = null;
  }

  private restart(): void {
    this.whole = this.references && new FollowingDistances(this.references, this.grid);
    this.lesions = new WeakMap();
    this.shared = new Map();
  }

  /** Null = they are too large. */
  private surfacesOf(ids: Int32Array, components: readonly Component[]): readonly SurfacePieces[] | null {
    const surfaces: SurfacePieces[] = [];
    let count = 0;
    for (const component of components) {
      const pieces = this.known.get(component) ?? piecesOf(ids, component.number, component, this.grid);
      this.known.set(component, pieces);
      surfaces.push(pieces);
      count += pieces.places.length;
      if (count > mostPieces) return null;
    }
    return surfaces;
  }
}

/** By id - 1; null = there are too many. */
function referencePieces({ components, bounds }: Reference, grid: SurfaceGrid): readonly SurfacePieces[] | null {
  const all: SurfacePieces[] = [];
  let count = 0;
  for (let id = 1; id <= components.count; id++) {
    const box = { low: bounds.low.map((of) => of[id]), high: bounds.high.map((of) => of[id]) };
    const pieces = piecesOf(components.ids, id, box, grid);
    count += pieces.places.length;
    if (count > mostPieces) return null;
    all.push(pieces);
  }
  return all;
}
