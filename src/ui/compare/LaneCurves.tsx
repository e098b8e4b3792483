import { NativeSelect, Tooltip } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { laneLines } from '../../charts/laneLines';
import { quantityWords } from '../../lessons/lanes';
import { laneSeries } from '../../state/laneSeries';
import { arraysOfLane, lanesOf, sliceOf } from '../../state/laneSite';
import { type AppState, type LaneQuantity, laneQuantities } from '../../state/model';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { CurveCard } from '../curves/CurveCard';
import styles from '../curves/curves.module.css';
import { MarkList } from '../curves/MarkList';
import { flagsOf, useMarks } from '../curves/marks';
import type { SharedStep } from '../curves/TermCurves';
import { useSvgPlot } from '../curves/useSvgPlot';
import compare from './compare.module.css';
import { useLaneIds } from './useLaneIds';

/** One quantity of every lane by step; a click shows what was predicted there. */
export function LaneCurves({ hoveredStep, onHoverStep }: SharedStep) {
  const { store, vault } = useWholeApp();
  const { showStep, setCompare } = useActions();
  const quantity = useApp((state) => state.compare.quantity);
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
      return arrays ? [{ lane, ...laneSeries(arrays, quantity, state.openCase?.blobs ?? [], smoothing) }] : [];
    });
  }, [store, vault, quantity, smoothing, drawn]);
  const { name, explanation } = quantityWords[quantity];
  const plot = useMemo(
    () =>
      laneLines({
        ...{ title: `${name} of each lane`, xLabel: 'step', yLabel: name, end, lines },
        top: isScore(quantity) ? 1 : null,
        cursor: hoveredStep ?? shownStep,
        flags: flagsOf(marks, ids.length, isScore(quantity)),
      }),
    [name, end, lines, quantity, hoveredStep, shownStep, marks, ids],
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
          <Tooltip label={explanation}>
            <NativeSelect
              size="xs"
              className={compare.quantity}
              styles={{ input: { height: 24, minHeight: 24 } }}
              aria-label="What the curves show"
              data={laneQuantities.map((value) => ({ value, label: quantityWords[value].name }))}
              value={quantity}
              onChange={({ currentTarget }) => {
                const next = laneQuantities.find((known) => known === currentTarget.value);
                if (next) setCompare({ quantity: next });
              }}
            />
          </Tooltip>
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

/** Changes whenever a lane has more to show. */
export function revisions(state: AppState): string {
  return lanesOf(state)
    .map(
      (id) =>
        `${id}${Math.floor((sliceOf(state, id)?.run.revision ?? 0) / 4)} ${sliceOf(state, id)?.run.predictedSteps.length}`,
    )
    .join(' ');
}

/** The last step of the axis. */
export function lastStep(state: AppState): number {
  return Math.max(state.settings.steps, ...lanesOf(state).map((id) => sliceOf(state, id)?.run.step ?? 0));
}
