import { countInBins, type SizeBin } from '../../charts/sizes/sizeBins';
import type { MaskSizes } from '../../core/maskSizes';
import styles from './survey.module.css';

/** The logarithmic axis that all rows share. */
export type SparkBins = readonly Pick<SizeBin, 'from' | 'to'>[];

const [width, height] = [86, 24];

/** How many blobs have which size, small on the left; each row has its own height. */
export function SizeSpark({ bins, masks }: { readonly bins: SparkBins; readonly masks: readonly MaskSizes[] }) {
  const perMask = masks.map(({ sizes }) => countInBins(bins, sizes));
  const counts = bins.map((_, i) => perMask.reduce((sum, ofMask) => sum + ofMask[i], 0));
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, bins.length);
  return (
    <svg className={styles.spark} width={width} height={height} aria-hidden>
      {counts.map((count, i) => {
        const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * height);
        return <rect key={bins[i].from} x={i * step} y={height - tall} width={Math.max(1, step - 1)} height={tall} />;
      })}
    </svg>
  );
}
