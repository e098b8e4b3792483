import { SegmentedControl } from '@mantine/core';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { createBlobLines } from '../../charts/blobs/blobLines';
import { type BlobChart, type BlobHover, createBlobStrip } from '../../charts/blobs/blobStrip';
import { runCases, shownRecords } from '../../state/cases/selectCases';
import type { AppState } from '../../state/model';
import { stepBudget } from '../../state/runLength';
import type { ChartView } from '../../state/viewModel';
import { useActions, useApp, useFeed, useVault, useWholeApp } from '../AppContext';
import { CurveCard } from './CurveCard';
import { chartThemeOf } from './chartTheme';
import styles from './curves.module.css';
import type { SharedStep } from './TermCurves';

type Shape = 'strip' | 'lines';

/** Each blob's own term by step, as a heat strip or as lines. */
export function BlobCurves(shared: SharedStep) {
  const host = useRef<HTMLDivElement>(null);
  const [shape, setShape] = useState<Shape>('strip');
  const isLearned = useApp((state) => runCases(state).train.includes(state.cases.shown));
  const chart = useBlobChart(host, shape, shared);
  const controls = (
    <>
      <RowChoice />
      <SegmentedControl
        size="xs"
        aria-label="Shape of the blob curves"
        data={shapes}
        value={shape}
        onChange={setShape}
      />
    </>
  );
  return (
    <CurveCard title="Each blob, each step" fileName="blob-terms" chart={chart} controls={controls}>
      {!isLearned && <p className={styles.note}>Not learned from: the blobs of this case have no terms.</p>}
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

/** The chart that stands in the host: made anew for each shape, fed with the run, the highlight, the theme and the step under the pointer. */
function useBlobChart(
  host: RefObject<HTMLDivElement | null>,
  shape: Shape,
  { hoveredStep, onHoverStep }: SharedStep,
): RefObject<BlobChart | null> {
  const { store, actions } = useWholeApp();
  const vault = useVault();
  const chart = useRef<BlobChart | null>(null);
  const feed = useCallback(
    (_: unknown, state: AppState) => {
      const { openCase, chart: view, run, settings } = state;
      const steps = stepBudget(run.settings, settings);
      chart.current?.update(shownRecords(state, vault), openCase?.blobs ?? [], { steps, order: view.blobRows });
    },
    [vault],
  );
  useEffect(() => {
    if (!host.current) return;
    const onHover = (hover: BlobHover | null) => {
      actions.hoverBlob(hover?.blobId ?? null);
      onHoverStep(hover?.step ?? null);
    };
    const create = shape === 'strip' ? createBlobStrip : createBlobLines;
    const options = { theme: chartThemeOf(store.getState().theme), onHover, onSelect: actions.selectBlob };
    const made = create(host.current, options);
    chart.current = made;
    feed(null, store.getState());
    made.setHighlight(highlightOf(store.getState()));
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, [host, store, actions, onHoverStep, shape, feed]);
  useFeed(drawnBlobs, feed);
  useFeed(
    highlightOf,
    useCallback((blobId) => chart.current?.setHighlight(blobId), []),
  );
  useFeed(
    themeOf,
    useCallback((theme) => chart.current?.setTheme(chartThemeOf(theme)), []),
  );
  useEffect(() => chart.current?.setHoverStep(hoveredStep), [hoveredStep]);
  return chart;
}

const shapes: { value: Shape; label: string }[] = [
  { value: 'strip', label: 'Strip' },
  { value: 'lines', label: 'Lines' },
];

const rowOrders: { value: ChartView['blobRows']; label: string }[] = [
  { value: 'largest', label: 'Largest' },
  { value: 'worst', label: 'Worst' },
];

const themeOf = ({ theme }: AppState) => theme;
const highlightOf = ({ hoveredBlob, selectedBlob }: AppState) => hoveredBlob ?? selectedBlob;

/** Changes whenever the chart must be drawn anew. */
const drawnBlobs = ({ caseRevision, run, chart, settings }: AppState) =>
  `${caseRevision} ${run.revision} ${chart.blobRows} ${stepBudget(run.settings, settings)}`;

function RowChoice() {
  const blobRows = useApp((state) => state.chart.blobRows);
  const { setChart } = useActions();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Which blobs come first: the largest, or those with the highest term"
      data={rowOrders}
      value={blobRows}
      onChange={(next) => setChart({ blobRows: next })}
    />
  );
}
