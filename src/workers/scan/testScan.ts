import type { CaseFacts, MaskReading } from '../../core/case';
import { buildNifti, type NiftiFields } from '../../io/buildNifti';
import { createScanSession } from './scanSession';

/** A small built-in case. */
export const phantom = {
  kind: 'abstract',
  seed: 3,
  size: 48,
  blobCount: 5,
  sizeSpread: 1,
  contrast: 1,
  noise: 1,
} as const;

const dim = [3, 4, 4, 2, 1, 1, 1, 1];
/** Two voxels of 3 that touch only at a corner, one of 7, and one of 7 far from it; 32 voxels. */
export const maskValues = [
  3, 0, 0, 7, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0,
];
export const scanValues = maskValues.map((value, i) => value + i / 10);
export const scanFile = file('flair.nii', 'float32', scanValues);
export const maskFile = file('flair_seg.nii', 'uint8', maskValues);

/** For tests of the scan session: a file of 4 x 4 x 2 voxels, unless the fields say otherwise. */
export function file(name: string, type: string, values: readonly number[], fields: NiftiFields = {}): File {
  return new File([buildNifti({ dim, ...fields }, type, values)], name);
}

/** A session with what the wire gives to each call. */
export function startSession() {
  const session = createScanSession();
  const transferred: Transferable[] = [];
  const controller = new AbortController();
  const context = {
    report: () => {},
    signal: controller.signal,
    transfer: (list: readonly Transferable[]) => void transferred.push(...list),
  };
  return { session, context, transferred, controller };
}

/** A session whose open case was put together from files by their guessed roles. */
export async function openBoth(files: readonly File[] = [scanFile, maskFile], reading: MaskReading = { kind: 'all' }) {
  const started = startSession();
  const { files: opened } = await started.session.open({ files }, started.context);
  const idOf = (guess: string) => opened.find((one) => one.guess === guess)?.fileId ?? null;
  const ask = { scanId: idOf('scan'), maskId: idOf('mask'), reading, connectivity: 26 } as const;
  return { ...started, opened, ask, answer: await started.session.assemble(ask, started.context) };
}

/** Voxels of each blob. */
export function sizes(facts: CaseFacts): number[] {
  return facts.blobs.map(({ voxels }) => voxels);
}

/** What the work throws; a test fails where it throws nothing. */
export async function failure(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing failed');
}
