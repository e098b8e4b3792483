import type { BenchMatch, BenchRow } from '../../../core/bench/answer';
import { explainMatch } from '../../../core/metrics/matching/explain';
import { asSentence } from '../../../state/sentence';
import { formatRatio } from '../../format';
import styles from './controls.module.css';
import { useAnswer } from './useOpenBench';

/** Whether the chosen rule finds a blob, and why: "Missed: best IoU 0.31 < 0.5 (prediction 7)." */
export function BlobVerdict({ row }: { readonly row: BenchRow }) {
  const matches = useAnswer()?.matching.matches ?? [];
  return (
    <p className={styles.verdict} data-match={row.match}>
      {verdictOf(row, matches)}
    </p>
  );
}

/** The sentence, with IoU and Dice of the pair where there is one. */
export function verdictOf(
  { id, match, reason }: Pick<BenchRow, 'id' | 'match' | 'reason'>,
  matches: readonly BenchMatch[],
): string {
  if (!reason) return 'Not counted: smaller than the smallest size.';
  const sentence = asSentence(explainMatch(reason));
  const pair = match === 'found' ? matches.find(({ blobs }) => blobs.includes(id)) : undefined;
  if (!pair || /IoU/.test(sentence)) return sentence;
  return `${sentence} IoU ${formatRatio(pair.iou)}, Dice ${formatRatio(pair.dice)}.`;
}
