/** Times labelComponents on 256^3 masks and prints the median of five: `npx tsx e2e/bench/components.ts`. */
import type { Connectivity } from '../../src/core/case';
import { labelComponents } from '../../src/core/components';
import { createRandom } from '../../src/core/random';
import { type Dims, voxelAt, voxelCount, voxelIndex } from '../../src/core/volume';

const side = 256;
const dims: Dims = [side, side, side];

const masks: Record<string, Uint8Array> = {
  '5,000 balls': balls(5000),
  'noise 50 %': noise(0.5),
  'noise 5 %': noise(0.05),
  'all full': new Uint8Array(voxelCount(dims)).fill(1),
  'all empty': new Uint8Array(voxelCount(dims)),
};

for (const [name, mask] of Object.entries(masks)) {
  for (const connectivity of [6, 18, 26] as const) {
    const { medianMs, count } = time(mask, connectivity);
    process.stdout.write(
      `${name.padEnd(12)} ${connectivity} neighbours: ${medianMs.toFixed(0).padStart(5)} ms, ${count} components\n`,
    );
  }
}

function time(mask: Uint8Array, connectivity: Connectivity): { medianMs: number; count: number } {
  let count = 0;
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    count = labelComponents(mask, dims, connectivity).count;
    return performance.now() - start;
  });
  return { medianMs: times.sort((a, b) => a - b)[2], count };
}

/** One ball in each cell of 14 voxels, so that none touches another: 18^3 cells hold more than 5,000. */
function balls(ballCount: number): Uint8Array {
  const random = createRandom(1);
  const mask = new Uint8Array(voxelCount(dims));
  for (let ball = 0; ball < ballCount; ball++) {
    const radius = random.uniformIn(1, 6);
    const [cx, cy, cz] = voxelAt([18, 18, 18], ball).map((cell) => 14 * cell + 7);
    for (let z = cz - 6; z <= cz + 6; z++) {
      for (let y = cy - 6; y <= cy + 6; y++) {
        for (let x = cx - 6; x <= cx + 6; x++) {
          if (Math.hypot(x - cx, y - cy, z - cz) <= radius) mask[voxelIndex(dims, x, y, z)] = 1;
        }
      }
    }
  }
  return mask;
}

function noise(density: number): Uint8Array {
  const random = createRandom(2);
  return Uint8Array.from({ length: voxelCount(dims) }, () => (random.uniform() < density ? 1 : 0));
}
