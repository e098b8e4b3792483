import { phantomEntry } from '../phantoms/catalogue';
import { type PhantomKind, type PhantomSettings, phantomKinds } from '../phantoms/settings';

/** What can be learned in a study: the built-in cases, and the control in which all blobs are equally large. */
export const studyTasks = [...phantomKinds, 'equal'] as const;
export type StudyTask = (typeof studyTasks)[number];

/** A case of a task as the page makes it by itself: as many blobs to the volume as at the default size, within what can be made. */
export function taskCase(task: StudyTask, size: number, seed: number): PhantomSettings {
  const kind: PhantomKind = task === 'equal' ? 'ms' : task;
  const { defaults, ranges } = phantomEntry(kind);
  const share = (size / defaults.size) ** 3;
  const { min, max } = ranges.blobCount;
  const blobCount = Math.min(max, Math.max(min, Math.round(defaults.blobCount * share)));
  return { ...defaults, seed, size, blobCount, ...(task === 'equal' ? { sizeSpread: 0 } : {}) };
}
