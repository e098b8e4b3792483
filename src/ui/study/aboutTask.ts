import type { Study, StudyResult } from '../../core/study/study';
import type { StudyTask } from '../../core/study/tasks';
import { blobsWords, makeUpWords } from '../../lessons/study';
import { taskName } from './taskName';

/** A task by its name, how its cases are made, and, once a trial is done, on how many blobs it is judged. */
export function aboutTask(
  { makeUps }: Pick<Study, 'makeUps'>,
  results: readonly StudyResult[],
  task: StudyTask,
): { readonly title: string; readonly words: string } {
  const makeUp = makeUps.find((one) => one.task === task);
  const judged = results.find((one) => one.task === task)?.result;
  const words = [makeUp && makeUpWords(makeUp), judged && blobsWords(judged.blobs, judged.smallBlobs)];
  return { title: taskName(task), words: words.filter(Boolean).join(' ') };
}
