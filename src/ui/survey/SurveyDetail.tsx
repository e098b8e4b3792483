import { useMemo } from 'react';
import { createLorenzChart } from '../../charts/lorenzChart';
import { createSizeHistogram } from '../../charts/sizeHistogram';
import { imbalanceMeanings } from '../../lessons/glossary';
import { pullMeaning } from '../../lessons/survey';
import type { SurveyEntry } from '../../state/survey/selectSurvey';
import { Named } from '../parts/Named';
import { lorenzOf, sizedBlobs } from './cardFigure';
import { entryPull, entrySentences, entrySubtitle } from './entryWords';
import styles from './survey.module.css';
import { useChart } from './useChart';

/** One mask, or all together: words, Lorenz curve, sizes. */
export function SurveyDetail({ entry }: { readonly entry: SurveyEntry | null }) {
  if (!entry) return <p className={styles.detailNone}>Nothing is measured yet.</p>;
  return (
    <section className={styles.detail} aria-label="Chosen mask">
      <div className={styles.words}>
        <div className={styles.named}>
          <h2 title={entry.name}>{entry.name}</h2>
          <p className={styles.subtitle}>{entrySubtitle(entry)}</p>
        </div>
        <p className={styles.said}>{entrySentences(entry).join(' ')}</p>
        <Pull entry={entry} />
      </div>
      <Charts entry={entry} />
    </section>
  );
}

function Pull({ entry }: { readonly entry: SurveyEntry }) {
  const pull = entryPull(entry);
  if (!pull) return null;
  return (
    <>
      <h3>
        <Named name={pull.title} explanation={pullMeaning} />
      </h3>
      <dl className={styles.pull}>
        {pull.bars.map(({ name, share, words, isBlob }) => (
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
      <p className={styles.said}>{pull.sentence}</p>
    </>
  );
}

function Charts({ entry }: { readonly entry: SurveyEntry }) {
  const lorenz = useMemo(() => lorenzOf(entry), [entry]);
  const blobs = useMemo(() => sizedBlobs(entry), [entry]);
  const lorenzHost = useChart(createLorenzChart, (chart) => chart.update(lorenz), lorenz);
  const sizesHost = useChart(createSizeHistogram, (chart) => chart.update(blobs, 'voxels'), blobs);
  const { blobCount, gini } = entry.summary.imbalance;
  return (
    <>
      <div className={styles.chart}>
        <h3>
          Lorenz curve
          <span className={styles.gini}>
            <Named {...imbalanceMeanings.gini} /> <b>{blobCount > 0 ? gini.toFixed(2) : '–'}</b>
          </span>
        </h3>
        <div ref={lorenzHost} className={styles.plot} />
      </div>
      <div className={styles.chart}>
        <h3>Sizes, logarithmic axis</h3>
        <div ref={sizesHost} className={styles.plot} />
      </div>
    </>
  );
}
