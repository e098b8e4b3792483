import { expect, test } from 'vitest';
import { labelComponents } from '../../components';
import { createRandom, type Random } from '../../random';
import { type Dims, voxelAt, voxelCount } from '../../volume';
import { ChosenSurface, distancesBetween } from './chosenSurface';
import { boundsOf, type Chosen, cropMasks } from './crop';
import { measureSurfaces } from './surfaces';

const dims: Dims = [17, 12, 10];

test.each([
  ['voxels', [1, 1, 1]],
  ['voxels', [0.7, 1.1, 3]],
  ['elements', [1, 1, 1]],
  ['elements', [3, 0.9, 0.9]],
] as const)('distances between chosen components are those of their masks: %s, spacing %j', (kind, spacingMm) => {
  for (let seed = 1; seed <= 25; seed++) {
    const random = createRandom(seed);
    const [reference, prediction] = [chooseSome(random), chooseSome(random)];
    const surfaces = [reference, prediction].map((chosen) => new ChosenSurface(chosen, dims, spacingMm, kind));
    // A second time from what was found the first.
    for (let time = 0; time < 2; time++)
      expect(distancesBetween(surfaces[0], surfaces[1])).toEqual(
        measureSurfaces(cropMasks(reference, prediction, dims, spacingMm), kind),
      );
  }
});

/** Of boxes labelled with 6, so that chosen ones may touch others by an edge; all, some, or none of them. */
function chooseSome(random: Random): Chosen {
  const mask = new Uint8Array(voxelCount(dims));
  for (let b = random.integer(10); b > 0; b--) {
    const low = dims.map((side) => random.integer(side));
    const size = low.map(() => 1 + random.integer(5));
    for (let v = 0; v < mask.length; v++)
      if (voxelAt(dims, v).every((c, axis) => c >= low[axis] && c < low[axis] + size[axis])) mask[v] = 1;
  }
  const components = labelComponents(mask, dims, 6);
  const all = Array.from({ length: components.count }, (_, k) => k + 1);
  const ids = random.uniform() < 0.3 ? null : all.filter(() => random.uniform() < 0.6);
  return { components, bounds: boundsOf(components, dims), ids };
}
