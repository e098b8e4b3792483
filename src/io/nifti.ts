import { InputError, type WorkMonitor } from '../core/errors';
import { readHead, readRange } from './fileBytes';
import type { FileVolume } from './fileVolume';
import { type NiftiPlan, niftiHeadBytes, readNiftiHeader } from './niftiHeader';
import { compositeRemark, isComposite } from './niftiParts';
import { niftiVoxels } from './niftiVoxels';

/**
 * Reads a NIfTI-1 or -2: one file, or a header with its image file, each packed or not. The header is checked, and the size of
 * the volume judged, before anything large is read. Throws InputError, and what the monitor throws.
 */
export async function readNifti(file: File, imageFile: File | null, monitor: WorkMonitor): Promise<FileVolume> {
  const plan = readNiftiHeader((await readHead(file, niftiHeadBytes)).bytes);
  const source = plan.isPair ? imageFile : file;
  if (!source) throw missingImage(file.name);
  monitor.report(0, `Reading ${file.name}`);
  const { bytes, unusedBytes } = await readRange(source, plan.voxelOffset, plan.voxelOffset + plan.voxelBytes, monitor);
  monitor.throwIfCancelled();
  const { voxels, replacedCount } = niftiVoxels(bytes, plan);
  return {
    name: file.name,
    grid: plan.grid,
    datatype: plan.type,
    voxels,
    hasPlace: plan.hasPlace,
    replacedCount,
    remarks: [...plan.remarks, ...voxelRemarks(plan, unusedBytes, replacedCount)],
  };
}

function voxelRemarks({ voxelBytes, type }: NiftiPlan, unusedBytes: number, replacedCount: number): string[] {
  const remarks: string[] = isComposite(type) ? [compositeRemark(type)] : [];
  if (unusedBytes > 0)
    remarks.push(`It goes on for ${unusedBytes} bytes behind its ${voxelBytes} bytes of voxels; they were not read.`);
  if (replacedCount > 0)
    remarks.push(
      replacedCount === 1
        ? '1 of its voxels was not a finite number (NaN or infinite) and became 0.'
        : `${replacedCount.toLocaleString('en')} of its voxels were not finite numbers (NaN or infinite) and became 0.`,
    );
  return remarks;
}

function missingImage(name: string): InputError {
  return new InputError({
    found: `the header ${name} without its image`,
    expected: 'the .hdr and the .img file together',
    todo: 'Drop both files at once',
  });
}
