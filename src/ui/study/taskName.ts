import { phantomEntry } from '../../core/phantoms/catalogue';
import type { StudyTask } from '../../core/study/tasks';

/** A task as the page calls it. */
export function taskName(task: StudyTask): string {
  return task === 'equal' ? 'Equal sizes (control)' : phantomEntry(task).title;
}
