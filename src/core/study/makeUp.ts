import { phantomEntry } from '../phantoms/catalogue';
import type { PhantomKind, PhantomSettings } from '../phantoms/settings';
import { type StudyTask, taskCase } from './tasks';

/** How the cases of a task are made: all of a phantom's settings but its seed and its size. */
export interface CaseMakeUp extends Omit<PhantomSettings, 'seed' | 'size'> {
  readonly task: StudyTask;
}

/** Kinds whose cube always holds one whole body, however many voxels it has: such a case holds as many blobs at every size. */
const wholeBodies: readonly PhantomKind[] = ['ms', 'liver'];

/** About 75 times a tiny blob: as the recipe of 350 to 700 pixels against 12 has it, and not the thousandfold of the page's own case. */
const abstractSpread = 0.7;
/** In a cube of 64^3. */
const abstractBlobs = 40;

/**
 * The noise, in steps of 0.5 from the natural 1 upward, at which Dice alone first finds at most 70 % of the small blobs: at 1 it finds nearly
 * all of them, and no loss could find more. Found with seed 0, which is in no study; no other loss was looked at.
 */
const noises: Partial<Record<StudyTask, number>> = { ms: 2, abstract: 4, equal: 4 };

/** The cases of a task in a study. The control is made as the abstract case, but all of its blobs are equally large. */
export function studyMakeUp(task: StudyTask, size: number): CaseMakeUp {
  const noise = noises[task] ?? 1;
  if (task === 'abstract' || task === 'equal') {
    const { kind, contrast } = phantomEntry('abstract').defaults;
    const blobCount = Math.round(abstractBlobs * (size / 64) ** 3);
    return { task, kind, blobCount, sizeSpread: task === 'equal' ? 0 : abstractSpread, contrast, noise };
  }
  const { kind, blobCount, sizeSpread, contrast } = taskCase(task, size, 0);
  const whole = wholeBodies.includes(kind) ? phantomEntry(kind).defaults.blobCount : blobCount;
  return { task, kind, blobCount: whole, sizeSpread, contrast, noise };
}
