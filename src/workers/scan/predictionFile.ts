import { InputError, type WorkMonitor } from '../../core/errors';
import type { Grid } from '../../core/volume';
import type { Voxels } from '../../io/fileVolume';
import { findReaders } from '../../io/readers';
import { placeMask } from '../../io/resample';
import { partOf } from '../../io/stages';

/** The grid of the open case, and whether it says where in space it lies. */
export interface CaseGrid {
  readonly grid: Grid;
  readonly hasPlace: boolean;
}

/**
 * Reads a prediction and brings it onto the grid of the open case as a mask would be brought there: nearest voxel where the two grids
 * differ, said aloud. Throws InputError on what cannot be read or lies elsewhere.
 */
export async function readPredictionFile(
  file: File,
  place: CaseGrid,
  monitor: WorkMonitor,
): Promise<{ readonly voxels: Voxels; readonly remarks: readonly string[] }> {
  try {
    const [readable] = await findReaders([file]);
    const volume = await readable.read(partOf(monitor, 0, 0.6));
    const { voxels, remarks } = placeMask(place, volume, partOf(monitor, 0.6, 1));
    const ofFile = volume.remarks.map((remark) => `${file.name}: ${remark}`);
    return { voxels, remarks: [...ofFile, ...zerosRemark(volume.replacedCount), ...remarks.map(inWords)] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { found, expected, todo } = error.problem;
    throw new InputError({
      found: `in ${file.name}: ${inWords(found)}`,
      expected: inWords(expected),
      todo: inWords(todo),
    });
  }
}

/** What the zeros mean for losses and metrics, and what to do; that there are any, the file's remark says. */
function zerosRemark(count: number): string[] {
  if (count === 0) return [];
  return [
    `${count === 1 ? 'It counts' : 'They count'} as not predicted; if blobs may lie there, find out what wrote ${count === 1 ? 'it' : 'them'}, and write the prediction again.`,
  ];
}

/** What is said of a mask that is placed, said of a prediction. */
function inWords(sentence: string): string {
  return sentence.replaceAll('mask', 'prediction');
}
