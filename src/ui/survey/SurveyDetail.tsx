import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { createLorenzChart } from '../../charts/sizes/lorenzChart';
import { createSizeHistogram } from '../../charts/sizes/sizeHistogram';
import { imbalanceMeanings } from '../../lessons/glossary';
import { pullMeaning } from '../../lessons/survey';
import type { SurveyEntry } from '../../state/survey/selectSurvey';
import { Named } from '../parts/Named';
import { lorenzOf, sizedBlobs } from './cardFigure';
import styles from './detail.module.css';
import { entryPull, entrySentences, entrySubtitle } from './entryWords';
import { useChart } from './useChart';

/** One mask, or all together: words, who pulls, Lorenz curve, sizes; as high before anything is measured. */
export function SurveyDetail({ entry }: { readonly entry: SurveyEntry | null }) {
  if (!entry)
    return (
      <div className={styles.detailBox}>
        <p className={styles.detailNone}>Nothing is measured yet.</p>
      </div>
    );
  const pull = entryPull(entry);
  return (
    <section className={styles.detailBox} aria-label="Chosen mask">
      <div className={styles.detail}>
        <div className={styles.words}>
          <div className={styles.named}>
            <h2 title={entry.name}>{entry.name}</h2>
            <p className={styles.subtitle}>{entrySubtitle(entry)}</p>
          </div>
          <p className={styles.said}>{entrySentences(entry).join(' ')}</p>
          {pull && <p className={styles.said}>{pull.sentence}</p>}
        </div>
        {pull ? <Pull {...pull} /> : <div />}
        <Charts entry={entry} />
      </div>
    </section>
  );
}

type PullOfEntry = NonNullable<ReturnType<typeof entryPull>>;

function Pull({ title, bars }: PullOfEntry) {
  return (
    <div className={styles.pulls}>
      <h3>
        <Named name={title} explanation={pullMeaning} />
      </h3>
      <dl className={styles.pull}>
        {bars.map(({ name, share, words, isBlob }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.bar} aria-hidden>
                <i data-blob={isBlob} style={{ width: `${100 * share}%` }} />
              </span>
              {words}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Side by side; one at a time, to be chosen, where there is little room. */
function Charts({ entry }: { readonly entry: SurveyEntry }) {
  const [first, setFirst] = useState<'lorenz' | 'sizes'>('lorenz');
  const lorenz = useMemo(() => lorenzOf(entry), [entry]);
  const blobs = useMemo(() => sizedBlobs(entry), [entry]);
  const lorenzHost = useChart(createLorenzChart, (chart) => chart.update(lorenz), lorenz);
  const sizesHost = useChart(createSizeHistogram, (chart) => chart.update(blobs, 'voxels'), blobs);
  const { blobCount, gini } = entry.summary.imbalance;
  return (
    <div className={styles.charts}>
      <SegmentedControl
        className={styles.chartChoice}
        size="xs"
        fullWidth
        aria-label="Chart"
        data={[
          { value: 'lorenz', label: 'Lorenz curve' },
          { value: 'sizes', label: 'Sizes' },
        ]}
        value={first}
        onChange={setFirst}
      />
      <div className={styles.chart} data-second={first !== 'lorenz'}>
        <h3>
          Lorenz curve
          <span className={styles.gini}>
            <Named {...imbalanceMeanings.gini} /> <b>{blobCount > 0 ? gini.toFixed(2) : '–'}</b>
          </span>
        </h3>
        <div ref={lorenzHost} className={styles.plot} />
      </div>
      <div className={styles.chart} data-second={first !== 'sizes'}>
        <h3>Sizes, logarithmic axis</h3>
        <div ref={sizesHost} className={styles.plot} />
      </div>
    </div>
  );
}
