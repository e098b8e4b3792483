import { Slider, Tooltip } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { createTermChart, type TermChart } from '../../charts/terms/termChart';
import type { AppState } from '../../state/model';
import { stepBudget } from '../../state/runLength';
import { useActions, useApp, useFeed, useVault, useWholeApp } from '../AppContext';
import { CurveCard } from './CurveCard';
import { chartThemeOf } from './chartTheme';
import styles from './curves.module.css';
import { MarkList } from './MarkList';
import { flagsOf, useMarks } from './marks';

export interface SharedStep {
  readonly hoveredStep: number | null;
  readonly onHoverStep: (step: number | null) => void;
}

/** Total, global and blob term by step. */
export function TermCurves({ hoveredStep, onHoverStep }: SharedStep) {
  const { store } = useWholeApp();
  const vault = useVault();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<TermChart | null>(null);
  const end = useApp(lastStep);
  const marks = useMarks(laneA, end);
  const flags = useMemo(() => flagsOf(marks, 1, false), [marks]);

  useEffect(() => {
    if (!host.current) return;
    const made = createTermChart(host.current, { theme: chartThemeOf(store.getState().theme), onHoverStep });
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, [store, onHoverStep]);
  useFeed(
    drawnTerms,
    useCallback(
      (_, { chart: { smoothing }, run, settings }) => {
        const steps = stepBudget(run.settings, settings);
        chart.current?.update(vault.records, { smoothing, steps, predictions: run.predictedSteps, flags });
      },
      [vault, flags],
    ),
  );
  useFeed(
    themeOf,
    useCallback((theme) => chart.current?.setTheme(chartThemeOf(theme)), []),
  );
  useEffect(() => chart.current?.setHoverStep(hoveredStep), [hoveredStep]);

  return (
    <CurveCard
      title="Loss terms"
      fileName="loss-terms"
      chart={chart}
      controls={
        <>
          <MarkList marks={marks} laneCount={1} onPick={onHoverStep} />
          <SmoothingSlider />
        </>
      }
    >
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

const laneA = ['A'] as const;
const lastStep = ({ run, settings }: AppState) => Math.max(run.step, stepBudget(run.settings, settings));

const themeOf = ({ theme }: AppState) => theme;

/** Changes whenever the chart must be drawn anew. */
const drawnTerms = ({ run, chart, settings }: AppState) =>
  `${run.revision} ${chart.smoothing} ${stepBudget(run.settings, settings)}`;

function SmoothingSlider() {
  const smoothing = useApp((state) => state.chart.smoothing);
  const { setChart } = useActions();
  return (
    <Tooltip label="Exponential smoothing, drawn over the values themselves; 0 = off.">
      <div className={styles.smoothing}>
        <span>Smoothing {smoothing.toFixed(2)}</span>
        <Slider
          w={64}
          min={0}
          max={0.99}
          step={0.01}
          value={smoothing}
          thumbLabel="Smoothing"
          onChange={(value) => setChart({ smoothing: value })}
        />
      </div>
    </Tooltip>
  );
}
