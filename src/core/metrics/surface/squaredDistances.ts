import type { Dims, Triple } from '../../volume';

/**
 * Squared distance in mm² from the centre of every voxel to the nearest voxel of `seeds` (non-zero), exact; infinite where there is
 * none. Lower envelope of parabolas, one axis after the other (Felzenszwalb and Huttenlocher 2012).
 */
export function squaredDistances(seeds: Uint8Array, dims: Dims, spacingMm: Triple): Float64Array {
  const values = new Float64Array(seeds.length);
  for (let v = 0; v < seeds.length; v++) values[v] = seeds[v] !== 0 ? 0 : Number.POSITIVE_INFINITY;
  const [nx, ny, nz] = dims;
  const line = newLine(Math.max(nx, ny, nz));
  for (let row = 0; row < ny * nz; row++) relaxLine(values, row * nx, 1, nx, spacingMm[0], line);
  for (let z = 0; z < nz; z++)
    for (let x = 0; x < nx; x++) relaxLine(values, x + nx * ny * z, nx, ny, spacingMm[1], line);
  for (let column = 0; column < nx * ny; column++) relaxLine(values, column, nx * ny, nz, spacingMm[2], line);
  return values;
}

/** Room for one line: its heights, and the parabolas of the envelope with the positions from which each is the lowest. */
interface Line {
  readonly heights: Float64Array;
  readonly apexes: Int32Array;
  readonly from: Float64Array;
}

function newLine(length: number): Line {
  return { heights: new Float64Array(length), apexes: new Int32Array(length), from: new Float64Array(length + 1) };
}

/** Replaces values[start + i step] by min over j of (spacing (i - j))² + values[start + j step]. */
function relaxLine(values: Float64Array, start: number, step: number, length: number, spacing: number, line: Line) {
  const { heights, apexes, from } = line;
  for (let i = 0; i < length; i++) heights[i] = values[start + i * step];
  const count = buildEnvelope(line, length, spacing * spacing);
  if (count === 0) return;
  let k = 0;
  for (let i = 0; i < length; i++) {
    while (k + 1 < count && from[k + 1] < i) k++;
    const offset = spacing * (i - apexes[k]);
    values[start + i * step] = offset * offset + heights[apexes[k]];
  }
}

function buildEnvelope({ heights, apexes, from }: Line, length: number, squaredSpacing: number): number {
  let count = 0;
  for (let j = 0; j < length; j++) {
    if (heights[j] === Number.POSITIVE_INFINITY) continue;
    let crossing = Number.NEGATIVE_INFINITY;
    while (count > 0) {
      const i = apexes[count - 1];
      crossing = (j + i) / 2 + (heights[j] - heights[i]) / (2 * squaredSpacing * (j - i));
      if (crossing > from[count - 1]) break;
      count--;
      crossing = Number.NEGATIVE_INFINITY;
    }
    apexes[count] = j;
    from[count++] = crossing;
  }
  return count;
}
