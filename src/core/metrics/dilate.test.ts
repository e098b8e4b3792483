import { expect, test } from 'vitest';
import { labelComponents } from '../components';
import { createRandom } from '../random';
import { type Dims, voxelAt, voxelCount, voxelIndex } from '../volume';
import { dilateAndLabel } from './dilate';

test.each([[[31, 5, 4]], [[32, 4, 5]], [[33, 6, 3]], [[70, 3, 4]], [[1, 7, 6]]] as const)(
  'masks of %j grow voxel by voxel, to faces and edges',
  (dims: Dims) => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = createRandom(seed);
      const share = seed % 2 === 0 ? 0.01 : 0.1;
      let mask = Uint8Array.from({ length: voxelCount(dims) }, () => (random.uniform() < share ? 1 : 0));
      const components = labelComponents(mask, dims, 6);
      for (let steps = 0; steps <= 3; steps++) {
        if (steps > 0) mask = grownOnce(mask, dims);
        expect(dilateAndLabel(components, dims, steps)).toEqual(labelComponents(mask, dims, 26));
      }
    }
  },
);

function grownOnce(mask: Uint8Array, dims: Dims): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(mask.length);
  for (let v = 0; v < mask.length; v++) {
    if (mask[v] === 0) continue;
    const [x, y, z] = voxelAt(dims, v);
    for (const [dx, dy, dz] of offsets) {
      const at = [x + dx, y + dy, z + dz];
      if (at.every((c, axis) => c >= 0 && c < dims[axis])) grown[voxelIndex(dims, at[0], at[1], at[2])] = 1;
    }
  }
  return grown;
}

const steps = [-1, 0, 1];
const offsets = steps
  .flatMap((dz) => steps.flatMap((dy) => steps.map((dx) => [dx, dy, dz] as const)))
  .filter((offset) => offset.filter((d) => d !== 0).length <= 2);
