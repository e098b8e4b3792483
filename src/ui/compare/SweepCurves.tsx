import { useEffect, useMemo, useRef, useState } from 'react';
import { f1Bands, frocBands } from '../../charts/scores/bandPlots';
import type { LaneLine } from '../../charts/scores/laneLines';
import { niceCeil } from '../../charts/ticks';
import { frocBand } from '../../core/study/bands';
import type { CaseSweep } from '../../core/study/sweepTrial';
import type { LaneId } from '../../state/laneId';
import { arraysOfLane, lanesOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { missingSweeps, validationRevision } from '../../state/selectValidation';
import type { SweepChart } from '../../state/viewModel';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { CurveCard } from '../curves/CurveCard';
import styles from '../curves/curves.module.css';
import { useSvgPlot } from '../curves/useSvgPlot';
import { ChartChoice } from './ChartChoice';
import compare from './compare.module.css';

/** More false components a scan than this are of no use to anyone. */
const mostShown = 16;

/** The newest validation of every lane at all thresholds; it is asked for when it is looked at. */
export function SweepCurves({ chart: kind }: { readonly chart: SweepChart }) {
  const { store, vault } = useWholeApp();
  const { sweepLanes, setThreshold } = useActions();
  const drawn = useApp(validationRevision);
  const [cursor, setCursor] = useState<number | null>(null);
  const host = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sweeps change in place; `drawn` says when
  const sweeps = useMemo(
    () =>
      lanesOf(store.getState()).flatMap((lane) => {
        const sweep = arraysOfLane(vault, lane)?.sweep;
        return sweep ? [{ lane, ...sweep }] : [];
      }),
    [store, vault, drawn],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is missing changes with `drawn`
  useEffect(() => {
    if (missingSweeps(store.getState(), vault).length > 0) sweepLanes();
  }, [store, vault, sweepLanes, drawn]);
  const end = kind === 'froc' ? frocEnd(sweeps) : 1;
  const plot = useMemo(
    () => (kind === 'froc' ? frocBands(frocView(sweeps, cursor, end), end) : f1Bands(f1View(sweeps, cursor))),
    [kind, sweeps, cursor, end],
  );
  const chart = useSvgPlot(host, plot, {
    point: (place) => setCursor(place && place.x * end),
    pick: ({ x }) => kind === 'f1AtThreshold' && setThreshold(Math.min(0.95, Math.max(0.05, Math.round(20 * x) / 20))),
  });
  const words = useApp(sweepState);
  return (
    <CurveCard
      title="Lanes"
      fileName={`lanes-${kind}`}
      chart={chart}
      controls={
        <>
          <span className={compare.sweepState}>{words}</span>
          <ChartChoice />
        </>
      }
    >
      <div ref={host} className={styles.host} />
    </CurveCard>
  );
}

type Swept = { readonly lane: LaneId; readonly step: number; readonly of: CaseSweep };

/** The best sensitivity within each number of false components, as a curve over seeds has it too. */
function frocView(sweeps: readonly Swept[], cursor: number | null, end: number) {
  const lines = sweeps.map(({ lane, of }): LaneLine => {
    const { xs, median } = frocBand([of], end);
    return { lane, xs, ys: median };
  });
  return { lines, cursor };
}

function frocEnd(sweeps: readonly Swept[]): number {
  const most = sweeps.flatMap(({ of }) => of.froc.map(({ meanFalsePositives }) => meanFalsePositives));
  return Math.max(1, Math.min(mostShown, niceCeil(Math.max(0, ...most))));
}

function f1View(sweeps: readonly Swept[], cursor: number | null) {
  const lines = sweeps.map(
    ({ lane, of }): LaneLine => ({
      lane,
      xs: of.f1AtThreshold.map(({ threshold }) => threshold),
      ys: of.f1AtThreshold.map(({ f1 }) => f1),
    }),
  );
  return { lines, cursor, flags: bestFlags(sweeps) };
}

/** "A, B best" at each best threshold. */
function bestFlags(sweeps: readonly Swept[]) {
  const thresholds = new Set(sweeps.flatMap(({ of }) => (of.best ? [of.best.threshold] : [])));
  return [...thresholds].map((step) => {
    const lanes = sweeps.filter(({ of }) => of.best?.threshold === step).map(({ lane }) => lane);
    return { step, words: `${lanes.join(', ')} best` };
  });
}

/** Over how many scans, or why there is nothing. */
function sweepState(state: AppState): string {
  const count = state.cases.ofRun?.validate.length ?? 0;
  if (count === 0) return 'No validation scan in this run';
  return `over ${count} validation ${count === 1 ? 'scan' : 'scans'}`;
}
