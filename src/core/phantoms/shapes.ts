import type { Random } from '../random';
import type { Triple } from '../volume';

/** How far out a point lies: below 1 inside, 1 on the surface. Arguments are voxel positions. */
export type Level = (x: number, y: number, z: number) => number;

export interface BlobShape {
  readonly centre: Triple;
  /** Volume in voxels within level 1, before the bumps. */
  readonly voxels: number;
  /** Relative lengths of the three half axes, scaled to the volume. */
  readonly ratios: Triple;
  /** Rows are the half axes' directions, orthonormal. */
  readonly axes: readonly [Triple, Triple, Triple];
  /** How much the surface swings in and out, 0 = an ellipsoid; 0.3 = clearly irregular. */
  readonly bumpiness: number;
}

/** The level function of a star-shaped blob: an ellipsoid whose radius depends on the direction by a few random waves. */
export function blobLevel({ centre, voxels, ratios, axes, bumpiness }: BlobShape, random: Random): Level {
  const radius = Math.cbrt((3 * voxels) / (4 * Math.PI) / (ratios[0] * ratios[1] * ratios[2]));
  const [u, v, w] = axes.map((axis, k) => axis.map((part) => part / (radius * ratios[k])));
  const bump = bumpiness === 0 ? () => 1 : createBumps(bumpiness, random);
  return (x, y, z) => {
    const dx = x - centre[0];
    const dy = y - centre[1];
    const dz = z - centre[2];
    const a = u[0] * dx + u[1] * dy + u[2] * dz;
    const b = v[0] * dx + v[1] * dy + v[2] * dz;
    const c = w[0] * dx + w[1] * dy + w[2] * dz;
    const level = Math.sqrt(a * a + b * b + c * c);
    return level === 0 ? 0 : level / bump(a / level, b / level, c / level);
  };
}

/** The level function of a bumpy oval in a random position; `ratioSpread` = standard deviation of ln(half axis). */
export function ovalLevel(
  oval: Pick<BlobShape, 'centre' | 'voxels' | 'bumpiness'> & { readonly ratioSpread: number },
  random: Random,
): Level {
  const ratio = () => random.logNormal(0, oval.ratioSpread);
  const axes = axesAlong([random.normal(), random.normal(), random.normal()], random);
  return blobLevel({ ...oval, ratios: [ratio(), ratio(), ratio()], axes }, random);
}

/** Three directions at right angles, the first one given (any length but 0). */
export function axesAlong(direction: Triple, random: Random): BlobShape['axes'] {
  const first = normalise(direction);
  const other: Triple = [random.normal(), random.normal(), random.normal()];
  const second = normalise(cross(first, other));
  return [first, second, cross(first, second)];
}

const waveCount = 5;

function createBumps(bumpiness: number, random: Random): Level {
  const waves = Array.from({ length: waveCount }, () => ({
    k: [0, 1, 2].map(() => 2.2 * random.normal()),
    phase: random.uniformIn(0, 2 * Math.PI),
    height: (bumpiness * random.normal()) / Math.sqrt(waveCount / 2),
  }));
  return (a, b, c) => {
    let swing = 0;
    for (const { k, phase, height } of waves) swing += height * Math.cos(k[0] * a + k[1] * b + k[2] * c + phase);
    return Math.exp(Math.max(-0.9, Math.min(0.9, swing)));
  };
}

function cross(a: Triple, b: Triple): Triple {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function normalise(v: Triple): Triple {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}
