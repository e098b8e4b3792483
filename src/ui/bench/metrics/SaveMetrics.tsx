import { Button } from '@mantine/core';
import { metricsToCsv } from '../../../core/benchCsv';
import { slowKey } from '../../../state/benchQuestion';
import type { AppState } from '../../../state/model';
import { useApp, useWholeApp } from '../../AppContext';
import { formatMany } from '../../format';
import { benchFacts, benchFileName } from '../save/benchFacts';
import { saveCsv } from '../save/savePlot';
import styles from './metrics.module.css';

/** All that is measured and shown, as a table: what is folded or not measured anew yet is not in it. */
export function SaveMetrics() {
  const { store } = useWholeApp();
  const count = useApp((state) => metricsNow(state).length);
  const save = () => {
    const state = store.getState();
    saveCsv(benchFileName(state, 'metrics'), metricsToCsv(metricsNow(state), benchFacts(state)));
  };
  return (
    <div className={styles.save}>
      <span
        className={styles.hint}
      >{`${formatMany(count, 'metric')} of the open groups ${count === 1 ? 'is' : 'are'} measured.`}</span>
      <Button size="compact-xs" onClick={save} disabled={count === 0}>
        Save metrics (CSV)
      </Button>
    </div>
  );
}

function metricsNow({ bench, benchSettings }: AppState) {
  if (bench.phase !== 'open') return [];
  const { answer, slow } = bench;
  const measured = slow?.key === slowKey(benchSettings, answer.revision) ? slow.metrics : [];
  return [...answer.metrics, ...measured].filter(({ group }) => benchSettings.metrics.includes(group));
}
