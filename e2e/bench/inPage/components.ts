import { labelComponents } from '../../../src/core/components';
import { createRandom } from '../../../src/core/random';
import { type Dims, voxelCount, voxelIndex } from '../../../src/core/volume';

const side = 256;
const dims: Dims = [side, side, side];
const ballCount = 5000;
/** Balls of up to 6 voxels' radius in cells of 14 do not touch; 18^3 cells are more than there are balls. */
const cell = 14;
const cellsPerAxis = 18;

/** Milliseconds of labelling 5,000 balls in 256^3, neighbours at 26 places, in each of some rounds. */
export function timeComponents(rounds: number): number[] {
  const mask = makeBalls();
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    const { count } = labelComponents(mask, dims, 26);
    const ms = performance.now() - started;
    if (count !== ballCount) throw new Error(`${count} components of ${ballCount} balls`);
    return ms;
  });
}

function makeBalls(): Uint8Array {
  const random = createRandom(1);
  const mask = new Uint8Array(voxelCount(dims));
  for (let ball = 0; ball < ballCount; ball++) {
    const place = [ball, Math.floor(ball / cellsPerAxis), Math.floor(ball / cellsPerAxis ** 2)];
    const [x, y, z] = place.map((at) => cell * (at % cellsPerAxis) + cell / 2);
    paintBall(mask, [x, y, z], random.uniformIn(1, 6));
  }
  return mask;
}

function paintBall(mask: Uint8Array, [cx, cy, cz]: Dims, radius: number): void {
  const reach = Math.floor(radius);
  for (let z = -reach; z <= reach; z++)
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++)
        if (Math.hypot(x, y, z) <= radius) mask[voxelIndex(dims, cx + x, cy + y, cz + z)] = 1;
}
