import { expect, test } from 'vitest';
import { labelComponents } from '../../components';
import { createRandom } from '../../random';
import { type Dims, voxelCount } from '../../volume';
import { connectedStretches } from './connectedStretches';
import { type Stretches, StretchGatherer, voxelsOf } from './stretches';

test('voxels that are connected with seeds are those of the components that hold one', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = createRandom(seed);
    const dims: Dims = [1 + random.integer(9), 1 + random.integer(7), 1 + random.integer(6)];
    const share = random.uniformIn(0.05, 0.9);
    const mask = Uint8Array.from({ length: voxelCount(dims) }, () => (random.uniform() < share ? 1 : 0));
    const seeds = Int32Array.from({ length: 1 + random.integer(3) }, () => random.integer(mask.length));
    const marks = new Uint8Array(mask.length);
    const { ids } = labelComponents(mask, dims, 26);
    const reached = new Set(Array.from(seeds, (v) => ids[v]).filter((id) => id > 0));
    const expected = [...ids.keys()].filter((v) => reached.has(ids[v]));
    const passing = [...new Set(seeds)].filter((v) => mask[v] !== 0).sort((a, b) => a - b);
    const found = connectedStretches(singles(passing, dims), dims, (v) => mask[v] !== 0, marks);
    expect([...voxelsOf(found)]).toEqual(expected);
    expect(found.voxels).toBe(expected.length);
    expect(marks.every((mark) => mark === 0)).toBe(true);
  }
});

function singles(voxels: readonly number[], [nx]: Dims): Stretches {
  const gathered = new StretchGatherer(nx);
  for (const v of voxels) gathered.add(v, v + 1);
  return gathered.finish();
}
