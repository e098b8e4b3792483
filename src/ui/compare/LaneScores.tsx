import { Button } from '@mantine/core';
import { scoreMeanings } from '../../lessons/glossary';
import type { LaneId } from '../../state/laneId';
import { meanOfDefined, meanScore, scoreOf } from '../../state/laneSeries';
import { lanesOf, sliceOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { judgedBlobs, shownValidation, validationIds } from '../../state/selectValidation';
import type { Vault } from '../../state/vault';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { formatCount, formatRatio, signedWords } from '../format';
import { Named } from '../parts/Named';
import { Section } from '../parts/Section';
import styles from './compare.module.css';
import { PastSteps } from './PastSteps';

/** The scores of every lane's shown prediction beside one another, and how much each differs from lane A. */
export function LaneScores() {
  const ids = useApp((state) => lanesOf(state).join('')).split('') as LaneId[];
  const predictions = useApp((state) => ids.map((id) => sliceOf(state, id)?.prediction?.revision ?? '').join(' '));
  const { vault } = useWholeApp();
  // Histories change in place: rows are compared as words whenever anything has.
  const rows = useApp((state) => JSON.stringify(scoreRows(state, vault, ids)));
  const steps = useApp((state) => JSON.stringify(ids.map((id) => shownStepOf(state, vault, id))));
  const validationCount = useApp((state) => validationIds(state).length);
  const hasThreshold = useApp((state) => isAtThreshold(state, vault, ids));
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
          : hintWords(validationCount)}
        {!hasThreshold && ' Scored at the threshold of the time: steps of the past keep it.'}
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

/** On the validation scans, the mean of them; without one, on the shown scan. */
function scoreRows(state: AppState, vault: Vault, ids: readonly LaneId[]): ScoreRow[] {
  const blobs = state.openCase?.blobs ?? [];
  const judged = judgedBlobs(state);
  const isValidated = validationIds(state).length > 0;
  return keys.map((key) => ({
    key,
    values: ids.map((id) => {
      if (isValidated) {
        const validation = shownValidation(state, vault, id);
        if (!validation) return 'none';
        if (key !== 'falseBlobs') return meanScore(key, judged)(validation);
        return meanOfDefined(validation.cases.map(({ past }) => past.scores.falseBlobs));
      }
      const scores = sliceOf(state, id)?.prediction?.scores;
      if (!scores) return 'none';
      return key === 'falseBlobs' ? scores.falseBlobs : scoreOf(key, blobs)(scores);
    }),
  }));
}

function show(key: Key, value: Value): string {
  if (value === 'none') return '–';
  if (value === null) return '0/0';
  return key === 'falseBlobs' ? falseWords(value) : formatRatio(value);
}

/** A count, or a mean of counts. */
function falseWords(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(1);
}

/** At which step a lane's shown scores are. */
function shownStepOf(state: AppState, vault: Vault, id: LaneId): number | null {
  if (validationIds(state).length > 0) return shownValidation(state, vault, id)?.step ?? null;
  return sliceOf(state, id)?.prediction?.step ?? null;
}

/** Whether the shown scores are at the threshold that is set. */
function isAtThreshold(state: AppState, vault: Vault, ids: readonly LaneId[]): boolean {
  const pasts = ids.flatMap((id) => shownValidation(state, vault, id)?.cases ?? []);
  return pasts.every(({ past }) => past.scores.threshold === state.threshold);
}

function hintWords(validationCount: number): string {
  if (validationCount === 0)
    return 'One run of each, on the scan that they learn from, says little: seeds alone move small-blob sensitivity by ±0.02 and more.';
  const what = validationCount === 1 ? 'On the validation scan' : `Means over ${validationCount} validation scans`;
  return `${what}, which no lane learns from. One run of each still says little: repeat with other seeds.`;
}

/** "+0.11" beside lane A. */
function differenceWords(key: Key, first: Value, value: Value): string {
  if (typeof first !== 'number' || typeof value !== 'number') return '';
  const difference = value - first;
  return signedWords(difference, key !== 'falseBlobs' ? 2 : Number.isInteger(difference) ? 0 : 1);
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
