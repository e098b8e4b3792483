import { DistanceCounts } from './distanceCounts';
import type { SurfaceDistances } from './distances';
import { emptyNearest, type Nearest } from './nearest';
import { NearestPieces, numbersWhere } from './nearestPieces';
import type { SurfaceGrid, SurfacePieces } from './pieces';
import { boundMargin } from './pointTree';

/** How far the pieces of one surface lie from the other mask: squared distances in mm², and in which surface of it the nearest piece lies. */
export interface Measured {
  readonly squares: Float64Array;
  /** Of a reference: slots of predicted surfaces (see `surfaceAt`), -1 = nothing is predicted. Of a prediction: numbers of references, from 0. */
  readonly owners: Int32Array;
}

/** One component of the reference. */
interface ReferenceSide extends Measured {
  readonly pieces: SurfacePieces;
  /** The largest of the squared distances. */
  farthest: number;
  /** Rises with each change. */
  revision: number;
}

/**
 * Distances between the surfaces of two masks that follow the prediction. Its components that stay keep what was measured of them; pieces
 * of the reference look anew only where the component nearest to them is gone, or a new one may be nearer. The same numbers as
 * `measureSurfaces`.
 */
export class FollowingDistances {
  readonly references: readonly ReferenceSide[];
  private readonly predictions = new Map<SurfacePieces, Measured & { readonly slot: number }>();
  private readonly slots: (SurfacePieces | null)[] = [];
  private readonly free: number[] = [];
  private readonly toReferences: NearestPieces;
  private readonly toPrediction: DistanceCounts;
  private readonly toReference: DistanceCounts;
  private known: SurfaceDistances | null = null;
  private readonly at = new Int32Array(3);

  constructor(
    references: readonly SurfacePieces[],
    private readonly grid: SurfaceGrid,
  ) {
    this.toReferences = new NearestPieces(references, grid);
    this.toPrediction = new DistanceCounts(grid.classes.areas);
    this.toReference = new DistanceCounts(grid.classes.areas);
    this.references = references.map((pieces) => {
      const squares = new Float64Array(pieces.places.length).fill(Number.POSITIVE_INFINITY);
      const owners = new Int32Array(squares.length).fill(-1);
      this.toPrediction.addAll(squares, pieces.classes);
      return { pieces, squares, owners, farthest: Number.POSITIVE_INFINITY, revision: 0 };
    });
  }

  get distances(): SurfaceDistances {
    this.known ??= {
      referenceToPrediction: this.toPrediction.directed(),
      predictionToReference: this.toReference.directed(),
    };
    return this.known;
  }

  /** The predicted surface of a slot; null = it is gone. */
  surfaceAt(slot: number): SurfacePieces | null {
    return this.slots[slot] ?? null;
  }

  /** What was measured of a predicted surface that is here. */
  measuredOf(pieces: SurfacePieces): Measured | null {
    return this.predictions.get(pieces) ?? null;
  }

  /** These are the surfaces of the prediction from now on; the same objects are the same surfaces. */
  follow(predictions: readonly SurfacePieces[]): void {
    for (const _ of this.following(predictions));
  }

  /** The same in steps, which tell how far it is, 0..1. Until they are at their end the distances are of no use. */
  *following(predictions: readonly SurfacePieces[]): Generator<number, void> {
    const wanted = new Set(predictions);
    const gone = [...this.predictions.keys()].filter((pieces) => !wanted.has(pieces));
    const added = predictions.filter((pieces) => !this.predictions.has(pieces));
    if (gone.length === 0 && added.length === 0) return;
    this.known = null;
    const left = gone.flatMap((pieces) => this.remove(pieces));
    const steps = added.length + this.references.length;
    let step = 0;
    for (const pieces of added) {
      yield* this.adding(pieces, step / steps);
      step++;
    }
    const toPredictions = new NearestPieces(predictions, this.grid);
    const slots = Int32Array.from(predictions, (pieces) => this.predictions.get(pieces)?.slot ?? -1);
    for (const side of this.references) {
      const lookedAnew = yield* this.lookingAnew(side, toPredictions, slots, step / steps);
      if (this.repair(side, lookedAnew, added)) yield step / steps;
      step++;
    }
    // Only now does nobody name these slots any more.
    this.free.push(...left);
  }

