/** The fields of a NIfTI header that tests vary; what is not given is that of a plain RAS volume of 1 mm. */
export interface NiftiFields {
  readonly version?: 1 | 2;
  readonly isLittleEndian?: boolean;
  /** Writes the two-file magic word; the voxels are then left to `buildVoxels`. */
  readonly isPair?: boolean;
  /** dim[0] .. dim[7] */
  readonly dim?: readonly number[];
  readonly datatype?: number;
  readonly bitpix?: number;
  /** pixdim[0] .. pixdim[7], the first is qfac. */
  readonly pixdim?: readonly number[];
  readonly voxelOffset?: number;
  readonly slope?: number;
  readonly inter?: number;
  readonly units?: number;
  readonly qformCode?: number;
  readonly sformCode?: number;
  /** b, c, d, then the offset x, y, z. */
  readonly qform?: readonly number[];
  readonly sform?: readonly number[];
}

const datatypes: Readonly<Record<string, { readonly code: number; readonly bytes: number }>> = {
  uint8: { code: 2, bytes: 1 },
  int16: { code: 4, bytes: 2 },
  int32: { code: 8, bytes: 4 },
  float32: { code: 16, bytes: 4 },
  float64: { code: 64, bytes: 8 },
  int8: { code: 256, bytes: 1 },
  uint16: { code: 512, bytes: 2 },
  uint32: { code: 768, bytes: 4 },
  int64: { code: 1024, bytes: 8 },
  uint64: { code: 1280, bytes: 8 },
};

/** Code and bits of a datatype's name, to be spread into the fields. */
export function datatype(name: string): { readonly datatype: number; readonly bitpix: number } {
  return { datatype: datatypes[name].code, bitpix: 8 * datatypes[name].bytes };
}

/** A NIfTI header for tests, field by field as nifti1.h and nifti2.h lay them out, right or wrong as asked; 352 or 544 bytes. */
export function buildHeader(fields: NiftiFields): Uint8Array<ArrayBuffer> {
  return (fields.version ?? 1) === 1 ? buildHeader1(fields) : buildHeader2(fields);
}

/** Numbers as voxel bytes of a datatype. */
export function buildVoxels(name: string, values: ArrayLike<number>, isLittleEndian = true): Uint8Array<ArrayBuffer> {
  const { bytes } = datatypes[name];
  const view = new DataView(new ArrayBuffer(values.length * bytes));
  for (let i = 0; i < values.length; i++) putValue(view, name, i * bytes, values[i], isLittleEndian);
  return new Uint8Array(view.buffer);
}

/** A whole single-file NIfTI, or the header and image of a pair put behind one another. */
export function buildNifti(fields: NiftiFields, name: string, values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const header = buildHeader({ ...datatype(name), ...fields });
  const voxels = buildVoxels(name, values, fields.isLittleEndian ?? true);
  const file = new Uint8Array(header.length + voxels.length);
  file.set(header);
  file.set(voxels, header.length);
  return file;
}

const defaults = {
  isLittleEndian: true,
  isPair: false,
  dim: [3, 1, 1, 1, 1, 1, 1, 1],
  datatype: 2,
  bitpix: 8,
  pixdim: [1, 1, 1, 1, 1, 1, 1, 1],
  slope: 0,
  inter: 0,
  units: 2,
  qformCode: 0,
  sformCode: 1,
  qform: [0, 0, 0, 0, 0, 0],
  sform: [1, 0, 0, 5, 0, 1, 0, 6, 0, 0, 1, 7],
};

function buildHeader1(fields: NiftiFields): Uint8Array<ArrayBuffer> {
  const all = { voxelOffset: fields.isPair ? 0 : 352, ...defaults, ...fields };
  const little = all.isLittleEndian;
  const view = new DataView(new ArrayBuffer(352));
  const each = (values: readonly number[], put: (value: number, i: number) => void) => values.forEach(put);
  view.setInt32(0, 348, little);
  each(all.dim, (side, i) => view.setInt16(40 + 2 * i, side, little));
  view.setInt16(70, all.datatype, little);
  view.setInt16(72, all.bitpix, little);
  each(all.pixdim, (size, i) => view.setFloat32(76 + 4 * i, size, little));
  each([all.voxelOffset, all.slope, all.inter], (value, i) => view.setFloat32(108 + 4 * i, value, little));
  view.setUint8(123, all.units);
  view.setInt16(252, all.qformCode, little);
  view.setInt16(254, all.sformCode, little);
  each([...all.qform, ...all.sform], (value, i) => view.setFloat32(256 + 4 * i, value, little));
  each([0x6e, all.isPair ? 0x69 : 0x2b, 0x31, 0], (byte, i) => view.setUint8(344 + i, byte));
  return new Uint8Array(view.buffer);
}

function buildHeader2(fields: NiftiFields): Uint8Array<ArrayBuffer> {
  const all = { voxelOffset: fields.isPair ? 0 : 544, ...defaults, ...fields };
  const little = all.isLittleEndian;
  const view = new DataView(new ArrayBuffer(544));
  const each = (values: readonly number[], put: (value: number, i: number) => void) => values.forEach(put);
  view.setInt32(0, 540, little);
  each([0x6e, all.isPair ? 0x69 : 0x2b, 0x32, 0, 0x0d, 0x0a, 0x1a, 0x0a], (byte, i) => view.setUint8(4 + i, byte));
  view.setInt16(12, all.datatype, little);
  view.setInt16(14, all.bitpix, little);
  each(all.dim, (side, i) => view.setBigInt64(16 + 8 * i, BigInt(side), little));
  each(all.pixdim, (size, i) => view.setFloat64(104 + 8 * i, size, little));
  view.setBigInt64(168, BigInt(all.voxelOffset), little);
  each([all.slope, all.inter], (value, i) => view.setFloat64(176 + 8 * i, value, little));
  view.setInt32(344, all.qformCode, little);
  view.setInt32(348, all.sformCode, little);
  each([...all.qform, ...all.sform], (value, i) => view.setFloat64(352 + 8 * i, value, little));
  view.setInt32(500, all.units, little);
  return new Uint8Array(view.buffer);
}

function putValue(view: DataView, name: string, at: number, value: number, little: boolean): void {
  if (name === 'uint8') view.setUint8(at, value);
  else if (name === 'int8') view.setInt8(at, value);
  else if (name === 'int16') view.setInt16(at, value, little);
  else if (name === 'uint16') view.setUint16(at, value, little);
  else if (name === 'int32') view.setInt32(at, value, little);
  else if (name === 'uint32') view.setUint32(at, value, little);
  else if (name === 'float32') view.setFloat32(at, value, little);
  else if (name === 'float64') view.setFloat64(at, value, little);
  else if (name === 'int64') view.setBigInt64(at, BigInt(value), little);
  else view.setBigUint64(at, BigInt(value), little);
}
