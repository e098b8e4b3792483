import { useApp } from '../AppContext';
import styles from './train.module.css';

/** Says when a change here takes effect: while a run stands, only with the next one. */
export function NextRun() {
  const hasRun = useApp((state) => state.run.step > 0);
  return (
    <p className={styles.hint}>{hasRun ? 'Changes here wait for the next run.' : 'Taken over when the run starts.'}</p>
  );
}
