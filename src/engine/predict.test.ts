import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noMonitor } from '../core/errors';
import { createRandom } from '../core/random';
import { type Dims, voxelAt, voxelCount, voxelIndex } from '../core/volume';
import { openBackend } from './backends';
import type { RunningBackend } from './backends/running';
import { forward, initialWeights, weightTensors } from './network';
import { nodeAssets } from './nodeAssets';
import { dispose, memory, sigmoid, tensor5d, tidy } from './ops';
import { predictScan } from './predict';

// On webgpu: e2e/predict.browser.spec.ts. How tiles are laid, blended, begun and cancelled: predict/slideWindow.test.ts.
const network = { levels: 2, baseWidth: 4, upsampling: 'learned' } as const;
const size = 8;
const values = initialWeights(network, 1);

function noise(dims: Dims): Float32Array {
  const random = createRandom(3);
  return Float32Array.from({ length: voxelCount(dims) }, random.normal);
}

async function predict(dims: Dims): Promise<Float32Array> {
  const weights = weightTensors(network, values);
  const result = await predictScan(
    { network, weights, dims, scan: noise(dims), tileSize: size, overlap: 0.5 },
    noMonitor,
  );
  dispose(weights);
  return result;
}

/** What the network gives for one tile of the scan, which begins at a voxel. */
function predictAt(scan: Float32Array, dims: Dims, first: readonly number[]): Float32Array {
  const cube = Float32Array.from({ length: size ** 3 }, (_, i) => {
    const [x, y, z] = voxelAt([size, size, size], i).map((at, axis) => first[axis] + at);
    return scan[voxelIndex(dims, x, y, z)];
  });
  const probability = tidy(() =>
    sigmoid(forward(network, weightTensors(network, values), tensor5d(cube, [1, size, size, size, 1]))),
  );
  const read = probability.dataSync();
  dispose(probability);
  return read as Float32Array;
}

/** The definition: at each voxel the mean of all tiles on it, each weighted by a Gaussian round its middle. */
function definition(dims: Dims, starts: readonly (readonly number[])[]): Float64Array {
  const scan = noise(dims);
  const [sums, totals] = [new Float64Array(voxelCount(dims)), new Float64Array(voxelCount(dims))];
  for (const z of starts[2])
    for (const y of starts[1])
      for (const x of starts[0])
        predictAt(scan, dims, [x, y, z]).forEach((probability, i) => {
          const at = voxelAt([size, size, size], i);
          const squares = at.reduce((sum, place) => sum + (place - (size - 1) / 2) ** 2, 0);
          const weight = Math.exp((-0.5 * squares) / (size / 8) ** 2);
          const voxel = voxelIndex(dims, x + at[0], y + at[1], z + at[2]);
          sums[voxel] += weight * probability;
          totals[voxel] += weight;
        });
  return sums.map((sum, i) => sum / totals[i]);
}

describe.each(['wasm', 'cpu'] as const)('%s', (name) => {
  let backend: RunningBackend;
  beforeEach(async () => {
    backend = await openBackend(name, nodeAssets);
  });
  afterEach(() => backend.dispose());

  test('a prediction is the Gaussian-weighted mean of what the network says of overlapping tiles', async () => {
    const dims: Dims = [11, 8, 13];
    const wanted = definition(dims, [[0, 3], [0], [0, 3, 5]]);
    const result = await predict(dims);
    result.forEach((value, i) => {
      expect(Math.abs(value - wanted[i])).toBeLessThan(1e-6);
    });
  });

  test('again it is the same, bit for bit, and neither tensors nor bytes stay', async () => {
    const dims: Dims = [8, 9, 12];
    const before = memory();
    const first = await predict(dims);
    expect(await predict(dims)).toEqual(first);
    expect([memory().numTensors, memory().numBytes]).toEqual([before.numTensors, before.numBytes]);
  });
});
