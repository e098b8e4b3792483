import { createRandom } from '../../../src/core/random';
import { type Dims, voxelCount, voxelIndex } from '../../../src/core/volume';

const side = 256;
/** Balls of up to 6 voxels' radius in cells of 14 do not touch; 18^3 cells are more than there are balls. */
const cell = 14;
const cellsPerAxis = 18;

export const ballsDims: Dims = [side, side, side];
export const ballCount = 5000;

/** A mask of 256^3 with 5,000 balls of radius 1 to 6 voxels, none touching another; flat, x fastest. */
export function makeManyBalls(): Uint8Array {
  const random = createRandom(1);
  const mask = new Uint8Array(voxelCount(ballsDims));
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
        if (Math.hypot(x, y, z) <= radius) mask[voxelIndex(ballsDims, cx + x, cy + y, cz + z)] = 1;
}
