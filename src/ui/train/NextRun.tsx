import { useApp } from '../AppContext';
import styles from './train.module.css';

/** Says when a change here takes effect: while a run stands, only with the next one, `but` for what is named. */
export function NextRun({ but = '' }: { readonly but?: string }) {
  const hasRun = useApp((state) => state.run.step > 0);
  const waiting = but ? `Changes here wait for the next run, ${but}.` : 'Changes here wait for the next run.';
  return <p className={styles.hint}>{hasRun ? waiting : 'Taken over when the run starts.'}</p>;
}
