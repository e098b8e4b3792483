import { allocate } from './allocate';
import type { Voxels } from './fileVolume';
import type { NiftiPlan, NiftiType } from './niftiHeader';
import { isComposite, mergeParts } from './niftiParts';

/** Finite voxel values, and how many were not and became 0. */
export interface CleanVoxels {
  readonly voxels: Voxels;
  readonly replacedCount: number;
}

/**
 * The values of a NIfTI's voxel bytes (exactly `plan.voxelBytes` of them): byte order undone, scaled, made finite. Takes the
 * bytes over: it may turn them round in place, and without scaling small types are views of them.
 */
export function niftiVoxels(bytes: Uint8Array<ArrayBuffer>, plan: NiftiPlan): CleanVoxels {
  if (bytes.length !== plan.voxelBytes) throw new Error(`${bytes.length} bytes for ${plan.voxelBytes}`);
  const stored = storedValues(aligned(bytes, bytesPer[plan.type]), plan);
  const isPart = stored instanceof Uint8Array || stored instanceof Float32Array || stored instanceof Float64Array;
  if (isPart && isComposite(plan.type)) return cleanOrWhole(mergeParts(stored, plan.type, plan.scaling), null);
  return cleanOrWhole(stored, plan.scaling);
}

function cleanOrWhole(stored: Stored, scaling: NiftiPlan['scaling']): CleanVoxels {
  if (!scaling && isSmallWhole(stored)) return { voxels: stored, replacedCount: 0 };
  return cleaned(stored, scaling ?? { slope: 1, inter: 0 });
}

/** Of each number stored; complex numbers and colours store several per voxel. */
const bytesPer: Readonly<Record<NiftiType, number>> = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  uint64: 8,
  int64: 8,
  float64: 8,
  complex64: 4,
  complex128: 8,
  rgb24: 1,
  rgba32: 1,
};

type Stored = Voxels | BigInt64Array | BigUint64Array;

function storedValues(bytes: Uint8Array<ArrayBuffer>, { type, isLittleEndian }: NiftiPlan): Stored {
  if (!isLittleEndian) swapInPlace(bytes, bytesPer[type]);
  const { buffer, byteOffset } = bytes;
  const length = bytes.length / bytesPer[type];
  switch (type) {
    case 'uint8':
    case 'rgb24':
    case 'rgba32':
      return bytes;
    case 'int8':
      return new Int8Array(buffer, byteOffset, length);
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, length);
    case 'int16':
      return new Int16Array(buffer, byteOffset, length);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, length);
    case 'int32':
      return new Int32Array(buffer, byteOffset, length);
    case 'float32':
    case 'complex64':
      return new Float32Array(buffer, byteOffset, length);
    case 'float64':
    case 'complex128':
      return new Float64Array(buffer, byteOffset, length);
    case 'int64':
      return new BigInt64Array(buffer, byteOffset, length);
    case 'uint64':
      return new BigUint64Array(buffer, byteOffset, length);
    default:
      return type satisfies never;
  }
}

/** Typed arrays must begin at a multiple of their size; where the voxels do not, they are copied. */
function aligned(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % size === 0 ? bytes : allocate(bytes.length, () => bytes.slice());
}

function swapInPlace(bytes: Uint8Array, size: number): void {
  if (size === 1) return;
  for (let start = 0; start < bytes.length; start += size)
    for (let low = start, high = start + size - 1; low < high; low++, high--) {
      const byte = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = byte;
    }
}

function isSmallWhole(stored: Stored): stored is Exclude<Voxels, Float32Array | Float64Array> {
  return !(
    stored instanceof Float32Array ||
    stored instanceof Float64Array ||
    stored instanceof BigInt64Array ||
    stored instanceof BigUint64Array
  );
}

/** Scales into float32, or into float64 if float32 would merge whole numbers (labels of some atlases pass 2^24); what is not finite becomes 0. */
function cleaned(stored: Stored, scaling: { readonly slope: number; readonly inter: number }): CleanVoxels {
  if (stored instanceof Float32Array && scaling.slope === 1 && scaling.inter === 0) return cleanInPlace(stored);
  const narrow = allocate(4 * stored.length, () => new Float32Array(stored.length));
  if (scaleInto(narrow, stored, scaling)) return cleanInPlace(narrow);
  const wide = allocate(8 * stored.length, () => new Float64Array(stored.length));
  scaleInto(wide, stored, scaling);
  return cleanInPlace(wide);
}

/** False when the target would hold another whole number than the true one. */
function scaleInto(
  target: Float32Array | Float64Array,
  stored: Stored,
  { slope, inter }: { readonly slope: number; readonly inter: number },
): boolean {
  let isExact = true;
  for (let i = 0; i < stored.length; i++) {
    const value = Number(stored[i]) * slope + inter;
    target[i] = value;
    if (value > 16777216 || value < -16777216) isExact &&= target[i] === value || !Number.isSafeInteger(value);
  }
  return isExact;
}

function cleanInPlace(voxels: Float32Array | Float64Array): CleanVoxels {
  let replacedCount = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    // The difference of a finite number with itself is 0, of NaN and infinities NaN.
    if (value - value === 0) continue;
    voxels[i] = 0;
    replacedCount++;
  }
  return { voxels, replacedCount };
}
