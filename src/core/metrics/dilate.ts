import { type Components, labelComponents } from '../components';
import type { Dims } from '../volume';
import { foregroundOf } from './foreground';

/**
 * The foreground of `components` grown `steps` times by the 18-neighbour element (faces and edges) within the grid, and labelled with
 * 26-connectivity: components that meet are one (BraTS 2023).
 */
export function dilateAndLabel(components: Components, dims: Dims, steps: number): Components {
  const mask = foregroundOf(components);
  let front = indicesOf(mask);
  for (let step = 0; step < steps; step++) front = growOnce(mask, dims, front);
  return labelComponents(mask, dims, 26);
}

function indicesOf(mask: Uint8Array): number[] {
  const indices: number[] = [];
  for (let v = 0; v < mask.length; v++) if (mask[v] !== 0) indices.push(v);
  return indices;
}

/** Sets the neighbours of the front and gives those that are new: only they can reach further. */
function growOnce(mask: Uint8Array, dims: Dims, front: readonly number[]): number[] {
  const [nx, ny] = dims;
  const grown: number[] = [];
  for (const v of front) {
    const x = v % nx;
    const row = (v - x) / nx;
    const y = row % ny;
    const z = (row - y) / ny;
    for (const [dx, dy, dz] of offsets) {
      if (isOutside(x + dx, dims[0]) || isOutside(y + dy, dims[1]) || isOutside(z + dz, dims[2])) continue;
      const at = v + dx + nx * (dy + ny * dz);
      if (mask[at] !== 0) continue;
      mask[at] = 1;
      grown.push(at);
    }
  }
  return grown;
}

const steps = [-1, 0, 1];
const offsets = steps
  .flatMap((dz) => steps.flatMap((dy) => steps.map((dx) => [dx, dy, dz] as const)))
  .filter((offset) => [1, 2].includes(offset.filter((d) => d !== 0).length));

function isOutside(at: number, size: number): boolean {
  return at < 0 || at >= size;
}
