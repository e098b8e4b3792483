import { expect, test } from 'vitest';
import { labelComponents } from '../../components';
import { createRandom } from '../../random';
import { type Dims, type Triple, voxelAt, voxelCount } from '../../volume';
import { areaClasses } from './areaClasses';
import { boundsOf, cropMasks } from './crop';
import type { SurfaceKind } from './distances';
import { FollowingDistances } from './followingDistances';
import { LesionDistances } from './lesionDistances';
import { piecesOf, type SurfacePieces } from './pieces';
import { measureSurfaces } from './surfaces';

const dims: Dims = [13, 11, 9];

function randomMask(random: ReturnType<typeof createRandom>, boxes: number): Uint8Array {
  const mask = new Uint8Array(voxelCount(dims));
  for (let b = 0; b < boxes; b++) {
    const low = dims.map((side) => random.integer(side));
    const size = low.map(() => 1 + random.integer(4));
    for (let v = 0; v < mask.length; v++)
      if (voxelAt(dims, v).every((c, a) => c >= low[a] && c < low[a] + size[a])) mask[v] = 1;
  }
  return mask;
}

/** The components of a mask with their surfaces; those of a mask before that are the same keep theirs. */
class Labelled {
  readonly ids: Int32Array;
  readonly count: number;
  readonly bounds: ReturnType<typeof boundsOf>;
  readonly pieces: readonly SurfacePieces[];
  private readonly voxelsOf = new Map<string, SurfacePieces>();

  constructor(mask: Uint8Array, spacingMm: Triple, kind: SurfaceKind, before: Labelled | null = null) {
    const { ids, count } = labelComponents(mask, dims, 26);
    this.ids = ids;
    this.count = count;
    this.bounds = boundsOf({ ids, count }, dims);
    const grid = { dims, spacingMm, kind, classes: areaClasses(kind, spacingMm) };
    this.pieces = Array.from({ length: count }, (_, n) => {
      const own = [...ids.keys()].filter((v) => ids[v] === n + 1).join();
      const box = {
        low: this.bounds.low.map((of) => of[n + 1]),
        high: this.bounds.high.map((of) => of[n + 1]),
      };
      const pieces = before?.voxelsOf.get(own) ?? piecesOf(ids, n + 1, box, grid);
      this.voxelsOf.set(own, pieces);
      return pieces;
    });
  }
}

test.each([
  ['voxels', [1, 1, 1]],
  ['voxels', [0.7, 1.1, 3]],
  ['elements', [1, 1, 1]],
  ['elements', [0.7, 1.1, 3]],
] as const)('distances that follow a prediction are those from scratch: %s, spacing %j', (kind, spacingMm) => {
  const grid = { dims, spacingMm, kind, classes: areaClasses(kind, spacingMm) };
  for (let seed = 1; seed <= 6; seed++) {
    const random = createRandom(seed);
    const reference = new Labelled(randomMask(random, 6), spacingMm, kind);
    const whole = new FollowingDistances(reference.pieces, grid);
    const lesions = Array.from({ length: 6 }, (_, k) => {
      const numbers = [...reference.pieces.keys()].filter(() => random.uniform() < 0.5);
      // Some follow whatever is predicted, some begin anew where it is much, some almost always.
      return { numbers, follower: new LesionDistances(whole, numbers, grid, undefined, [1e9, 60, 0][k % 3]) };
    });
    const mask = Uint8Array.from(reference.ids, (id) => (id > 0 ? 1 : 0));
    let predicted: Labelled | null = null;
    for (let touch = 0; touch < 25; touch++) {
      if (touch > 0) touchMask(mask, random);
      predicted = new Labelled(mask, spacingMm, kind, predicted);
      whole.follow(predicted.pieces);
      expect(whole.distances).toEqual(plain(reference, predicted, null, null, spacingMm, kind));
      for (const { numbers, follower } of lesions) {
        // Whether a component belongs to a lesion follows from its voxels.
        const { pieces } = predicted;
        const chosen = [...pieces.keys()].filter((k) => pieces[k].places[0] % 3 !== numbers.length % 3);
        const followed = follower.follow(chosen.map((k) => pieces[k]));
        const ids = [numbers.map((k) => k + 1), chosen.map((k) => k + 1)] as const;
        expect(followed).toEqual(plain(reference, predicted, ids[0], ids[1], spacingMm, kind));
      }
    }
  }
});

/** A box is set or cleared; now and then all is cleared. */
function touchMask(mask: Uint8Array, random: ReturnType<typeof createRandom>): void {
  if (random.uniform() < 0.05) mask.fill(0);
  const value = random.uniform() < 0.5 ? 1 : 0;
  const box = randomMask(random, 1);
  for (let v = 0; v < mask.length; v++) if (box[v]) mask[v] = value;
}

function plain(
  reference: Labelled,
  predicted: Labelled,
  references: readonly number[] | null,
  predictions: readonly number[] | null,
  spacingMm: Triple,
  kind: SurfaceKind,
) {
  const masks = cropMasks(
    { components: reference, bounds: reference.bounds, ids: references },
    { components: predicted, bounds: predicted.bounds, ids: predictions },
    dims,
    spacingMm,
  );
  return measureSurfaces(masks, kind);
}
