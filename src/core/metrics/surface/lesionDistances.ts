import { DistanceCounts } from './distanceCounts';
import type { FollowingDistances, Measured } from './followingDistances';
import { findNearest, NearestPieces, numbersWhere } from './nearestPieces';
import type { SurfaceGrid, SurfacePieces } from './pieces';
import type { SurfaceDistances } from './surfaces';

/** One component of the reference, as the lesion sees it. */
interface LesionSide {
  /** Number of the component, from 0. */
  readonly number: number;
  readonly squares: Float64Array;
  /** Of the whole mask, when this was taken from it. */
  revision: number;
  /** The nearest of the whole prediction is the nearest of the lesion's part for each piece. */
  isWhole: boolean;
}

/**
 * Distances between some components of a reference (a lesion) and those of a prediction that belong to it, which follow the prediction. They
 * are read off the distances of the whole masks: what is nearest of all, and belongs to the lesion, is nearest in it. A predicted surface
 * belongs to the lesion, or not, as long as it exists.
 */
export class LesionDistances {
  private readonly sides: readonly LesionSide[];
  private readonly numbers: ReadonlySet<number>;
  private readonly measured = new Map<SurfacePieces, Float64Array>();
  private readonly toPrediction: DistanceCounts;
  private readonly toReference: DistanceCounts;
  private own: NearestPieces | null = null;
  private last: readonly SurfacePieces[] = [];
  private known: SurfaceDistances | null = null;

  /** `references` = numbers in `whole`, from 0. `shared` = what was measured of predicted surfaces to these, whoever asked. */
  constructor(
    private readonly whole: FollowingDistances,
    references: readonly number[],
    private readonly grid: SurfaceGrid,
    private readonly shared: WeakMap<SurfacePieces, Float64Array> = new WeakMap(),
  ) {
    this.numbers = new Set(references);
    this.toPrediction = new DistanceCounts(grid.classes.areas);
    this.toReference = new DistanceCounts(grid.classes.areas);
    this.sides = references.map((number) => {
      const { pieces } = whole.references[number];
      const squares = new Float64Array(pieces.places.length).fill(Number.POSITIVE_INFINITY);
      this.toPrediction.addAll(squares, pieces.classes);
      return { number, squares, revision: -1, isWhole: false };
    });
  }

  /** The distances to these predicted surfaces, which the whole prediction has followed already. */
  follow(predictions: readonly SurfacePieces[]): SurfaceDistances {
    if (this.known && this.isAsBefore(predictions)) return this.known;
    const wanted = new Set(predictions);
    const gone = [...this.measured.keys()].filter((pieces) => !wanted.has(pieces));
    const added = predictions.filter((pieces) => !this.measured.has(pieces));
    for (const pieces of gone) this.remove(pieces);
    for (const pieces of added) this.add(pieces);
    const hasOthers = gone.length > 0 || added.length > 0;
    let isChanged = hasOthers;
    const look = new PartOfWhole(predictions, wanted, this.whole, this.grid);
    for (const side of this.sides) {
      const { revision } = this.whole.references[side.number];
      if (side.revision === revision && (side.isWhole || !hasOthers)) continue;
      this.takeOver(side, look);
      side.revision = revision;
      isChanged = true;
    }
    this.last = predictions;
    if (isChanged || !this.known)
      this.known = {
        referenceToPrediction: this.toPrediction.directed(),
        predictionToReference: this.toReference.directed(),
      };
    return this.known;
  }

  private isAsBefore(predictions: readonly SurfacePieces[]): boolean {
    const { last, sides, whole } = this;
    return (
      predictions.length === last.length &&
      predictions.every((pieces, k) => pieces === last[k]) &&
      sides.every(({ number, revision }) => revision === whole.references[number].revision)
    );
  }

  private remove(pieces: SurfacePieces): void {
    const squares = this.measured.get(pieces);
    if (squares) this.toReference.addAll(squares, pieces.classes, -1);
    this.measured.delete(pieces);
  }

  private add(pieces: SurfacePieces): void {
    const whole = this.whole.measuredOf(pieces);
    if (!whole) throw new Error('The whole prediction has not followed yet');
    const squares = this.shared.get(pieces) ?? this.squaresOf(pieces, whole);
    this.shared.set(pieces, squares);
    this.measured.set(pieces, squares);
    this.toReference.addAll(squares, pieces.classes);
  }

  private squaresOf(pieces: SurfacePieces, whole: Measured): Float64Array {
    const squares = whole.squares.slice();
    const others = numbersWhere(squares.length, (k) => !this.numbers.has(whole.owners[k]));
    if (others.length === 0) return squares;
    const { references } = this.whole;
    this.own ??= new NearestPieces(
      [...this.numbers].map((number) => references[number].pieces),
      this.grid,
    );
    const found = findNearest(this.own, pieces, others);
    for (const k of others) squares[k] = found.squares[k];
    return squares;
  }

  private takeOver(side: LesionSide, look: PartOfWhole): void {
    const { pieces, squares, owners } = this.whole.references[side.number];
    const others = numbersWhere(squares.length, (k) => !look.holds(owners[k]));
    side.isWhole = others.length === 0;
    const found = side.isWhole ? squares : look.squaresOf(pieces, others);
    let next = 0;
    for (let k = 0; k < squares.length; k++) {
      const isOther = others[next] === k;
      if (isOther) next++;
      const squared = isOther ? found[k] : squares[k];
      if (squared === side.squares[k]) continue;
      this.toPrediction.add(side.squares[k], pieces.classes[k], -1);
      this.toPrediction.add(squared, pieces.classes[k]);
      side.squares[k] = squared;
    }
  }
}

/** The predicted surfaces of a lesion among those of the whole prediction. */
class PartOfWhole {
  private nearest: NearestPieces | null = null;

  constructor(
    private readonly surfaces: readonly SurfacePieces[],
    private readonly isIn: ReadonlySet<SurfacePieces>,
    private readonly whole: FollowingDistances,
    private readonly grid: SurfaceGrid,
  ) {}

  holds(slot: number): boolean {
    const surface = this.whole.surfaceAt(slot);
    return surface !== null && this.isIn.has(surface);
  }

  /** Of the pieces of these numbers, in mm². */
  squaresOf(pieces: SurfacePieces, numbers: Int32Array): Float64Array {
    this.nearest ??= new NearestPieces(this.surfaces, this.grid);
    return findNearest(this.nearest, pieces, numbers).squares;
  }
}
