import type { Components } from '../components';
import type { Dims, Triple } from '../volume';

/**
 * For every voxel the id of the nearest component (exact, distances between voxel centres with voxels of the given size), the lower id
 * where several are equally near; all 0 when there is none. Lower envelope of parabolas, one axis after the other.
 */
export function nearestComponents({ ids }: Components, dims: Dims, size: Triple): Int32Array {
  const nearest = ids.slice();
  const squared = new Float64Array(ids.length);
  for (let v = 0; v < ids.length; v++) squared[v] = ids[v] !== 0 ? 0 : Number.POSITIVE_INFINITY;
  const [nx, ny, nz] = dims;
  const field: Field = { nearest, squared };
  const line = newLine(Math.max(nx, ny, nz));
  for (let row = 0; row < ny * nz; row++) relaxLine(field, row * nx, 1, nx, size[0] ** 2, line);
  for (let z = 0; z < nz; z++)
    for (let x = 0; x < nx; x++) relaxLine(field, x + nx * ny * z, nx, ny, size[1] ** 2, line);
  for (let column = 0; column < nx * ny; column++) relaxLine(field, column, nx * ny, nz, size[2] ** 2, line);
  return nearest;
}

interface Field {
  readonly nearest: Int32Array;
  readonly squared: Float64Array;
}

interface Line {
  readonly heights: Float64Array;
  readonly ids: Int32Array;
  readonly apexes: Int32Array;
  readonly from: Float64Array;
}

function newLine(length: number): Line {
  return {
    heights: new Float64Array(length),
    ids: new Int32Array(length),
    apexes: new Int32Array(length),
    from: new Float64Array(length),
  };
}

function relaxLine(
  { nearest, squared }: Field,
  start: number,
  step: number,
  length: number,
  weight: number,
  line: Line,
) {
  const { heights, ids, apexes, from } = line;
  for (let i = 0, v = start; i < length; i++, v += step) {
    heights[i] = squared[v];
    ids[i] = nearest[v];
  }
  const count = buildEnvelope(line, length, weight);
  if (count === 0) return;
  let k = 0;
  for (let i = 0, v = start; i < length; i++, v += step) {
    while (k + 1 < count && from[k + 1] < i) k++;
    const apex = apexes[k];
    squared[v] = weight * (i - apex) * (i - apex) + heights[apex];
    nearest[v] = ids[apex];
    // Parabolas that meet here are equally near; only one of them is left of this place.
    for (let tied = k + 1; tied < count && from[tied] === i; tied++)
      if (ids[apexes[tied]] < nearest[v]) nearest[v] = ids[apexes[tied]];
  }
}

/** Keeps parabolas that are lowest at a single place only, since they may have the lower id there. */
function buildEnvelope({ heights, apexes, from }: Line, length: number, weight: number): number {
  let count = 0;
  for (let j = 0; j < length; j++) {
    if (heights[j] === Number.POSITIVE_INFINITY) continue;
    let crossing = Number.NEGATIVE_INFINITY;
    while (count > 0) {
      const i = apexes[count - 1];
      crossing = (j + i) / 2 + (heights[j] - heights[i]) / (2 * weight * (j - i));
      if (crossing >= from[count - 1]) break;
      count--;
      crossing = Number.NEGATIVE_INFINITY;
    }
    apexes[count] = j;
    from[count++] = crossing;
  }
  return count;
}
