import type { Scores } from '../../core/terms';
import { scoreMeanings } from '../../lessons/glossary';
import { scoreSentence } from '../../lessons/sentences';
import { useApp } from '../AppContext';
import { formatCount, formatRatio } from '../format';
import { numberWords } from '../numberWords';
import { Named } from '../parts/Named';
import styles from './train.module.css';

/** How the newest prediction compares with the mask; its place is kept before there is one. */
export function ScoreCard() {
  const scores = useApp((state) => state.prediction?.scores ?? null);
  return (
    <>
      <dl className={styles.scores}>
        {rows.map(({ key, show }) => (
          <div key={key} data-key={key}>
            <dt>
              <Named {...scoreMeanings[key]} />
            </dt>
            <dd>{scores ? show(scores) : '–'}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.scoreSentence}>
        {scores ? scoreSentence(scores, numberWords) : 'The whole scan, predicted and compared with its mask.'}
      </p>
    </>
  );
}

const rows: readonly { readonly key: keyof typeof scoreMeanings; readonly show: (scores: Scores) => string }[] = [
  { key: 'sensitivity', show: (scores) => formatRatio(scores.sensitivity) },
  { key: 'precision', show: (scores) => formatRatio(scores.precision) },
  { key: 'f1', show: (scores) => formatRatio(scores.f1) },
  { key: 'dice', show: (scores) => formatRatio(scores.dice) },
  { key: 'found', show: (scores) => formatCount(scores.foundBlobs) },
  { key: 'falseBlobs', show: (scores) => formatCount(scores.falseBlobs) },
];
