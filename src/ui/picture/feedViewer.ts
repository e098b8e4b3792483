import { outcome } from '../../core/terms';
import { type Triple, voxelAt, voxelIndex } from '../../core/volume';
import type { App } from '../../state/app';
import type { LaneId } from '../../state/laneId';
import { sliceOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import type { ViewerEvents, ViewerPort } from '../../viewer/port';
import { chosenComponent, isComponentShown, overlayOf, shownArrays } from './overlays';

/** Who last pointed at a blob: what the picture itself reports must not make it dim or move under the pointer. */
export interface Pointing {
  hoveredHere: number | null;
  clickedHere: number | null;
  /** The voxel of a component that was clicked. */
  voxelHere: number | null;
}

/** What the picture says, as intents. `onFalsePositive` tells whether the pointer is on a predicted voxel outside all blobs. */
export function viewerEvents(
  { store, actions, vault }: App,
  lane: LaneId,
  pointing: Pointing,
  tell: { readonly onFalsePositive: (is: boolean) => void; readonly onTrouble: (message: string) => void },
): ViewerEvents {
  const blobAt = (voxel: Triple | null): number | null => {
    const { openCase } = store.getState();
    if (!voxel || !openCase || !vault.caseArrays) return null;
    return vault.caseArrays.ids[voxelIndex(openCase.grid.dims, ...voxel)] || null;
  };
  const isFalsePositive = (voxel: Triple | null): boolean => {
    const { openCase, picture } = store.getState();
    const shown = shownArrays(store.getState(), vault, lane).outcome;
    if (!voxel || !openCase || !shown || picture.overlay !== 'outcome') return false;
    return shown[voxelIndex(openCase.grid.dims, ...voxel)] === outcome.falsePositive;
  };
  /** Where a click takes hold of what is predicted outside all blobs: on the bench, while it is seen. */
  const componentAt = (voxel: Triple | null): number | null => {
    const { mode, openCase, picture } = store.getState();
    const isSeen = picture.overlay === 'outcome' || picture.overlay === 'probability';
    if (!voxel || !openCase || mode !== 'bench' || !isSeen) return null;
    const index = voxelIndex(openCase.grid.dims, ...voxel);
    return vault.bench?.outcome[index] === outcome.falsePositive ? index : null;
  };
  return {
    onHover: (voxel) => {
      pointing.hoveredHere = blobAt(voxel);
      actions.hoverBlob(pointing.hoveredHere);
      tell.onFalsePositive(isFalsePositive(voxel));
    },
    onClick: (voxel) => {
      pointing.clickedHere = blobAt(voxel);
      pointing.voxelHere = pointing.clickedHere === null ? componentAt(voxel) : null;
      if (pointing.voxelHere !== null) actions.selectComponent(pointing.voxelHere);
      else actions.selectBlob(pointing.clickedHere);
    },
    onStroke: ({ id, path, axis }) => {
      const { mode, radius, isBall } = store.getState().brush;
      if (mode === 'off') return;
      actions.editBench({ kind: mode, path, radius, flatAxis: isBall ? null : axis }, { gesture: `stroke ${id}` });
    },
    onCrosshair: actions.crosshairMoved,
    onTrouble: tell.onTrouble,
  };
}

/** A pointer that sweeps over rows or curves lights up where it rests this long, not everything on its way. */
const restMs = 40;

/** Keeps the picture as the facts say, from now until the returned function is called. */
export function feedViewer(
  { store, vault }: App,
  lane: LaneId,
  viewer: ViewerPort,
  pointing: Pointing,
  onTrouble: (message: string) => void,
): () => void {
  const tryTo = (work: Promise<void>) => void work.catch((error: unknown) => onTrouble(messageOf(error)));
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  const highlightSoon = (id: number | null) => {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => viewer.highlight(id), restMs);
  };
  const watched: Watched[] = [
    watch(caseShown, ({ openCase }) => {
      const arrays = vault.caseArrays;
      if (!openCase || !arrays) return;
      tryTo(viewer.showScan(openCase.grid, arrays.scan, openCase.displayRange));
      // The largest blob is the first thing to be seen; the middle of a scan may hold none.
      if (openCase.blobs.length > 0) viewer.moveTo(openCase.blobs[0].anchorVoxel);
    }),
    watch(
      (state) => overlayShown(state, lane),
      (state) => tryTo(viewer.showOverlay(overlayOf(state, vault, lane))),
    ),
    watch(
      ({ picture }) => picture.opacity,
      ({ picture }) => viewer.setOpacity(picture.opacity),
    ),
    watch(
      ({ picture }) => picture.layout,
      ({ picture }) => viewer.setLayout(picture.layout),
    ),
    watch(brushOf, (state) => {
      const { mode, radius } = state.brush;
      viewer.setBrush(brushOf(state) === null ? null : { radius, isEraser: mode === 'erase' });
    }),
    watch(
      ({ theme }) => theme,
      ({ theme }) => viewer.setTheme(theme),
    ),
    watch(
      (state) => highlighted(state, pointing),
      (state) => highlightSoon(highlighted(state, pointing)),
    ),
    watch(
      ({ selectedBlob }) => selectedBlob,
      (state) => moveToSelected(state, viewer, pointing),
    ),
    watch(
      ({ benchSettings }) => benchSettings.seenVoxel,
      (state) => moveToComponent(state, viewer, pointing),
    ),
  ];
  for (const entry of watched) entry(store.getState());
  const unsubscribe = store.subscribe((state) => {
    for (const entry of watched) entry(state);
  });
  return () => {
    unsubscribe();
    clearTimeout(restTimer);
  };
}

