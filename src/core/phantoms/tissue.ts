import type { Random } from '../random';
import type { Triple } from '../volume';
import type { TubePoint } from './tubes';

/** Bent tubes right through a cube, positions in voxels from its middle. */
export function randomVessels(options: {
  readonly size: number;
  readonly count: number;
  readonly radius: readonly [number, number];
  readonly random: Random;
}): TubePoint[][] {
  const { size, count, radius, random } = options;
  return Array.from({ length: count }, () => {
    const offset = () => random.uniformIn(-0.35, 0.35) * size;
    const through: Triple = [offset(), offset(), offset()];
    const direction = [0, 1, 2].map(() => random.normal());
    const length = Math.hypot(...direction);
    const width = random.uniformIn(...radius);
    return [-1, -0.5, 0, 0.5, 1].map((t) => ({
      at: bend(
        through,
        direction.map((part) => (part / length) * t * size),
        0.06 * size,
        random,
      ),
      radius: width * random.uniformIn(0.8, 1.2),
    }));
  });
}

function bend(from: Triple, step: readonly number[], swing: number, random: Random): Triple {
  const along = (axis: number) => from[axis] + step[axis] + swing * random.normal();
  return [along(0), along(1), along(2)];
}

/** A cube of Gaussian spots of height 0.4..1 at random places, each as wide (standard deviation, voxels) as drawn from `sigma`. */
export function paintSpots(options: {
  readonly size: number;
  readonly count: number;
  readonly sigma: readonly [number, number];
  readonly random: Random;
}): Float32Array {
  const { size, count, sigma, random } = options;
  const cube = new Float32Array(size ** 3);
  for (let spot = 0; spot < count; spot++) {
    const centre: Triple = [random.uniformIn(0, size), random.uniformIn(0, size), random.uniformIn(0, size)];
    addSpot(cube, size, { centre, sigma: random.uniformIn(...sigma), height: random.uniformIn(0.4, 1) });
  }
  return cube;
}

interface Spot {
  readonly centre: Triple;
  readonly sigma: number;
  readonly height: number;
}

function addSpot(cube: Float32Array, size: number, { centre, sigma, height }: Spot): void {
  const low = centre.map((c) => Math.max(0, Math.ceil(c - 3 * sigma)));
  const high = centre.map((c) => Math.min(size - 1, Math.floor(c + 3 * sigma)));
  for (let z = low[2]; z <= high[2]; z++) {
    for (let y = low[1]; y <= high[1]; y++) {
      for (let x = low[0]; x <= high[0]; x++) {
        const squared = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2;
        cube[x + size * (y + size * z)] += height * Math.exp(-squared / (2 * sigma * sigma));
      }
    }
  }
}
