import type { SurfacePieces } from './pieces';

/** What is known of each piece of a surface: squared distance (mm²) to the nearest piece of others, and the index of the surface that it is of, -1 = none. */
export interface Nearest {
  readonly squares: Float64Array;
  readonly owners: Int32Array;
}

/** Room for what is found of a surface. */
export function emptyNearest({ places }: SurfacePieces): Nearest {
  return { squares: new Float64Array(places.length), owners: new Int32Array(places.length) };
}
