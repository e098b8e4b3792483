import { Slider, Tooltip } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { createTermChart, type TermChart } from '../../charts/termChart';
import type { AppState } from '../../state/model';
import { stepBudget } from '../../state/runLength';
import { useActions, useApp, useFeed, useVault, useWholeApp } from '../AppContext';
import { CurveCard } from './CurveCard';
import { chartThemeOf } from './chartTheme';
import styles from './curves.module.css';

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
        chart.current?.update(vault.records, { smoothing, steps, predictions: run.predictedSteps });
      },
      [vault],
    ),
  );
  useFeed(
    themeOf,
    useCallback((theme) => chart.current?.setTheme(chartThemeOf(theme)), []),
  );
  useEffect(() => chart.current?.setHoverStep(hoveredStep), [hoveredStep]);

  return (
    <CurveCard title="Loss terms" fileName="loss-terms" chart={chart} controls={<SmoothingSlider />}>
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

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
