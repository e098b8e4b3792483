import { useShallow } from 'zustand/react/shallow';
import type { BenchRow } from '../../core/bench/answer';
import type { ChosenComponent } from '../../core/bench/predictedComponents';
import { explainMatch } from '../../core/metrics/matching/explain';
import type { AppState } from '../../state/model';
import { useApp } from '../AppContext';
import { formatMany, formatProbability, formatRatio, formatVolume, lengthUnitOf } from '../format';
import { outcomeColours } from './overlays';
import styles from './picture.module.css';

/** Names the blob under the pointer (anywhere on the page), else the selected one. */
export function BlobTip({ isOnFalsePositive }: { readonly isOnFalsePositive: boolean }) {
  const blob = useApp(pointedBlob);
  const unit = useApp(({ openCase }) => openCase && lengthUnitOf(openCase.grid.spacingMm));
  const score = useApp(useShallow((state) => (blob ? scoreOf(state, blob.id) : undefined)));
  const component = useApp(chosenComponentOf);
  if (!blob && component) return <ComponentTip component={component} />;
  if (!blob && isOnFalsePositive)
    return <output className={styles.tip}>False positive: predicted, in no blob of the mask</output>;
  if (!blob || !unit) return null;
  return (
    <output className={styles.tip}>
      <i className={styles.swatch} style={{ background: blob.colour }} aria-hidden />
      {`Blob ${blob.id} · ${formatMany(blob.voxels, 'voxel')} · ${formatVolume(blob.volumeMm3, unit)}\u00a0${unit.name}³`}
      {score && ` · mean p\u00a0${score.meanProbability}\u00a0· `}
      {score && <Result match={score.match} />}
      {score?.why}
    </output>
  );
}

/** The predicted component that is looked at, in a sentence. */
function ComponentTip({ component }: { readonly component: ChosenComponent }) {
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const { number, voxels, meanProbability, why } = component;
  const name = number === null ? 'A component' : `Prediction ${number}`;
  return (
    <output className={styles.tip}>
      <i className={styles.swatch} style={{ background: outcomeColours.falsePositive }} aria-hidden />
      {`${name} · ${formatMany(voxels, 'voxel')} · ${formatVolume(component.volumeMm3, unit)}\u00a0${unit.name}³ · mean p ${formatProbability(meanProbability)} · ${why}`}
    </output>
  );
}

function chosenComponentOf({ mode, bench, benchSettings, picture }: AppState): ChosenComponent | null {
  const isSeen = picture.overlay === 'outcome' || picture.overlay === 'probability';
  const isChosen = mode === 'bench' && isSeen && benchSettings.seenVoxel !== null;
  return isChosen && bench.phase === 'open' ? bench.answer.component : null;
}

type Match = BenchRow['match'];

function Result({ match }: { readonly match: Match }) {
  return <span className={styles[match]}>{match === 'leftOut' ? 'left out' : match}</span>;
}

function pointedBlob({ hoveredBlob, selectedBlob, openCase }: AppState) {
  const id = hoveredBlob ?? selectedBlob;
  return id === null ? undefined : openCase?.blobs[id - 1];
}

interface Score {
  /** In words. */
  readonly meanProbability: string;
  readonly match: Match;
  /** Of what is missed on the bench: ": no predicted voxel in it"; else empty. */
  readonly why: string;
}

/** What became of a blob: on the bench by its chosen rule, elsewhere in the newest prediction. */
function scoreOf({ mode, bench, prediction }: AppState, id: number): Score | undefined {
  if (mode === 'bench') {
    const row = bench.phase === 'open' ? bench.answer.rows[id - 1] : undefined;
    return row && { meanProbability: formatProbability(row.meanProbability), match: row.match, why: whyMissed(row) };
  }
  const score = prediction?.scores.perBlob[id - 1];
  const match = score?.isFound ? 'found' : 'missed';
  return score && { meanProbability: formatRatio(score.meanProbability), match, why: '' };
}

function whyMissed({ match, reason }: BenchRow): string {
  return match === 'missed' && reason ? explainMatch(reason).replace(/^missed/, '') : '';
}
