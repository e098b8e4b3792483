import type { BenchRow } from '../../../core/bench/answer';
import { defaultSizeEdgesMm3, recallBySize } from '../../../core/metrics/sizeBins';
import { Section } from '../../parts/Section';
import { useAnswer } from '../controls/useOpenBench';
import styles from './metrics.module.css';

/** Of the blobs of each size, how many are found: a bar a size. */
export function SizeRecall() {
  const rows = useAnswer()?.rows;
  if (!rows) return null;
  const bins = recallOf(rows);
  const most = Math.max(1, ...bins.map(({ blobs }) => blobs));
  return (
    <Section title="Found by size" aside="mm³, by the chosen rule">
      <ul className={styles.sizes}>
        {bins.map(({ from, to, blobs, found }) => (
          <li key={from}>
            <span className={styles.sizeName}>{rangeWords(from, to)}</span>
            <span className={styles.sizeBar} style={{ width: `${(100 * blobs) / most}%` }}>
              <i style={{ width: `${(100 * found) / blobs}%` }} />
            </span>
            <span className={styles.sizeValue}>
              {found} of {blobs}
            </span>
          </li>
        ))}
      </ul>
      {bins.length === 0 && <p className={styles.hint}>There is no blob to find.</p>}
    </Section>
  );
}

/** The bins that hold blobs which the rule counts. */
export function recallOf(rows: readonly Pick<BenchRow, 'id' | 'match' | 'volumeMm3'>[]) {
  const idsOf = (match: BenchRow['match']) => rows.filter((row) => row.match === match).map(({ id }) => id);
  const matching = { matchedReferences: idsOf('found'), missedReferences: idsOf('missed') };
  const sizes = rows.map(({ volumeMm3 }) => volumeMm3);
  return recallBySize(matching, sizes, defaultSizeEdgesMm3).filter(({ blobs }) => blobs > 0);
}

/** "10 to 30", "from 10,000". */
export function rangeWords(from: number, to: number): string {
  const words = (edge: number) => edge.toLocaleString('en');
  if (from === 0) return `under ${words(to)}`;
  return Number.isFinite(to) ? `${words(from)} to ${words(to)}` : `from ${words(from)}`;
}
