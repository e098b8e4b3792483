import type { NiftiPlan } from './niftiHeader';

/** Of the kinds of value that hold several numbers per voxel: how many, and what the page is told of how they became one. */
const composites = {
  complex64: { parts: 2, remark: 'Its complex numbers were read as their magnitudes.' },
  complex128: { parts: 2, remark: 'Its complex numbers were read as their magnitudes.' },
  rgb24: { parts: 3, remark: 'Its colours were read as brightness (0.299 R + 0.587 G + 0.114 B).' },
  rgba32: { parts: 4, remark: 'Its colours were read as brightness (0.299 R + 0.587 G + 0.114 B).' },
} as const;

type Composite = keyof typeof composites;
type Parts = Uint8Array | Float32Array | Float64Array;

export function isComposite(type: NiftiPlan['type']): type is Composite {
  return Object.hasOwn(composites, type);
}

export function compositeRemark(type: Composite): string {
  return composites[type].remark;
}

/**
 * One number per voxel from several: the magnitude of a complex number whose parts are scaled first, the brightness of a colour
 * (ITU-R BT.601, whole, 0..255; colours are never scaled: nifti1.h). Written over the parts, whose beginning is returned.
 */
export function mergeParts(parts: Parts, type: Composite, scaling: NiftiPlan['scaling']): Parts {
  const each = composites[type].parts;
  const count = parts.length / each;
  const { slope, inter } = scaling ?? { slope: 1, inter: 0 };
  const merge =
    each === 2
      ? (at: number) => Math.hypot(slope * parts[at] + inter, slope * parts[at + 1] + inter)
      : (at: number) => Math.round(0.299 * parts[at] + 0.587 * parts[at + 1] + 0.114 * parts[at + 2]);
  // A voxel's place in the result never lies behind its parts, so nothing is overwritten before it is read.
  for (let voxel = 0; voxel < count; voxel++) parts[voxel] = merge(each * voxel);
  return parts.subarray(0, count);
}
