import { type ReactNode, useMemo, useRef } from 'react';
import { foundBars, rowAt } from '../../charts/scores/foundBars';
import { firstFound } from '../../core/firstFound';
import { validationsOf } from '../../state/cases/caseHistories';
import { judgedCases, rowOf } from '../../state/cases/selectCases';
import { sightingsOf } from '../../state/laneSeries';
import { arraysOfLane, lanesOf } from '../../state/laneSite';
import { validationIds, validationRevision } from '../../state/selectValidation';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { CurveCard } from '../curves/CurveCard';
import styles from '../curves/curves.module.css';
import type { SharedStep } from '../curves/TermCurves';
import { useSvgPlot } from '../curves/useSvgPlot';
import { lastStep } from './LaneCurves';

interface Props extends SharedStep {
  readonly controls: ReactNode;
}

/** When each blob was first found in each lane, and lost again: of all validation scans or, without one, of the shown scan. A click shows that step and chooses the blob. */
export function FoundBars({ hoveredStep, onHoverStep, controls }: Props) {
  const { hoverBlob, selectBlob, showBlobOf, showStep } = useActions();
  const shown = useApp((state) => state.cases.shown);
  const marked = useApp((state) => state.hoveredBlob ?? state.selectedBlob);
  const shownStep = useApp((state) => state.shownStep);
  const validationCount = useApp((state) => validationIds(state).length);
  const steps = useApp(lastStep);
  const host = useRef<HTMLDivElement>(null);
  const found = useFound();
  const { blobs } = found;
  const view = useMemo(() => {
    const row = blobs.findIndex(({ id, caseId }) => id === marked && caseId === shown);
    return { ...found, steps, cursor: hoveredStep ?? shownStep, marked: row < 0 ? null : row };
  }, [found, blobs, marked, shown, steps, hoveredStep, shownStep]);
  const plot = useMemo(() => foundBars(view), [view]);
  const chart = useSvgPlot(host, plot, {
    point: (place) => {
      const row = place && rowAt(view, place.y);
      const blob = row === null ? undefined : blobs[row];
      hoverBlob(blob?.caseId === shown ? blob.id : null);
      onHoverStep(place && Math.round(place.x * steps));
    },
    pick: ({ x, y }) => {
      const row = rowAt(view, y);
      const blob = row === null ? undefined : blobs[row];
      if (blob && blob.caseId === shown) selectBlob(blob.id);
      else if (blob) showBlobOf(blob.caseId, blob.id);
      showStep(Math.round(x * steps));
    },
  });
  const title =
    validationCount > 0 ? `First found, ${validationCount} validation ${plural(validationCount)}` : 'First found';
  return (
    <CurveCard title={title} fileName="first-found" chart={chart} controls={controls}>
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

function plural(count: number): string {
  return count === 1 ? 'scan' : 'scans';
}

/** The blobs of the judged cases, largest first, and the bar of each in each lane. */
function useFound() {
  const { store, vault } = useWholeApp();
  const drawn = useApp(validationRevision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the histories change in place; `drawn` says when
  return useMemo(() => {
    const state = store.getState();
    const cases = judgedCases(state);
    const blobs = cases
      .flatMap(({ id: caseId, facts }) => facts.blobs.map((blob) => ({ ...blob, caseId })))
      .map((blob, index) => ({ ...blob, index }))
      .sort((a, b) => b.voxels - a.voxels || a.index - b.index);
    const lanes = lanesOf(state);
    const ids = cases.map(({ id }) => id);
    const bars = lanes.map((lane) => {
      const arrays = arraysOfLane(vault, lane);
      return firstFound(arrays ? sightingsOf(validationsOf(arrays, ids)) : [], blobs.length);
    });
    const rows = blobs.map(({ id, caseId, colour, index }) => ({
      name: cases.length > 1 ? `Blob ${id} of ${rowOf(state, caseId)?.name}` : `Blob ${id}`,
      word: String(id),
      colour,
      bars: bars.map((ofLane) => ofLane[index]),
    }));
    return { blobs, lanes, rows };
  }, [store, vault, drawn]);
}
