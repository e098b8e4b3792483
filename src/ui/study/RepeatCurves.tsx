import { useMemo, useRef, useState } from 'react';
import { f1Bands, frocBands } from '../../charts/scores/bandPlots';
import type { LaneLine } from '../../charts/scores/laneLines';
import type { SvgPlot } from '../../charts/svgPlot';
import { niceCeil } from '../../charts/ticks';
import { type Band, f1Band, frocBand } from '../../core/study/bands';
import { armResults } from '../../state/study/selectTrials';
import type { Batch, RepeatPlan } from '../../state/study/trials';
import { useVault } from '../AppContext';
import { useSvgPlot } from '../curves/useSvgPlot';
import styles from './study.module.css';

/** More false positives than this a case are of no use to anyone. */
const mostShown = 16;

/** FROC and F1 of each lane: the median over the seeds and their range. */
export function RepeatCurves({ batch }: { readonly batch: Batch<RepeatPlan> }) {
  const vault = useVault();
  const { froc, f1, end } = useMemo(() => {
    const results = armResults(vault, batch);
    const most = results.flatMap(({ result }) => result.froc.map((point) => point.meanFalsePositives));
    const right = Math.max(1, Math.min(mostShown, niceCeil(Math.max(0, ...most))));
    const linesOf = (bandOf: (of: readonly (typeof results)[number]['result'][]) => Band) =>
      batch.plan.lanes.map(({ id }): LaneLine => {
        const { xs, median, low, high } = bandOf(results.filter(({ arm }) => arm === id).map(({ result }) => result));
        return { lane: id, xs, ys: median, band: { low, high } };
      });
    return { froc: linesOf((of) => frocBand(of, right)), f1: linesOf(f1Band), end: right };
  }, [vault, batch]);
  return (
    <div className={styles.curves}>
      <BandPlot
        title="FROC: median and range of the seeds"
        plot={(cursor) => frocBands({ lines: froc, cursor }, end)}
        end={end}
      />
      <BandPlot
        title="F1 at each threshold: median and range"
        plot={(cursor) => f1Bands({ lines: f1, cursor })}
        end={1}
      />
    </div>
  );
}

interface BandPlotProps {
  readonly title: string;
  readonly plot: (cursor: number | null) => SvgPlot;
  readonly end: number;
}

function BandPlot({ title, plot, end }: BandPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  useSvgPlot(host, plot(cursor), {
    point: (place) => setCursor(place && place.x * end),
    pick: () => {},
  });
  return (
    <section className={styles.curve} aria-label={title}>
      <h3>{title}</h3>
      <div ref={host} className={styles.plot} />
    </section>
  );
}
