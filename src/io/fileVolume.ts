import type { Grid } from '../core/volume';

/** Voxel values as they are kept: whole numbers in the file's own type, fractions as float32, float64 only where float32 would merge whole numbers. */
export type Voxels =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** A 3-D volume as read from a file, everything in it checked: one finite value per voxel, flat, x fastest. */
export interface FileVolume {
  readonly name: string;
  readonly grid: Grid;
  /** The file's own word: "uint8", "float32" ... */
  readonly datatype: string;
  readonly voxels: Voxels;
  /** False when the file says nothing of where its voxels lie in the world, or only the default. */
  readonly hasPlace: boolean;
  /** How many of its voxels were NaN or infinite and became 0; a remark says so, too. */
  readonly replacedCount: number;
  /** Sentences about what was odd and what was done about it. */
  readonly remarks: readonly string[];
}
