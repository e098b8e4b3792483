import { SegmentedControl } from '@mantine/core';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { SvgPlotHost } from '../../../charts/svgPlot';
import { type TideBlob, tideBlobAt, tidePlot } from '../../../charts/tide';
import type { Tide } from '../../../core/bench/answer';
import type { Blob } from '../../../core/case';
import { isUnderWater, massOver, tideExplanation, tideSentence, type Water, waterNames } from '../../../lessons/ledger';
import type { AppState } from '../../../state/model';
import { useActions, useApp, useWholeApp } from '../../AppContext';
import { useSvgPlot } from '../../curves/useSvgPlot';
import { formatCount, formatShare, formatSum } from '../../format';
import { numberWords } from '../../numberWords';
import { Named } from '../../parts/Named';
import { benchFileName, benchNote } from '../save/benchFacts';
import { SaveMenu } from '../save/SaveMenu';
import { savePlot } from '../save/savePlot';
import styles from './ledger.module.css';

const waters = (['all', 'cell'] as const).map((value) => ({ value, label: waterNames[value] }));

/** The tide: which blobs are larger than the false-positive mass that their own terms are charged with. */
export function TideCard() {
  const isCells = useApp((state) => ['cc', 'bicc'].includes(state.benchSettings.loss.scheme));
  const [chosen, setChosen] = useState<Water | null>(null);
  const chart = useRef<SvgPlotHost | null>(null);
  const { store } = useWholeApp();
  const hasBlobs = useApp(({ openCase }) => (openCase?.blobs.length ?? 0) > 0);
  const water = chosen ?? (isCells ? 'cell' : 'all');
  return (
    <section className={styles.card} aria-label="The tide">
      <div className={styles.head}>
        <h2>
          <Named name="The tide" explanation={tideExplanation} />
        </h2>
        <SegmentedControl
          size="xs"
          aria-label="False positives charged by"
          data={waters}
          value={water}
          onChange={setChosen}
        />
        <span className={styles.tools}>
          <SaveMenu
            label="Save the tide"
            choices={savePlot({
              chart,
              fileName: () => benchFileName(store.getState(), 'tide'),
              note: () => benchNote(store.getState()),
            })}
            whyNot={hasBlobs ? null : 'No blob: there is nothing to save.'}
          />
        </span>
      </div>
      <TideChart water={water} chart={chart} />
    </section>
  );
}

interface ChartProps {
  readonly water: Water;
  /** Put in here what can be saved. */
  readonly chart: RefObject<SvgPlotHost | null>;
}

function TideChart({ water, chart }: ChartProps) {
  const { hoverBlob, selectBlob } = useActions();
  const blobs = useApp((state) => state.openCase?.blobs);
  const tide = useApp(tideNow);
  const marked = useApp((state) => state.hoveredBlob ?? state.selectedBlob);
  const host = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => tideBlobs(blobs ?? [], tide, water), [blobs, tide, water]);
  const plot = useMemo(() => {
    const index = shown.findIndex(({ id }) => id === marked);
    return tidePlot({ blobs: shown, marked: index < 0 ? null : index, said: saidOf(shown, index, tide, water) });
  }, [shown, marked, tide, water]);
  const made = useSvgPlot(host, plot, {
    point: (place) => hoverBlob(place && (tideBlobAt({ blobs: shown }, place.x)?.id ?? null)),
    pick: ({ x }) => selectBlob(tideBlobAt({ blobs: shown }, x)?.id ?? null),
  });
  useEffect(() => {
    chart.current = made.current;
  });
  return <div ref={host} className={styles.host} />;
}

const tideNow = ({ bench }: AppState): Tide | null => (bench.phase === 'open' ? bench.answer.tide : null);

/** The largest first; without a prediction there is no water. */
function tideBlobs(blobs: readonly Blob[], tide: Tide | null, water: Water): readonly TideBlob[] {
  return blobs
    .map(({ id, colour, voxels }) => ({ id, colour, voxels, mass: tide ? massOver(tide, water, id) : 0 }))
    .sort((a, b) => b.voxels - a.voxels || a.id - b.id);
}

function saidOf(blobs: readonly TideBlob[], marked: number, tide: Tide | null, water: Water): string {
  if (!tide) return 'no prediction yet, so no water';
  const blob = blobs[marked];
  if (!blob) return tideSentence(blobs, tide, water, numberWords);
  const { id, voxels, mass } = blob;
  const sign = isUnderWater(voxels, mass) ? '<' : voxels > mass ? '>' : '=';
  return `Blob ${id}: ${formatCount(voxels)} ${sign} F ${formatSum(mass)} · heard\u00a0${formatShare(voxels / (voxels + mass)).replaceAll(' ', '\u00a0')}`;
}
