import type { Affine, Grid } from '../core/volume';
import { voxelCount } from '../core/volume';
import type { Voxels } from './fileVolume';

/** Where the voxels begin: 348 header bytes and an empty extension flag. */
const voxelOffset = 352;
const longestSide = 32767;

/**
 * A fresh single-file NIfTI-1: little-endian, one 3-D volume, sform = `grid.affine` (rounded to float32), mm, no scaling,
 * no extension, voxels at byte 352 in the order of `array` (x fastest). Throws if array and grid disagree.
 * Layout: nifti1.h, https://nifti.nimh.nih.gov/nifti-1.
 */
export function writeCanonicalNifti(grid: Grid, array: Voxels): ArrayBuffer {
  if (array.length !== voxelCount(grid.dims)) throw new Error(`${array.length} voxels on a grid of ${grid.dims}`);
  if (grid.dims.some((side) => side < 1 || side > longestSide)) throw new Error(`NIfTI-1 cannot hold ${grid.dims}`);
  const buffer = new ArrayBuffer(voxelOffset + array.byteLength);
  writeHeader(new DataView(buffer), grid, array);
  putLittleEndian(buffer, array);
  return buffer;
}

function writeHeader(view: DataView, { dims, spacingMm, affine }: Grid, array: Voxels): void {
  view.setInt32(0, 348, true);
  [3, ...dims, 1, 1, 1, 1].forEach((side, i) => {
    view.setInt16(40 + 2 * i, side, true);
  });
  view.setInt16(70, datatypeCode(array), true);
  view.setInt16(72, 8 * array.BYTES_PER_ELEMENT, true);
  [1, ...spacingMm, 1, 1, 1, 1].forEach((size, i) => {
    view.setFloat32(76 + 4 * i, size, true);
  });
  view.setFloat32(108, voxelOffset, true);
  view.setFloat32(112, 1, true); // scl_slope; scl_inter stays 0
  view.setUint8(123, 2); // millimetres
  view.setInt16(254, 2, true); // sform_code: aligned; qform_code stays 0 = not given
  writeAffine(view, affine);
  [0x6e, 0x2b, 0x31, 0].forEach((byte, i) => {
    view.setUint8(344 + i, byte); // "n+1"
  });
}

function writeAffine(view: DataView, affine: Affine): void {
  affine.forEach((value, i) => {
    view.setFloat32(280 + 4 * i, value, true);
  });
}

function datatypeCode(array: Voxels): number {
  if (array instanceof Uint8Array) return 2;
  if (array instanceof Int16Array) return 4;
  if (array instanceof Int32Array) return 8;
  if (array instanceof Float32Array) return 16;
  if (array instanceof Float64Array) return 64;
  if (array instanceof Int8Array) return 256;
  if (array instanceof Uint16Array) return 512;
  return 768;
}

/** Every machine a browser runs on today is little-endian; typed arrays are then the bytes of the file. */
function putLittleEndian(buffer: ArrayBuffer, array: Voxels): void {
  new Uint8Array(buffer, voxelOffset).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
}
