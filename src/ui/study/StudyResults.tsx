import type { Study, StudyResult } from '../../core/study/study';
import { summariseStudy } from '../../core/study/summary';
import type { StudyTask } from '../../core/study/tasks';
import { publishedFacts } from '../../lessons/published';
import { aboutTask } from './aboutTask';
import { ScoreTable } from './ScoreTable';
import styles from './study.module.css';
import { Verdict } from './Verdict';

interface Props {
  readonly study: Study;
  readonly results: readonly StudyResult[];
}

/** A table for each task, what it comes to in sentences, and what was published for real data of that kind. */
export function StudyResults({ study, results }: Props) {
  const summaries = summariseStudy(study, results);
  const nameOf = (lossId: string) => study.losses.find(({ id }) => id === lossId)?.name ?? lossId;
  return (
    <>
      {study.tasks.map((task) => {
        const rows = summaries.filter((row) => row.task === task);
        const { title, words } = aboutTask(study, results, task);
        return (
          <div key={task} className={styles.task}>
            <ScoreTable
              head="Loss"
              caption={title}
              about={words}
              rows={rows.map((row) => ({ ...row, key: row.lossId, name: nameOf(row.lossId) }))}
            />
            {rows.slice(1).map((row) => (
              <Verdict key={row.lossId} name={nameOf(row.lossId)} against={nameOf(study.losses[0].id)} row={row} />
            ))}
            <PublishedBeside task={task} />
          </div>
        );
      })}
    </>
  );
}

function PublishedBeside({ task }: { readonly task: StudyTask }) {
  return publishedFacts
    .filter(({ tasks }) => tasks.includes(task))
    .map(({ words, source }) => (
      <p key={words} className={styles.published}>
        Published for real data: {words} <cite>{source}</cite>
      </p>
    ));
}
