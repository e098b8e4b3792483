import type { Reference } from '../metrics/reference';
import { areaClasses } from '../metrics/surface/areaClasses';
import { FollowingDistances } from '../metrics/surface/followingDistances';
import { LesionDistances } from '../metrics/surface/lesionDistances';
import { piecesOf, type SurfaceGrid, type SurfacePieces } from '../metrics/surface/pieces';
import type { SurfaceDistances, SurfaceKind } from '../metrics/surface/surfaces';
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
  private readonly lesions = new WeakMap<readonly number[], LesionDistances>();
  private readonly whole: FollowingDistances | null;
  private followed: { readonly components: readonly Component[]; readonly isAll: boolean } | null = null;

  /** `reference` = a mask labelled with 26 neighbours. */
  constructor(
    readonly reference: Reference,
    kind: SurfaceKind,
  ) {
    const { dims, spacingMm } = reference;
    this.grid = { dims, spacingMm, kind, classes: areaClasses(kind, spacingMm) };
    const pieces = referencePieces(reference, this.grid);
    this.whole = pieces && new FollowingDistances(pieces, this.grid);
  }

  /** Follows the components of the prediction (26 neighbours; the same array = nothing has changed); false = there is too much surface. */
  follow(ids: Int32Array, components: readonly Component[]): boolean {
    if (this.followed?.components !== components)
      this.followed = { components, isAll: this.followAll(ids, components) };
    return this.followed.isAll;
  }

  /** Of the whole masks; null = there is too much surface. */
  all(): SurfaceDistances | null {
    return this.whole?.distances ?? null;
  }

  /** Of some components of the reference, by their ids (the same array = the same lesion), and those of the prediction that belong to them. */
  ofLesion(references: readonly number[], predictions: readonly Component[]): SurfaceDistances | null {
    if (!this.whole) return null;
    const numbers = references.map((id) => id - 1);
    const lesion = this.lesions.get(references) ?? new LesionDistances(this.whole, numbers, this.grid);
    this.lesions.set(references, lesion);
    return lesion.follow(predictions.flatMap((component) => this.known.get(component) ?? []));
  }

  private followAll(ids: Int32Array, components: readonly Component[]): boolean {
    if (!this.whole) return false;
    const surfaces: SurfacePieces[] = [];
    let count = 0;
    for (const component of components) {
      const pieces = this.known.get(component) ?? piecesOf(ids, component.number, component, this.grid);
      this.known.set(component, pieces);
      surfaces.push(pieces);
      count += pieces.places.length;
      if (count > mostPieces) return false;
    }
    this.whole.follow(surfaces);
    return true;
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
