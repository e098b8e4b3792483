import { DistanceCounts } from './distanceCounts';
import type { SurfaceDistances } from './distances';
import type { FollowingDistances, Measured } from './followingDistances';
import { findNearest, NearestPieces, numbersWhere } from './nearestPieces';
import type { SurfaceGrid, SurfacePieces } from './pieces';

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
 * A prediction of more pieces than this, and than four times those of the lesion, is one with many lesions (all is predicted): each would
 * keep as much of it. So what was measured of its pieces is not kept, only how many lie how far.
 */
const mostForeign = 10_000;

/** What lesions of the same components share, whichever dilation made them. */
export class SharedByLesions {
  /** From predicted surfaces to the lesion, mm². */
  readonly squares = new WeakMap<SurfacePieces, Float64Array>();
  /** Of the predictions that were measured from scratch last. */
  foreign: Seen | null = null;
}

/** Distances with what they were taken from: predicted surfaces, and the revision of each side. */
interface Seen {
  readonly predictions: readonly SurfacePieces[];
  readonly revisions: readonly number[];
  readonly distances: SurfaceDistances;
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
  private known: Seen | null = null;

  /** `references` = numbers in `whole`, from 0. `shared` = what was measured to these, whoever asked. */
  constructor(
    private readonly whole: FollowingDistances,
    references: readonly number[],
    private readonly grid: SurfaceGrid,
    private readonly shared: SharedByLesions = new SharedByLesions(),
    private readonly mostPieces: number = mostForeign,
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
    if (this.known && this.isSeen(this.known, predictions)) return this.known.distances;
    const wanted = new Set(predictions);
    const isForeign = this.isForeign(predictions);
    const distances = isForeign ? this.fromScratch(predictions, wanted) : this.followed(predictions, wanted);
    const revisions = this.sides.map(({ number }) => this.whole.references[number].revision);
    this.known = { predictions, revisions, distances };
    if (isForeign) this.shared.foreign = this.known;
    return distances;
  }

  private followed(predictions: readonly SurfacePieces[], wanted: ReadonlySet<SurfacePieces>): SurfaceDistances {
    const gone = [...this.measured.keys()].filter((pieces) => !wanted.has(pieces));
    const added = predictions.filter((pieces) => !this.measured.has(pieces));
    for (const pieces of gone) this.remove(pieces);
    for (const pieces of added) this.add(pieces);
    const hasOthers = gone.length > 0 || added.length > 0;
    const look = new PartOfWhole(predictions, wanted, this.whole, this.grid);
    for (const side of this.sides) {
      const { revision } = this.whole.references[side.number];
      if (side.revision === revision && (side.isWhole || !hasOthers)) continue;
      this.takeOver(side, look);
      side.revision = revision;
    }
    return {
      referenceToPrediction: this.toPrediction.directed(),
      predictionToReference: this.toReference.directed(),
    };
  }

  private isSeen(seen: Seen, predictions: readonly SurfacePieces[]): boolean {
    return (
      predictions.length === seen.predictions.length &&
      predictions.every((pieces, k) => pieces === seen.predictions[k]) &&
      this.sides.every(({ number }, k) => seen.revisions[k] === this.whole.references[number].revision)
    );
  }

  private isForeign(predictions: readonly SurfacePieces[]): boolean {
    const pieces = predictions.reduce((sum, { places }) => sum + places.length, 0);
    const own = this.sides.reduce((sum, { squares }) => sum + squares.length, 0);
    return pieces > this.mostPieces && pieces > 4 * own;
  }

  /** Without what follows it, which stays as it was. */
  private fromScratch(predictions: readonly SurfacePieces[], wanted: ReadonlySet<SurfacePieces>): SurfaceDistances {
    const { foreign } = this.shared;
    if (foreign && this.isSeen(foreign, predictions)) return foreign.distances;
    const { areas } = this.grid.classes;
    const [toPrediction, toReference] = [new DistanceCounts(areas), new DistanceCounts(areas)];
    const look = new PartOfWhole(predictions, wanted, this.whole, this.grid);
    for (const { number } of this.sides) toPrediction.addAll(look.allSquaresOf(number), this.classesOf(number));
    for (const pieces of predictions)
      toReference.addAll(this.squaresOf(pieces, this.measuredOf(pieces)), pieces.classes);
    return { referenceToPrediction: toPrediction.directed(), predictionToReference: toReference.directed() };
  }

  private classesOf(number: number): Uint8Array {
    return this.whole.references[number].pieces.classes;
  }

  private measuredOf(pieces: SurfacePieces): Measured {
    const measured = this.whole.measuredOf(pieces);
    if (!measured) throw new Error('The whole prediction has not followed yet');
    return measured;
  }

  private remove(pieces: SurfacePieces): void {
    const squares = this.measured.get(pieces);
    if (squares) this.toReference.addAll(squares, pieces.classes, -1);
    this.measured.delete(pieces);
  }

  private add(pieces: SurfacePieces): void {
    const squares = this.shared.squares.get(pieces) ?? this.squaresOf(pieces, this.measuredOf(pieces));
    this.shared.squares.set(pieces, squares);
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
    const squares = look.allSquaresOf(side.number);
    const classes = this.classesOf(side.number);
    side.isWhole = squares === this.whole.references[side.number].squares;
    for (let k = 0; k < squares.length; k++) {
      if (squares[k] === side.squares[k]) continue;
      this.toPrediction.add(side.squares[k], classes[k], -1);
      this.toPrediction.add(squares[k], classes[k]);
      side.squares[k] = squares[k];
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

  /** Of all pieces of a component of the reference, in mm²; those of the whole masks where the nearest of all belongs to the lesion for each. */
  allSquaresOf(number: number): Float64Array {
    const { pieces, squares, owners } = this.whole.references[number];
    const others = numbersWhere(squares.length, (k) => !this.holds(owners[k]));
    if (others.length === 0) return squares;
    this.nearest ??= new NearestPieces(this.surfaces, this.grid);
    const found = findNearest(this.nearest, pieces, others).squares;
    const all = squares.slice();
    for (const k of others) all[k] = found[k];
    return all;
  }

  private holds(slot: number): boolean {
    const surface = this.whole.surfaceAt(slot);
    return surface !== null && this.isIn.has(surface);
  }
}
