import { Button, Tooltip } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { createSizeHistogram, type SizeHistogram } from '../../charts/sizes/sizeHistogram';
import type { Blob } from '../../core/case';
import type { AppState } from '../../state/model';
import { useActions, useFeed, useWholeApp } from '../AppContext';
import { chartThemeOf } from '../curves/chartTheme';
import { Section } from '../parts/Section';
import styles from './blobs.module.css';

/** How many blobs have which size; a click on a bar filters the table to it. */
export function SizeCard() {
  const { store, actions } = useWholeApp();
  const host = useRef<HTMLDivElement>(null);
  const histogram = useRef<SizeHistogram | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const onSelectBin = (ids: readonly number[]) =>
      actions.setTable({ filter: filterOfBin(store.getState().openCase?.blobs ?? [], ids) });
    const made = createSizeHistogram(host.current, { theme: chartThemeOf(store.getState().theme), onSelectBin });
    histogram.current = made;
    return () => {
      histogram.current = null;
      made.destroy();
    };
  }, [store, actions]);
  useFeed(
    blobsOf,
    useCallback((blobs) => histogram.current?.update(blobs.map(sized), 'voxels'), []),
  );
  useFeed(
    pointedBlob,
    useCallback((blobId) => histogram.current?.setHighlight(blobId), []),
  );
  useFeed(
    themeOf,
    useCallback((theme) => histogram.current?.setTheme(chartThemeOf(theme)), []),
  );
  return (
    <Section title="Sizes" aside={<SurveyButton />}>
      <div ref={host} className={styles.histogram} />
    </Section>
  );
}

function SurveyButton() {
  const { openSurvey } = useActions();
  return (
    <Tooltip label="Lorenz curve, which losses hear the small blobs, PNG and CSV: of this mask alone or of many.">
      <Button size="compact-xs" fz={12} onClick={openSurvey}>
        Survey masks…
      </Button>
    </Tooltip>
  );
}

const none: readonly Blob[] = [];
const blobsOf = ({ openCase }: AppState) => openCase?.blobs ?? none;
const pointedBlob = ({ hoveredBlob, selectedBlob }: AppState) => hoveredBlob ?? selectedBlob;
const themeOf = ({ theme }: AppState) => theme;
const sized = ({ id, voxels }: Blob) => ({ id, size: voxels });

/** The range of voxels of these blobs, as the table's filter writes it; none = every blob. */
function filterOfBin(blobs: readonly Blob[], ids: readonly number[]): string {
  const sizes = ids.map((id) => blobs[id - 1]?.voxels ?? 0);
  return sizes.length === 0 ? '' : `${Math.min(...sizes)}-${Math.max(...sizes)}`;
}