  /** The slot that it leaves. */
  private remove(pieces: SurfacePieces): number[] {
    const measured = this.predictions.get(pieces);
    if (!measured) return [];
    this.toReference.addAll(measured.squares, pieces.classes, -1);
    this.predictions.delete(pieces);
    this.slots[measured.slot] = null;
    return [measured.slot];
  }

  private *adding(pieces: SurfacePieces, fraction: number): Generator<number, void> {
    const slot = this.free.pop() ?? this.slots.length;
    this.slots[slot] = pieces;
    const measured = emptyNearest(pieces);
    for (const _ of this.toReferences.finding(
      pieces,
      numbersWhere(pieces.places.length, () => true),
      measured,
    ))
      yield fraction;
    yield fraction;
    this.predictions.set(pieces, { ...measured, slot });
    this.toReference.addAll(measured.squares, pieces.classes);
  }

  /** The pieces whose nearest component is gone; gives how many they are. `slots` = of the predictions. */
  private *lookingAnew(
    side: ReferenceSide,
    toPredictions: NearestPieces,
    slots: Int32Array,
    fraction: number,
  ): Generator<number, number> {
    const which = this.orphansOf(side);
    if (which.length === 0) return 0;
    const found = emptyNearest(side.pieces);
    for (const _ of toPredictions.finding(side.pieces, which, found)) yield fraction;
    this.putAll(side, which, found, slots);
    return which.length;
  }

  /** Most touches leave most sides as they are: these cost a look at each piece, and no array. */
  private orphansOf({ owners }: ReferenceSide): Int32Array {
    const { slots } = this;
    let first = 0;
    while (first < owners.length && owners[first] >= 0 && slots[owners[first]] !== null) first++;
    const which = new Int32Array(owners.length - first);
    let count = 0;
    for (let k = first; k < owners.length; k++) if (owners[k] < 0 || slots[owners[k]] === null) which[count++] = k;
    return which.subarray(0, count);
  }

  /** Holds what did not look anew against the new components; false = no piece of the side has changed. */
  private repair(side: ReferenceSide, lookedAnew: number, added: readonly SurfacePieces[]): boolean {
    let isChanged = lookedAnew > 0;
    // Those that looked anew have seen the new components too.
    if (lookedAnew < side.squares.length)
      for (const pieces of added) {
        if (side.pieces.squaredBetweenBoxes(pieces) * boundMargin >= side.farthest) continue;
        if (this.comeNearer(side, pieces)) isChanged = true;
      }
    if (!isChanged) return false;
    side.farthest = largestOf(side.squares);
    side.revision++;
    return true;
  }

  /** The pieces to which a new component is nearer than what was nearest. */
  private comeNearer(side: ReferenceSide, added: SurfacePieces): boolean {
    const { pieces, squares } = side;
    const slot = this.predictions.get(added)?.slot ?? -1;
    const { at } = this;
    let isChanged = false;
    for (let k = 0; k < squares.length; k++) {
      if (squares[k] === 0) continue;
      pieces.locate(k, at);
      if (added.squaredToBox(at) * boundMargin >= squares[k]) continue;
      const squared = added.nearest(pieces.places[k], at, squares[k]);
      if (squared >= squares[k]) continue;
      this.put(side, k, squared, slot);
      isChanged = true;
    }
    return isChanged;
  }

  /** First all old distances leave, then all new ones come: neighbours often have the same, which is counted quicker. */
  private putAll(
    { pieces, squares, owners }: ReferenceSide,
    which: Int32Array,
    found: Nearest,
    slots: Int32Array,
  ): void {
    for (let n = 0; n < which.length; n++) this.toPrediction.add(squares[which[n]], pieces.classes[which[n]], -1);
    for (let n = 0; n < which.length; n++) {
      const k = which[n];
      this.toPrediction.add(found.squares[k], pieces.classes[k]);
      squares[k] = found.squares[k];
      owners[k] = found.owners[k] < 0 ? -1 : slots[found.owners[k]];
    }
  }

  private put({ pieces, squares, owners }: ReferenceSide, k: number, squared: number, owner: number): void {
    if (squared !== squares[k]) {
      this.toPrediction.add(squares[k], pieces.classes[k], -1);
      this.toPrediction.add(squared, pieces.classes[k]);
      squares[k] = squared;
    }
    owners[k] = owner;
  }
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) if (values[k] > largest) largest = values[k];
  return largest;
}
