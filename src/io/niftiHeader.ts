import * as nifti from 'nifti-reader-js';
import { InputError } from '../core/errors';
import { type Affine, type Dims, type Grid, spacingOf, voxelCount } from '../core/volume';
import { checkAffordable, longestSide } from './limits';
import { placeOf } from './niftiAffine';

/** The kinds of value that can be read, by NIfTI code. */
const readableTypes = {
  2: { name: 'uint8', bytes: 1 },
  4: { name: 'int16', bytes: 2 },
  8: { name: 'int32', bytes: 4 },
  16: { name: 'float32', bytes: 4 },
  32: { name: 'complex64', bytes: 8 },
  64: { name: 'float64', bytes: 8 },
  128: { name: 'rgb24', bytes: 3 },
  256: { name: 'int8', bytes: 1 },
  512: { name: 'uint16', bytes: 2 },
  768: { name: 'uint32', bytes: 4 },
  1024: { name: 'int64', bytes: 8 },
  1280: { name: 'uint64', bytes: 8 },
  1792: { name: 'complex128', bytes: 16 },
  2304: { name: 'rgba32', bytes: 4 },
} as const;
export type NiftiType = (typeof readableTypes)[keyof typeof readableTypes]['name'];

const otherTypes: Readonly<Record<number, string>> = {
  1: 'single bits',
  1536: '128-bit floats',
  2048: 'complex numbers of 128-bit floats',
};

/** All that the voxels need to be read, each part checked; whether the file is as long as promised, the reader of the bytes checks. */
export interface NiftiPlan {
  readonly grid: Grid;
  readonly hasPlace: boolean;
  readonly type: NiftiType;
  readonly isLittleEndian: boolean;
  /** The voxels are in another file (`.hdr` and `.img`). */
  readonly isPair: boolean;
  /** First byte of the voxels, in this file or the other. */
  readonly voxelOffset: number;
  readonly voxelBytes: number;
  /** value = slope * stored + inter; null = the stored number is the value. */
  readonly scaling: { readonly slope: number; readonly inter: number } | null;
  readonly remarks: readonly string[];
}

/** Bytes of a file's beginning that hold any NIfTI header. */
export const niftiHeadBytes = 540;

/** Which NIfTI a file's first bytes announce: version, and whether the voxels stand in the same file; null = none. */
export function niftiKind(head: Uint8Array): { readonly version: 1 | 2; readonly isPair: boolean } | null {
  const word = (at: number) => String.fromCharCode(...head.subarray(at, at + 3));
  const first = readableFirst(head);
  if (first === 348 && head.length >= 348 && /^n[+i]1$/.test(word(344)))
    return { version: 1, isPair: word(344)[1] === 'i' };
  if (first === 540 && head.length >= 540 && /^n[+i]2$/.test(word(4)))
    return { version: 2, isPair: word(4)[1] === 'i' };
  return null;
}

/** Reads the header in a file's first bytes, believing nothing of it. Throws InputError, also where the volume is too large to be opened. */
export function readNiftiHeader(head: Uint8Array): NiftiPlan {
  const kind = niftiKind(head);
  if (!kind) throw new Error('not a NIfTI header');
  const headerBytes = kind.version === 1 ? 348 : 540;
  // A copy of exactly the header keeps the package away from extensions, where a crafted size sends it astray.
  const bytes = head.slice(0, headerBytes);
  const header = nifti.readHeader(bytes.buffer, true);
  const dims = checkedDims(header.dims);
  const { name: type, bytes: bytesPerVoxel } = checkedType(header.datatypeCode, header.numBitsPerVoxel);
  checkAffordable(dims, bytesPerVoxel);
  const { affine, hasPlace, remarks } = placeOf(placing(header, bytes));
  return {
    grid: { dims, affine, spacingMm: spacingOf(affine) },
    hasPlace,
    type,
    isLittleEndian: header.littleEndian,
    isPair: kind.isPair,
    voxelOffset: checkedOffset(header.vox_offset, kind.isPair ? 0 : headerBytes + 4),
    voxelBytes: voxelCount(dims) * bytesPerVoxel,
    scaling: checkedScaling(header.scl_slope, header.scl_inter),
    remarks: [...remarks, ...unitRemarks(header.xyzt_units)],
  };
}

function readableFirst(head: Uint8Array): number {
  if (head.length < 4) return 0;
  const view = new DataView(head.buffer, head.byteOffset, 4);
  const little = view.getInt32(0, true);
  return little === 348 || little === 540 ? little : view.getInt32(0, false);
}

