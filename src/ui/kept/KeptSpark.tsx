import { laneDashes } from '../../charts/scores/laneLines';
import type { CurvePoint, KeptEntry } from '../../state/kept/keptModel';
import styles from './kept.module.css';

const [width, height] = [92, 26];

/** F1 of every lane over the steps, and faintly the loss of lane A. */
export function KeptSpark({ lanes }: Pick<KeptEntry, 'lanes'>) {
  const lastStep = Math.max(1, ...lanes.map(({ step }) => step));
  const values = lanes[0].lossCurve.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const lossHeight = (value: number) => (high > low ? (value - low) / (high - low) : 0.5);
  return (
    <svg className={styles.spark} width={width} height={height} aria-hidden>
      <path className={styles.loss} d={pathOf(lanes[0].lossCurve, lastStep, lossHeight)} />
      {lanes.map(({ id, f1Curve }) => (
        <path
          key={id}
          className={styles.f1}
          d={pathOf(f1Curve, lastStep, (value) => value)}
          strokeDasharray={laneDashes[id] || undefined}
        />
      ))}
    </svg>
  );
}

/** One point is drawn as a short stroke, so that it can be seen. */
function pathOf(curve: readonly CurvePoint[], lastStep: number, heightOf: (value: number) => number): string {
  const points = curve.map(({ step, value }) => {
    const x = 1 + (step / lastStep) * (width - 2);
    const y = height - 2 - heightOf(value) * (height - 4);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  if (points.length === 1) return `M${points[0]}h-3`;
  return points.length === 0 ? '' : `M${points.join('L')}`;
}
