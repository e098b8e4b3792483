import { type ReactNode, useMemo, useRef } from 'react';
import { type SizeRow, sizeStrip } from '../../charts/scores/sizeStrip';
import { groupBySize } from '../../core/sizeGroups';
import { validationsOf } from '../../state/cases/caseHistories';
import { judgedCases } from '../../state/cases/selectCases';
import { sightingsOf } from '../../state/laneSeries';
import { arraysOfLane, lanesOf } from '../../state/laneSite';
import { validationRevision } from '../../state/selectValidation';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { CurveCard } from '../curves/CurveCard';
import styles from '../curves/curves.module.css';
import type { SharedStep } from '../curves/TermCurves';
import { useSvgPlot } from '../curves/useSvgPlot';
import { lastStep } from './LaneCurves';

interface Props extends SharedStep {
  readonly controls: ReactNode;
}

/** What share of the blobs of a size each lane found, over its steps; a click shows that step. */
export function SizeStrip({ hoveredStep, onHoverStep, controls }: Props) {
  const { showStep } = useActions();
  const shownStep = useApp((state) => state.shownStep);
  const steps = useApp(lastStep);
  const host = useRef<HTMLDivElement>(null);
  const found = useShares();
  const plot = useMemo(
    () => sizeStrip({ ...found, steps, cursor: hoveredStep ?? shownStep }),
    [found, steps, hoveredStep, shownStep],
  );
  const chart = useSvgPlot(host, plot, {
    point: (place) => onHoverStep(place && Math.round(place.x * steps)),
    pick: ({ x }) => showStep(Math.round(x * steps)),
  });
  return (
    <CurveCard title="Sensitivity by size" fileName="sensitivity-by-size" chart={chart} controls={controls}>
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

/** The blobs of the judged cases in groups of about one size, largest first, and what share of each was found when. */
function useShares() {
  const { store, vault } = useWholeApp();
  const drawn = useApp(validationRevision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the histories change in place; `drawn` says when
  return useMemo(() => {
    const state = store.getState();
    const cases = judgedCases(state);
    const groups = groupBySize(cases.flatMap(({ facts }) => facts.blobs.map(({ voxels }) => voxels))).reverse();
    const lanes = lanesOf(state);
    const ids = cases.map(({ id }) => id);
    const sightings = lanes.map((lane) => {
      const arrays = arraysOfLane(vault, lane);
      return arrays ? sightingsOf(validationsOf(arrays, ids)) : [];
    });
    const rows = groups.map(({ from, to, members }): SizeRow => {
      const shareOf = (isFound: readonly boolean[]) => members.filter((at) => isFound[at]).length / members.length;
      return {
        name: from === to ? String(from) : `${from}–${to}`,
        blobs: members.length,
        shares: sightings.map((ofLane) => ofLane.map(({ step, isFound }) => ({ step, share: shareOf(isFound) }))),
      };
    });
    return { lanes, rows };
  }, [store, vault, drawn]);
}