function checkedDims(dim: readonly number[]): Dims {
  const rank = dim[0];
  if (!(rank >= 1 && rank <= 7)) throw oddHeader(`${rank} dimensions`, '3');
  // Absent axes are one long; a zero behind the third is the same said carelessly.
  const sides = dim.slice(1).map((side, axis) => (axis >= rank || (axis > 2 && side === 0) ? 1 : side));
  const isSound = sides.every((side) => Number.isInteger(side) && side >= 1);
  if (!isSound) throw oddHeader(`sides of ${dim.slice(1, rank + 1).join(' x ')} voxels`, 'whole positive numbers');
  if (sides[3] > 1)
    throw severalVolumes(sides, `${sides[3]} time points`, 'Pick one time point and save it as its own file');
  const further = sides.findIndex((side, axis) => axis > 3 && side > 1);
  if (further >= 0)
    throw severalVolumes(sides, `${sides[further]} values per voxel`, 'Pick one of them and save it as its own file');
  const [nx, ny, nz] = sides;
  if (Math.max(nx, ny, nz) > longestSide)
    throw oddHeader(`a side of ${Math.max(nx, ny, nz)} voxels`, `at most ${longestSide}`);
  return [nx, ny, nz];
}

function checkedType(code: number, bits: number): (typeof readableTypes)[keyof typeof readableTypes] {
  const type = (readableTypes as Readonly<Record<number, (typeof readableTypes)[keyof typeof readableTypes]>>)[code];
  if (!type)
    throw new InputError({
      found: `voxels of ${otherTypes[code] ?? `an unknown kind (datatype ${code})`}`,
      expected: 'one whole or real number per voxel',
      todo: 'Convert the file to a number per voxel, such as float32 or uint8',
    });
  if (bits !== 8 * type.bytes && bits !== 0)
    throw oddHeader(`${type.name} voxels of ${bits} bits`, `${8 * type.bytes} bits`);
  return type;
}

function checkedOffset(offset: number, least: number): number {
  if (offset === 0) return least;
  if (!Number.isInteger(offset) || offset < least || offset > 2 ** 40)
    throw oddHeader(`voxels that begin at byte ${offset}`, `a whole number from ${least}`);
  return offset;
}

/** A slope of 0 or none at all (some writers put NaN) means no scaling: nifti1.h, "DATA SCALING". */
function checkedScaling(slope: number, inter: number): NiftiPlan['scaling'] {
  if (slope === 0 || !Number.isFinite(slope)) return null;
  if (!Number.isFinite(inter)) throw oddHeader(`values scaled by ${slope} and shifted by ${inter}`, 'finite numbers');
  return slope === 1 && inter === 0 ? null : { slope, inter };
}

function placing(header: nifti.NIFTI1 | nifti.NIFTI2, bytes: Uint8Array) {
  return {
    sformCode: header.sform_code,
    qformCode: header.qform_code,
    sform: sformOf(header, bytes),
    quaternion: [header.quatern_b, header.quatern_c, header.quatern_d],
    offset: [header.qoffset_x, header.qoffset_y, header.qoffset_z],
    pixdim: [header.pixDims[0], header.pixDims[1], header.pixDims[2], header.pixDims[3]],
    unitMm: millimetresPerUnit(header.xyzt_units),
  } as const;
}

/** The package overwrites the stored sform by its own choice of form, so it is read from the bytes. */
function sformOf(header: nifti.NIFTI1 | nifti.NIFTI2, bytes: Uint8Array): Affine {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const value = (i: number) =>
    header instanceof nifti.NIFTI1
      ? view.getFloat32(280 + 4 * i, header.littleEndian)
      : view.getFloat64(400 + 8 * i, header.littleEndian);
  return Array.from({ length: 12 }, (_, i) => value(i)) as unknown as Affine;
}

/** Unit code 0 (unknown) is taken as mm, as everyone does. */
function millimetresPerUnit(code: number): number {
  const unit = code & 7;
  return unit === 1 ? 1000 : unit === 3 ? 1e-3 : 1;
}

function unitRemarks(code: number): string[] {
  const unit = code & 7;
  if (unit !== 1 && unit !== 3) return [];
  return [`Its lengths are in ${unit === 1 ? 'metres' : 'micrometres'}; they are shown in millimetres.`];
}

function severalVolumes(sides: readonly number[], what: string, todo: string): InputError {
  const rank = sides.findLastIndex((side) => side > 1) + 1;
  const found = `a ${rank}-D file of ${sides.slice(0, rank).join(' x ')} with ${what}`;
  return new InputError({ found, expected: 'a 3-D volume with one value per voxel', todo });
}

function oddHeader(found: string, expected: string): InputError {
  return new InputError({
    found: `a NIfTI header with ${found}`,
    expected,
    todo: 'The header is damaged or not NIfTI: write the file anew with the tool that made it',
  });
}
