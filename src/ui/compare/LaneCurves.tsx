import { useMemo, useRef } from 'react';
import { laneLines } from '../../charts/scores/laneLines';
import { quantityWords } from '../../lessons/lanes';
import { laneSeries } from '../../state/laneSeries';
import { arraysOfLane, lanesOf, sliceOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { judgedBlobs, validationIds, validationRevision } from '../../state/selectValidation';
import type { LaneQuantity } from '../../state/viewModel';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { CurveCard } from '../curves/CurveCard';
import styles from '../curves/curves.module.css';
import { MarkList } from '../curves/MarkList';
import { flagsOf, useMarks } from '../curves/marks';
import type { SharedStep } from '../curves/TermCurves';
import { useSvgPlot } from '../curves/useSvgPlot';
import { ChartChoice, isSweep } from './ChartChoice';
import { SweepCurves } from './SweepCurves';
import { useLaneIds } from './useLaneIds';

/** The curves of the lanes: a quantity by step, or the newest validation at all thresholds. */
export function LaneCurves(shared: SharedStep) {
  const chart = useApp((state) => state.compare.quantity);
  if (isSweep(chart)) return <SweepCurves key={chart} chart={chart} />;
  return <StepCurves {...shared} quantity={chart} />;
}

interface StepProps extends SharedStep {
  readonly quantity: LaneQuantity;
}

/** One quantity of every lane by step; a click shows what was predicted there. */
function StepCurves({ quantity, hoveredStep, onHoverStep }: StepProps) {
  const { store, vault } = useWholeApp();
  const { showStep } = useActions();
  const smoothing = useApp((state) => state.chart.smoothing);
  const shownStep = useApp((state) => state.shownStep);
  const drawn = useApp(revisions);
  const host = useRef<HTMLDivElement>(null);
  const end = useApp(lastStep);
  const ids = useLaneIds();
  const marks = useMarks(ids, end);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the records change in place; `drawn` says when
  const lines = useMemo(() => {
    const state = store.getState();
    return lanesOf(state).flatMap((lane) => {
      const arrays = arraysOfLane(vault, lane);
      return arrays ? [{ lane, ...laneSeries(arrays, quantity, judgedBlobs(state), smoothing) }] : [];
    });
  }, [store, vault, quantity, smoothing, drawn]);
  const { name } = quantityWords[quantity];
  const validationCount = useApp((state) => validationIds(state).length);
  const over = !isScore(quantity) || validationCount === 0 ? '' : `, ${meanWords(validationCount)}`;
  const plot = useMemo(
    () =>
      laneLines({
        ...{ title: `${name} of each lane`, xLabel: 'step', yLabel: `${name}${over}`, end, lines },
        top: isScore(quantity) ? 1 : null,
        cursor: hoveredStep ?? shownStep,
        flags: flagsOf(marks, ids.length, isScore(quantity)),
      }),
    [name, over, end, lines, quantity, hoveredStep, shownStep, marks, ids],
  );
  const stepAt = ({ x }: { readonly x: number }) => Math.round(x * end);
  const chart = useSvgPlot(host, plot, {
    point: (place) => onHoverStep(place && stepAt(place)),
    pick: (place) => showStep(stepAt(place)),
  });
  return (
    <CurveCard
      title="Lanes"
      fileName={`lanes-${quantity}`}
      chart={chart}
      controls={
        <>
          <MarkList marks={marks} laneCount={ids.length} onPick={showStep} />
          <ChartChoice />
        </>
      }
    >
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

function isScore(quantity: LaneQuantity): boolean {
  return quantity !== 'total' && quantity !== 'global' && quantity !== 'blob';
}

/** What a score of several scans is. */
function meanWords(count: number): string {
  return count === 1 ? 'on the validation scan' : `mean of ${count} validation scans`;
}

/** Changes whenever a lane has more to show. */
function revisions(state: AppState): string {
  const steps = lanesOf(state).map((id) => Math.floor((sliceOf(state, id)?.run.revision ?? 0) / 4));
  return `${steps.join(' ')} ${validationRevision(state)}`;
}

/** The last step of the axis. */
export function lastStep(state: AppState): number {
  return Math.max(state.settings.steps, ...lanesOf(state).map((id) => sliceOf(state, id)?.run.step ?? 0));
}
