import { InputError } from '../core/errors';
import { type Affine, spacingOf, type Triple } from '../core/volume';

/** The header's fields about where the voxels lie, as they stand in the file. */
export interface NiftiPlacing {
  readonly sformCode: number;
  readonly qformCode: number;
  readonly sform: Affine;
  readonly quaternion: Triple;
  readonly offset: Triple;
  /** qfac, then the voxel sizes along the three axes. */
  readonly pixdim: readonly [number, number, number, number];
  /** Millimetres per unit of length. */
  readonly unitMm: number;
}

/** The affine in mm that holds, and what was odd about it. */
export interface Placed {
  readonly affine: Affine;
  /** False when neither form is given, or only what writers put that knew no place: axes along the world's and no offset. */
  readonly hasPlace: boolean;
  readonly remarks: readonly string[];
}

/**
 * Chooses as nifti1.h says: sform where sform_code > 0, else qform where qform_code > 0, else the voxel sizes alone. A form
 * that cannot be (not finite, singular, absurd) is passed over with a remark. Throws InputError when nothing is left.
 */
export function placeOf(header: NiftiPlacing): Placed {
  const remarks: string[] = [];
  if (header.sformCode > 0) {
    const affine = inMm(header.sform, header.unitMm);
    if (isUsable(affine)) return { affine, hasPlace: !isDefault(header.sform), remarks: sizeRemark(affine, header) };
    remarks.push('Its sform is not a usable affine and was passed over.');
  }
  if (header.qformCode > 0) {
    const form = qformAffine(header);
    const affine = form && inMm(form, header.unitMm);
    if (affine && isUsable(affine))
      return { affine, hasPlace: !isDefault(form), remarks: [...remarks, ...missingSizeRemark(header)] };
    remarks.push('Its qform is not a usable affine and was passed over.');
  }
  const [, dx, dy, dz] = header.pixdim.map(sizeOrOne);
  const affine = inMm([dx, 0, 0, 0, 0, dy, 0, 0, 0, 0, dz, 0], header.unitMm);
  if (!isUsable(affine)) throw noSize(header.pixdim);
  return { affine, hasPlace: false, remarks: [...remarks, ...missingSizeRemark(header)] };
}

/** nifti1.h, "method 2": rotation by a unit quaternion, voxel sizes, the third axis mirrored where qfac = -1, then the offset. */
function qformAffine({ quaternion: [b, c, d], offset, pixdim }: NiftiPlacing): Affine | null {
  const rest = 1 - (b * b + c * c + d * d);
  if (!(rest > -1e-3)) return null;
  const a = Math.sqrt(Math.max(0, rest));
  const [dx, dy, size] = pixdim.slice(1).map(sizeOrOne);
  const dz = pixdim[0] < 0 ? -size : size;
  return [
    (a * a + b * b - c * c - d * d) * dx,
    (2 * b * c - 2 * a * d) * dy,
    (2 * b * d + 2 * a * c) * dz,
    offset[0],
    (2 * b * c + 2 * a * d) * dx,
    (a * a + c * c - b * b - d * d) * dy,
    (2 * c * d - 2 * a * b) * dz,
    offset[1],
    (2 * b * d - 2 * a * c) * dx,
    (2 * c * d + 2 * a * b) * dy,
    (a * a + d * d - b * b - c * c) * dz,
    offset[2],
  ];
}

/** Sizes are positive by the standard; a minus is dropped, and 0 or NaN (not given) counts as 1. */
function sizeOrOne(size: number): number {
  return Math.abs(size) || 1;
}

function missingSizeRemark({ pixdim }: NiftiPlacing): string[] {
  if (pixdim.slice(1).every((size) => Math.abs(size) > 0)) return [];
  return ['It does not give every voxel size; the missing ones were taken as 1.'];
}

function inMm(affine: Affine, unitMm: number): Affine {
  return affine.map((value) => value * unitMm + 0) as unknown as Affine; // + 0: no minus zeros
}

/** Finite, between a tenth of a nanometre and ten metres a voxel, within 100 km of the origin, and far from flat. */
function isUsable(affine: Affine): boolean {
  const [dx, dy, dz] = spacingOf(affine);
  const [a, b, c, , d, e, f, , g, h, i] = affine;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const isSizeFine = [dx, dy, dz].every((size) => size >= 1e-7 && size <= 1e4);
  const isNear = affine.every((value) => Math.abs(value) <= 1e8);
  return isSizeFine && isNear && Math.abs(determinant) > 1e-4 * dx * dy * dz;
}

/** No scanner has its origin in the centre of the first voxel and its axes straight: libraries that were given no affine write so. */
function isDefault(form: Affine): boolean {
  return form.every((value, i) => i % 5 === 0 || value === 0);
}

function sizeRemark(affine: Affine, { pixdim, unitMm }: NiftiPlacing): string[] {
  const sizes = spacingOf(affine);
  const stated = pixdim.slice(1).map((size) => Math.abs(size) * unitMm);
  if (!stated.some((size, axis) => Math.abs(size - sizes[axis]) > 0.01 * sizes[axis])) return [];
  return [
    `Its voxel sizes disagree: ${millimetres(stated)} as stated, ${millimetres(sizes)} by its sform, which was used.`,
  ];
}

function millimetres(sizes: readonly number[]): string {
  return `${sizes.map((size) => Number(size.toPrecision(3))).join(' x ')} mm`;
}

function noSize(pixdim: readonly number[]): InputError {
  return new InputError({
    found: `voxel sizes of ${pixdim.slice(1).join(' x ')} and no usable affine`,
    expected: 'finite sizes in a sensible range',
    todo: 'Write the header anew with the tool that made it',
  });
}
