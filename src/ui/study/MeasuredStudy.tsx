import type { StudyRecord } from '../../core/study/record';
import { useApp } from '../AppContext';
import { formatMany } from '../format';
import { backendsOf } from './reportOf';
import { StudyResults } from './StudyResults';
import { StudySave } from './StudySave';
import { settingsWords } from './settingsWords';
import styles from './study.module.css';

/** The study that comes with the page; left out where there is none. */
export function MeasuredStudy() {
  const measured = useApp(({ trials }) => trials.measured);
  if (measured.phase === 'unread' || measured.phase === 'missing') return null;
  return (
    <section className={styles.part} aria-label="What we measured">
      <h2>What we measured</h2>
      {measured.phase === 'refused' ? (
        <p className={styles.failed} role="alert">
          {measured.message}
        </p>
      ) : (
        <Read record={measured.record} />
      )}
    </section>
  );
}

function Read({ record }: { readonly record: StudyRecord }) {
  const { study, results, madeAt, criterion } = record;
  return (
    <>
      <p className={styles.hint}>
        {madeAt.slice(0, 10)}, {backendsOf(results)}, {formatMany(results.length, 'trial')}: {settingsWords(study)}.
        Made by npm run study, as it came out.
      </p>
      {criterion && <p className={styles.criterion}>{criterion}</p>}
      <StudyResults study={study} results={results} />
      <StudySave
        study={study}
        results={() => results}
        madeAt={new Date(madeAt)}
        criterion={criterion}
        name="measured-study"
      />
    </>
  );
}
