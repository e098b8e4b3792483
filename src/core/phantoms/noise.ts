import type { Random } from '../random';

/**
 * A smooth random cube (x fastest), mean 0 and standard deviation 1 to a few percent, whose bumps are about `scale` voxels wide:
 * normals on a coarse lattice, joined by cubic B-splines.
 */
export function smoothNoise(size: number, scale: number, random: Random): Float32Array {
  const coarse = Math.ceil(size / scale) + 3;
  let field = Float32Array.from({ length: coarse ** 3 }, random.normal);
  let extent = [coarse, coarse, coarse];
  for (const axis of [0, 1, 2]) {
    field = refineAlong(field, extent, axis, { size, scale });
    extent = extent.map((length, other) => (other === axis ? size : length));
  }
  return field;
}

/** Adds normal noise of standard deviation `sd`, voxel by voxel. */
export function addNoise(cube: Float32Array, sd: number, random: Random): void {
  if (sd === 0) return;
  for (let i = 0; i < cube.length; i++) cube[i] += sd * random.normal();
}

function refineAlong(
  field: Float32Array,
  extent: readonly number[],
  axis: number,
  { size, scale }: { readonly size: number; readonly scale: number },
): Float32Array<ArrayBuffer> {
  const stride = extent.slice(0, axis).reduce((product, length) => product * length, 1);
  const outer = field.length / (stride * extent[axis]);
  const result = new Float32Array(outer * size * stride);
  for (let i = 0; i < size; i++) {
    const cell = Math.floor(i / scale);
    const [a, b, c, d] = splineWeights(i / scale - cell);
    for (let block = 0; block < outer; block++) {
      const from = (block * extent[axis] + cell) * stride;
      const to = (block * size + i) * stride;
      for (let k = 0; k < stride; k++) {
        const at = from + k;
        result[to + k] =
          a * field[at] + b * field[at + stride] + c * field[at + 2 * stride] + d * field[at + 3 * stride];
      }
    }
  }
  return result;
}

/** The four cubic B-spline weights at t in [0, 1), divided by their root mean square sum so that unit variance stays. */
function splineWeights(t: number): readonly [number, number, number, number] {
  const weights = [(1 - t) ** 3, 3 * t ** 3 - 6 * t ** 2 + 4, -3 * t ** 3 + 3 * t ** 2 + 3 * t + 1, t ** 3];
  const norm = Math.hypot(...weights);
  return [weights[0] / norm, weights[1] / norm, weights[2] / norm, weights[3] / norm];
}
