import type { Scores } from '../../core/terms';
import { scoreMeanings } from '../../lessons/glossary';
import { scoreSentence } from '../../lessons/sentences';
import { runCases } from '../../state/cases/selectCases';
import type { AppState } from '../../state/model';
import { useApp } from '../AppContext';
import { formatCount, formatRatioShort } from '../format';
import { numberWords } from '../numberWords';
import { Named } from '../parts/Named';
import styles from './train.module.css';

/** How the newest prediction compares with the mask; its place is kept before there is one. */
export function ScoreCard() {
  const scores = useApp((state) => state.prediction?.scores ?? null);
  const where = useApp(whereScored);
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
        {scores
          ? `${scoreSentence(scores, numberWords)} ${where}`
          : 'The whole scan, predicted and compared with its mask.'}
      </p>
    </>
  );
}

/** On what the scores are, where there are several cases; of a single one the section says it. */
function whereScored({ cases }: AppState): string {
  const { train, validate } = runCases({ cases });
  if (cases.rows.length < 2) return '';
  if (validate.includes(cases.shown)) return 'This is a validation scan.';
  return train.includes(cases.shown) ? 'The run learns from this scan.' : '';
}

const rows: readonly { readonly key: keyof typeof scoreMeanings; readonly show: (scores: Scores) => string }[] = [
  { key: 'sensitivity', show: (scores) => formatRatioShort(scores.sensitivity) },
  { key: 'precision', show: (scores) => formatRatioShort(scores.precision) },
  { key: 'f1', show: (scores) => formatRatioShort(scores.f1) },
  { key: 'dice', show: (scores) => formatRatioShort(scores.dice) },
  { key: 'found', show: (scores) => formatCount(scores.foundBlobs) },
  { key: 'falseBlobs', show: (scores) => formatCount(scores.falseBlobs) },
];