type Watched = (state: AppState) => void;

function watch<Slice>(pick: (state: AppState) => Slice, feed: (state: AppState) => void): Watched {
  let last: Slice | undefined;
  return (state) => {
    const next = pick(state);
    if (Object.is(next, last)) return;
    last = next;
    feed(state);
  };
}

/** What the brush is like, while it is on: it paints on the bench only. */
function brushOf({ mode, bench, brush }: AppState): string | null {
  if (mode !== 'bench' || bench.phase !== 'open' || brush.mode === 'off') return null;
  return `${brush.mode} ${brush.radius}`;
}

const caseShown = ({ openCase, caseRevision }: AppState) => (openCase ? caseRevision : null);

function overlayShown(state: AppState, lane: LaneId): string | null {
  const { openCase, caseRevision, picture } = state;
  if (!openCase) return null;
  const isPredicted = picture.overlay !== 'blobs' && picture.overlay !== 'none';
  return `${caseRevision} ${picture.overlay} ${isPredicted ? predictionShown(state, lane) : ''} ${mixShown(state)} ${picture.overlay === 'outcome' && isComponentShown(state)}`;
}

/** How the heat is mixed: of that the prediction knows nothing. */
function mixShown({ picture, benchSettings: { heat, loss } }: AppState): string {
  if (picture.overlay !== 'heat') return '';
  return heat === 'mixed' ? `${heat} ${loss.alpha} ${loss.beta}` : heat;
}

/** Which prediction is shown: on the bench its own, elsewhere the lane's. */
function predictionShown(state: AppState, lane: LaneId): string {
  const { mode, bench } = state;
  if (mode === 'bench') return `bench ${bench.phase === 'open' ? bench.revision : ''}`;
  return `lane ${sliceOf(state, lane)?.prediction?.revision}`;
}

/** What stands out: of blobs one pointed at elsewhere on the page, else the selected one; of a prediction on the bench the component that is looked at. */
function highlighted(state: AppState, { hoveredHere }: Pointing): number | null {
  const { picture, hoveredBlob, selectedBlob } = state;
  if (picture.overlay === 'outcome') return isComponentShown(state) ? chosenComponent : null;
  if (picture.overlay !== 'blobs') return null;
  return hoveredBlob !== null && hoveredBlob !== hoveredHere ? hoveredBlob : selectedBlob;
}

function moveToSelected({ selectedBlob, openCase }: AppState, viewer: ViewerPort, pointing: Pointing): void {
  const isFromHere = selectedBlob === pointing.clickedHere;
  pointing.clickedHere = null;
  const blob = selectedBlob === null ? undefined : openCase?.blobs[selectedBlob - 1];
  if (blob && !isFromHere) viewer.moveTo(blob.anchorVoxel);
}

function moveToComponent(
  { mode, openCase, benchSettings: { seenVoxel } }: AppState,
  viewer: ViewerPort,
  pointing: Pointing,
): void {
  const isFromHere = seenVoxel === pointing.voxelHere;
  pointing.voxelHere = null;
  if (mode === 'bench' && openCase && seenVoxel !== null && !isFromHere)
    viewer.moveTo(voxelAt(openCase.grid.dims, seenVoxel));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
