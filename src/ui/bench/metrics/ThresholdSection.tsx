import { useMemo, useRef, useState } from 'react';
import { frocPlot, frocPointAt } from '../../../charts/frocPlot';
import { sweepPlot } from '../../../charts/sweepPlot';
import { frocCurve } from '../../../core/metrics/froc';
import type { Sweep } from '../../../core/metrics/sweep';
import { instanceWords } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { useSvgPlot } from '../../curves/useSvgPlot';
import { SliderField } from '../../parts/fields';
import { FoldedSection, Section } from '../../parts/Section';
import styles from './metrics.module.css';
import { StudyWork } from './StudyWork';
import { useStudy } from './useStudy';

/** The threshold, and behind a fold what every other one would make of the prediction. */
export function ThresholdSection() {
  const threshold = useApp(({ benchSettings }) => benchSettings.threshold);
  const { setBench } = useActions();
  return (
    <>
      <Section title="Threshold">
        <SliderField
          words={instanceWords.threshold}
          value={threshold}
          min={0}
          max={1}
          step={0.01}
          digits={2}
          onChange={(next) => setBench({ threshold: next })}
        />
      </Section>
      <FoldedSection title="Every threshold" aside="F1 and FROC">
        <Sweeps />
      </FoldedSection>
    </>
  );
}

const noSweep: Sweep = { points: [], best: null };

function Sweeps() {
  const { result, failure, isOld } = useStudy('sweep');
  const sweep = result ?? noSweep;
  const isFlat = sweep.points.length > 0 && new Set(sweep.points.map(({ f1, dice }) => `${f1} ${dice}`)).size === 1;
  return (
    <div className={styles.sweeps} data-old={isOld}>
      <div className={styles.sweepWork}>
        <StudyWork name="sweep" />
      </div>
      {failure && (
        <p className={styles.trouble} role="alert">
          {failure}
        </p>
      )}
      <SweepChart sweep={sweep} />
      <FrocChart sweep={sweep} />
      <p className={styles.hint}>
        {isFlat
          ? 'Every threshold gives the same F1 and Dice: no probability lies between them.'
          : 'A press on a curve sets the threshold. With one case, “false positives” are those of this case.'}
      </p>
    </div>
  );
}

function SweepChart({ sweep }: { readonly sweep: Sweep }) {
  const host = useRef<HTMLDivElement>(null);
  const current = useApp(({ benchSettings }) => benchSettings.threshold);
  const { setBench } = useActions();
  const [cursor, setCursor] = useState<number | null>(null);
  const plot = useMemo(
    () => sweepPlot({ points: sweep.points, best: sweep.best?.threshold ?? null, current, cursor }),
    [sweep, current, cursor],
  );
  useSvgPlot(host, plot, {
    point: (place) => setCursor(place?.x ?? null),
    pick: ({ x }) => setBench({ threshold: Math.round(100 * x) / 100 }),
  });
  return (
    <>
      <h3 className={styles.chartTitle}>F1 at every threshold</h3>
      <div ref={host} className={styles.chart} />
    </>
  );
}

function FrocChart({ sweep }: { readonly sweep: Sweep }) {
  const host = useRef<HTMLDivElement>(null);
  const current = useApp(({ benchSettings }) => benchSettings.threshold);
  const { setBench } = useActions();
  const [pointed, setPointed] = useState<number | null>(null);
  const points = useMemo(() => frocCurve([sweep]), [sweep]);
  const plot = useMemo(() => frocPlot({ points, current, pointed }), [points, current, pointed]);
  useSvgPlot(host, plot, {
    point: (place) => setPointed(place && frocPointAt(points, place)),
    pick: (place) => {
      const at = frocPointAt(points, place);
      if (at !== null) setBench({ threshold: points[at].threshold });
    },
  });
  return (
    <>
      <h3 className={styles.chartTitle}>FROC: sensitivity over false positives</h3>
      <div ref={host} className={styles.chart} />
    </>
  );
}
