import { useMemo, useRef } from 'react';
import { foundBars, rowAt } from '../../charts/foundBars';
import { firstFound } from '../../core/firstFound';
import { sightingsOf } from '../../state/laneSeries';
import { arraysOfLane, lanesOf } from '../../state/laneSite';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { CurveCard } from '../curves/CurveCard';
import styles from '../curves/curves.module.css';
import type { SharedStep } from '../curves/TermCurves';
import { useSvgPlot } from '../curves/useSvgPlot';
import { lastStep, revisions } from './LaneCurves';

/** When each blob was first found in each lane, and lost again; a click shows that step and chooses the blob. */
export function FoundCurves({ hoveredStep, onHoverStep }: SharedStep) {
  const { store, vault } = useWholeApp();
  const { hoverBlob, selectBlob, showStep } = useActions();
  const openCase = useApp((state) => state.openCase);
  const marked = useApp((state) => state.hoveredBlob ?? state.selectedBlob);
  const shownStep = useApp((state) => state.shownStep);
  const drawn = useApp(revisions);
  const steps = useApp(lastStep);
  const host = useRef<HTMLDivElement>(null);
  const blobs = useMemo(
    () => [...(openCase?.blobs ?? [])].sort((a, b) => b.voxels - a.voxels || a.id - b.id),
    [openCase],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the history changes in place; `drawn` says when
  const found = useMemo(() => {
    const lanes = lanesOf(store.getState());
    const bars = lanes.map((lane) =>
      firstFound(sightingsOf(arraysOfLane(vault, lane)?.history.all ?? []), blobs.length),
    );
    const rows = blobs.map(({ id, colour }) => ({
      name: `Blob ${id}`,
      colour,
      bars: bars.map((ofLane) => ofLane[id - 1]),
    }));
    return { lanes, rows };
  }, [store, vault, blobs, drawn]);
  const view = useMemo(() => {
    const row = blobs.findIndex(({ id }) => id === marked);
    return { ...found, steps, cursor: hoveredStep ?? shownStep, marked: row < 0 ? null : row };
  }, [found, blobs, marked, steps, hoveredStep, shownStep]);
  const plot = useMemo(() => foundBars(view), [view]);
  const chart = useSvgPlot(host, plot, {
    point: (place) => {
      const row = place && rowAt(view, place.y);
      hoverBlob(row === null ? null : (blobs[row]?.id ?? null));
      onHoverStep(place && Math.round(place.x * steps));
    },
    pick: ({ x, y }) => {
      const row = rowAt(view, y);
      if (row !== null) selectBlob(blobs[row].id);
      showStep(Math.round(x * steps));
    },
  });
  return (
    <CurveCard title="First found" fileName="first-found" chart={chart} controls={null}>
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}
