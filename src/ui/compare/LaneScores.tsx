import { Button } from '@mantine/core';
import { scoreMeanings } from '../../lessons/glossary';
import { scoreOf } from '../../state/laneSeries';
import { lanesOf, sliceOf } from '../../state/laneSite';
import type { AppState, LaneId } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import { formatCount, formatRatio, signedWords } from '../format';
import { Named } from '../parts/Named';
import { Section } from '../parts/Section';
import styles from './compare.module.css';
import { PastSteps } from './PastSteps';

/** The scores of every lane's shown prediction beside one another, and how much each differs from lane A. */
export function LaneScores() {
  const ids = useApp((state) => lanesOf(state).join('')).split('') as LaneId[];
  const predictions = useApp((state) => ids.map((id) => sliceOf(state, id)?.prediction?.revision ?? '').join(' '));
  const rows = useApp((state) => JSON.stringify(scoreRows(state, ids)));
  const steps = useApp((state) => JSON.stringify(ids.map((id) => sliceOf(state, id)?.prediction?.step ?? null)));
  const shown = JSON.parse(steps) as (number | null)[];
  const isUneven = new Set(shown.filter((step) => step !== null)).size > 1;
  return (
    <Section title="Scores" aside={<ShownStep words={stepWords(shown)} />}>
      <PastSteps />
      <table className={styles.scores} data-many={ids.length > 2} data-revision={predictions}>
        <thead>
          <tr>
            <th scope="col">Lane</th>
            {ids.map((id, i) => (
              <th scope="col" key={id}>
                {id}
                {i > 0 && <span className={styles.difference} aria-hidden />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(JSON.parse(rows) as ScoreRow[]).map(({ key, values }) => (
            <tr key={key}>
              <th scope="row">
                <Named {...meanings[key]} />
              </th>
              {values.map((value, i) => (
                <td key={ids[i]}>
                  {show(key, value)}
                  {i > 0 && <span className={styles.difference}>{differenceWords(key, values[0], value)}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>
        {isUneven
          ? 'These predictions are of different steps: compare them when the lanes have met.'
          : 'One run of each, on the scan that they learn from, says little: seeds alone move small-blob sensitivity by ±0.02 and more.'}
      </p>
    </Section>
  );
}

const keys = ['sensitivity', 'smallSensitivity', 'precision', 'f1', 'dice', 'falseBlobs'] as const;
type Key = (typeof keys)[number];

type Value = number | null | 'none';

interface ScoreRow {
  readonly key: Key;
  /** In the order of the lanes; null = undefined (0/0), 'none' = not predicted yet. */
  readonly values: readonly Value[];
}

const meanings: Record<Key, { readonly name: string; readonly explanation: string }> = {
  ...scoreMeanings,
  smallSensitivity: {
    name: 'Sensitivity, small',
    explanation: 'Share of the smaller half of the blobs that is found: at least one voxel is predicted.',
  },
};

function scoreRows(state: AppState, ids: readonly LaneId[]): ScoreRow[] {
  const blobs = state.openCase?.blobs ?? [];
  return keys.map((key) => ({
    key,
    values: ids.map((id) => {
      const scores = sliceOf(state, id)?.prediction?.scores;
      if (!scores) return 'none';
      return key === 'falseBlobs' ? scores.falseBlobs : scoreOf(key, blobs)(scores);
    }),
  }));
}

function show(key: Key, value: Value): string {
  if (value === 'none') return '–';
  if (value === null) return '0/0';
  return key === 'falseBlobs' ? formatCount(value) : formatRatio(value);
}

/** "+0.11" beside lane A. */
function differenceWords(key: Key, first: Value, value: Value): string {
  if (typeof first !== 'number' || typeof value !== 'number') return '';
  return signedWords(value - first, key === 'falseBlobs' ? 0 : 2);
}

/** At which steps the predictions were made; and the way back from an earlier one. */
function ShownStep({ words }: { readonly words: string }) {
  const isPast = useApp((state) => state.shownStep !== null);
  const { showStep } = useActions();
  if (!isPast) return words;
  return (
    <span className={styles.past}>
      {words}
      <Button size="compact-sm" onClick={() => showStep(null)}>
        Back to the newest
      </Button>
    </span>
  );
}

function stepWords(steps: readonly (number | null)[]): string {
  const known = steps.filter((step) => step !== null);
  if (known.length === 0) return 'no prediction yet';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return low === high ? `at step ${formatCount(low)}` : `at steps ${formatCount(low)} to ${formatCount(high)}`;
}
