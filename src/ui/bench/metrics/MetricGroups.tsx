import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import type { BenchMetric } from '../../../core/bench/answer';
import { metricGroups } from '../../../core/metrics/catalogue/catalogue';
import type { MetricGroup } from '../../../core/metrics/catalogue/metric';
import { instanceWords } from '../../../lessons/bench';
import { isSlow, slowKey } from '../../../state/benchQuestion';
import type { AppState } from '../../../state/model';
import { useActions, useApp } from '../../AppContext';
import { NumberField } from '../../parts/fields';
import parts from '../../parts/parts.module.css';
import { useAnswer } from '../controls/useOpenBench';
import { formatMetric } from './formatMetric';
import styles from './metrics.module.css';
import { StudyWork, useIsStopped } from './StudyWork';

const groupNames: Readonly<Record<MetricGroup, { readonly name: string; readonly aside: string }>> = {
  voxels: { name: 'Over voxels', aside: 'whatever blob they are in' },
  surfaces: { name: 'Surfaces', aside: 'in mm, by maker' },
  'chosen rule': { name: 'Instances', aside: 'by the rule chosen above' },
  makers: { name: 'As their makers take them', aside: 'own rules' },
  'lesion-wise': { name: 'Lesion-wise, BraTS 2023', aside: 'by task' },
};

/** Every metric under its group; groups that cost distances are measured while they are open. */
export function MetricGroups() {
  return metricGroups.map((group) => <Group key={group} group={group} />);
}

function Group({ group }: { readonly group: MetricGroup }) {
  const id = useId();
  const groups = useApp(({ benchSettings }) => benchSettings.metrics);
  const { setBench } = useActions();
  const isOpen = groups.includes(group);
  const toggle = () =>
    setBench({ metrics: metricGroups.filter((one) => (one === group ? !isOpen : groups.includes(one))) });
  const { name, aside } = groupNames[group];
  return (
    <section className={parts.section} aria-labelledby={id}>
      <UnstyledButton
        className={parts.sectionHead}
        aria-expanded={isOpen}
        aria-controls={`${id}-body`}
        onClick={toggle}
      >
        <h2 id={id}>{name}</h2>
        <span className={parts.aside}>{aside}</span>
        <IconChevronDown className={parts.chevron} data-open={isOpen} size={14} aria-hidden />
      </UnstyledButton>
      <div id={`${id}-body`} hidden={!isOpen}>
        {isOpen && <GroupBody group={group} />}
      </div>
    </section>
  );
}

function GroupBody({ group }: { readonly group: MetricGroup }) {
  const isOld = useApp((state) => isSlow(group) && isOldIn(state));
  const isStopped = useIsStopped('metrics');
  // They are measured together, so one bar is enough.
  const isFirst = useApp(({ benchSettings }) => benchSettings.metrics.find(isSlow) === group);
  const toleranceMm = useApp(({ benchSettings }) => benchSettings.toleranceMm);
  const slow = useApp(({ bench }) => (bench.phase === 'open' ? bench.slow?.metrics : undefined));
  const quick = useAnswer()?.metrics;
  const { setBench } = useActions();
  const rows = ((isSlow(group) ? slow : quick) ?? none).filter((metric) => metric.group === group);
  return (
    <>
      {group === 'surfaces' && (
        <NumberField
          words={instanceWords.tolerance}
          value={toleranceMm}
          min={0}
          max={100}
          step={0.5}
          digits={2}
          onChange={(next) => setBench({ toleranceMm: next })}
        />
      )}
      {isOld && !isStopped && (
        <p className={styles.hint}>
          {rows.length > 0 ? 'Measured before the last touch; measuring anew…' : 'Measuring…'}
        </p>
      )}
      {isOld && isFirst && (
        <div className={styles.metricWork}>
          <StudyWork name="metrics" />
        </div>
      )}
      <dl className={styles.metrics} data-old={isOld}>
        {rows.map((metric) => (
          <MetricRow key={metric.id} metric={metric} />
        ))}
      </dl>
    </>
  );
}

const none: readonly BenchMetric[] = [];

function isOldIn({ bench, benchSettings }: AppState): boolean {
  return bench.phase === 'open' && bench.slow?.key !== slowKey(benchSettings, bench.answer.revision);
}

function MetricRow({ metric }: { readonly metric: BenchMetric }) {
  const { name, maker, words, note } = metric;
  return (
    <div>
      <dt>
        {name}
        {maker && <span className={styles.maker}> {maker}</span>}
      </dt>
      <dd>{formatMetric(metric)}</dd>
      <dd className={styles.words}>
        {words}
        {note && <em>{note}</em>}
      </dd>
    </div>
  );
}
