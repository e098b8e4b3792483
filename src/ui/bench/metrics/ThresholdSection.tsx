import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { frocPlot, frocPointAt } from '../../../charts/scores/frocPlot';
import { sweepPlot } from '../../../charts/scores/sweepPlot';
import type { SvgPlotHost } from '../../../charts/svgPlot';
import { sweepToCsv } from '../../../core/benchCsv';
import { type FrocPoint, frocCurve, sensitivityWithin } from '../../../core/metrics/froc';
import type { Sweep } from '../../../core/metrics/sweep';
import { budgetSentence, instanceWords } from '../../../lessons/bench';
import { useActions, useApp, useWholeApp } from '../../AppContext';
import { useSvgPlot } from '../../curves/useSvgPlot';
import { SliderField } from '../../parts/fields';
import { FoldedSection, Section } from '../../parts/Section';
import { benchFacts, benchFileName, benchNote } from '../save/benchFacts';
import { SaveMenu } from '../save/SaveMenu';
import { saveCsv, savePlot } from '../save/savePlot';
import { formatRate } from './formatMetric';
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
  const [sweepChart, frocChart] = [useRef<SvgPlotHost | null>(null), useRef<SvgPlotHost | null>(null)];
  const curve = useMemo(() => frocCurve([sweep]), [sweep]);
  const isFlat = sweep.points.length > 0 && new Set(sweep.points.map(({ f1, dice }) => `${f1} ${dice}`)).size === 1;
  return (
    <div className={styles.sweeps} data-old={isOld}>
      <div className={styles.sweepWork}>
        <StudyWork name="sweep" />
      </div>
      <SaveSweep sweep={sweep} isOld={isOld} charts={[sweepChart, frocChart]} />
      {failure && (
        <p className={styles.trouble} role="alert">
          {failure}
        </p>
      )}
      <SweepChart sweep={sweep} chart={sweepChart} />
      <FrocChart points={curve} chart={frocChart} />
      {sweep.best && <p className={styles.hint}>{budgetsOf(curve)}</p>}
      <p className={styles.hint}>
        {isFlat
          ? 'Every threshold gives the same F1 and Dice: no probability lies between them.'
          : 'A press on a curve sets the threshold. With one case, “false positives” are those of this case.'}
      </p>
    </div>
  );
}

/** What the same prediction finds at three budgets of false components. */
function budgetsOf(curve: readonly FrocPoint[]): string {
  const budgets = [0, 1, 4].map((most) => ({ most, best: sensitivityWithin(curve, most) }));
  return budgetSentence(budgets, formatRate);
}

interface SaveProps {
  readonly sweep: Sweep;
  readonly isOld: boolean;
  readonly charts: readonly [RefObject<SvgPlotHost | null>, RefObject<SvgPlotHost | null>];
}

function SaveSweep({ sweep, isOld, charts: [f1, froc] }: SaveProps) {
  const { store } = useWholeApp();
  const nameOf = (what: string) => () => benchFileName(store.getState(), what);
  const note = () => benchNote(store.getState());
  const save = () => saveCsv(nameOf('thresholds')(), sweepToCsv(sweep, benchFacts(store.getState())));
  const isThere = sweep.points.length > 0 && !isOld;
  return (
    <div className={styles.save}>
      <SaveMenu
        label="Save the sweep"
        choices={[
          { name: 'Every threshold, F1 and FROC (CSV)', save },
          ...savePlot({ chart: f1, fileName: nameOf('f1'), note }, 'F1'),
          ...savePlot({ chart: froc, fileName: nameOf('froc'), note }, 'FROC'),
        ]}
        whyNot={isThere ? null : 'Not swept yet: there is nothing to save.'}
      />
    </div>
  );
}

interface ChartProps {
  readonly sweep: Sweep;
  /** Put in here what can be saved. */
  readonly chart: RefObject<SvgPlotHost | null>;
}

function SweepChart({ sweep, chart }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const current = useApp(({ benchSettings }) => benchSettings.threshold);
  const { setBench } = useActions();
  const [cursor, setCursor] = useState<number | null>(null);
  const plot = useMemo(
    () => sweepPlot({ points: sweep.points, best: sweep.best?.threshold ?? null, current, cursor }),
    [sweep, current, cursor],
  );
  const made = useSvgPlot(host, plot, {
    point: (place) => setCursor(place?.x ?? null),
    pick: ({ x }) => setBench({ threshold: Math.round(100 * x) / 100 }),
  });
  useEffect(() => {
    chart.current = made.current;
  });
  return (
    <>
      <h3 className={styles.chartTitle}>F1 at every threshold</h3>
      <div ref={host} className={styles.chart} />
    </>
  );
}

interface FrocProps extends Pick<ChartProps, 'chart'> {
  readonly points: readonly FrocPoint[];
}

function FrocChart({ points, chart }: FrocProps) {
  const host = useRef<HTMLDivElement>(null);
  const current = useApp(({ benchSettings }) => benchSettings.threshold);
  const { setBench } = useActions();
  const [pointed, setPointed] = useState<number | null>(null);
  const plot = useMemo(() => frocPlot({ points, current, pointed }), [points, current, pointed]);
  const made = useSvgPlot(host, plot, {
    point: (place) => setPointed(place && frocPointAt(points, place)),
    pick: (place) => {
      const at = frocPointAt(points, place);
      if (at !== null) setBench({ threshold: points[at].threshold });
    },
  });
  useEffect(() => {
    chart.current = made.current;
  });
  return (
    <>
      <h3 className={styles.chartTitle}>FROC: sensitivity over false positives</h3>
      <div ref={host} className={styles.chart} />
    </>
  );
}
