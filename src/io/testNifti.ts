import { InputError, noMonitor, type WorkMonitor } from '../core/errors';
import { buildNifti, type NiftiFields } from './buildNifti';
import type { FileVolume } from './fileVolume';
import { readNifti } from './nifti';
import { findReaders, type ReadFiles, readAll } from './readers';

/** For tests of the NIfTI reader: a volume of eight voxels, and what is in them. */
export const dim222 = { dim: [3, 2, 2, 2, 1, 1, 1, 1] };
export const eight = [0, 1, 2, 3, 4, 5, 6, 7];

export function fileOf(bytes: Uint8Array<ArrayBuffer>, name = 'scan.nii'): File {
  return new File([bytes], name);
}

export function read(bytes: Uint8Array<ArrayBuffer>): Promise<FileVolume> {
  return readNifti(fileOf(bytes), null, noMonitor);
}

/** Reads eight voxels of a datatype behind a header with these fields. */
export function readFields(
  fields: NiftiFields,
  datatype = 'uint8',
  values: readonly number[] = eight,
): Promise<FileVolume> {
  return read(buildNifti({ ...dim222, ...fields }, datatype, values));
}

/** Reads files as the page does: each by the reader that knows its content. */
export async function readFiles(files: readonly File[], monitor: WorkMonitor = noMonitor): Promise<ReadFiles> {
  return readAll(await findReaders(files), monitor);
}

/** The sentence with which the reading was refused; a test fails where it was not. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
