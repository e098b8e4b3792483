import { vi } from 'vitest';
import type { Blob, CaseFacts } from '../../core/case';
import { plainGrid, type Triple } from '../../core/volume';
import type { Actions } from '../../state/actions';
import type { App } from '../../state/app';
import { createAppStore } from '../../state/store';
import { emptyVault } from '../../state/vault';
import type { HeatOverlay, IndexOverlay, ViewerPort } from '../../viewer/port';
import { feedViewer, type Pointing, viewerEvents } from './feedViewer';

/** Two blobs in a row of four voxels: 1 at x = 0, 2 at x = 2. */
export const ids = Int32Array.of(1, 0, 2, 0);

function blob(id: number, anchorVoxel: Triple, colour: string): Blob {
  const measures = { voxels: 1, volumeMm3: 1, equivalentDiameterMm: 1, share: 0.5 };
  return { id, ...measures, centreMm: [0, 0, 0], anchorVoxel, boxMin: anchorVoxel, boxMax: anchorVoxel, colour };
}

const openCase = {
  name: 'two voxels',
  grid: plainGrid([4, 1, 1]),
  displayRange: [0, 1],
  blobs: [blob(1, [0, 0, 0], '#ff0000'), blob(2, [2, 0, 0], '#00ff00')],
} as unknown as CaseFacts;

/** Remembers what it was last told. */
function recordingViewer() {
  const told = {
    scans: 0,
    overlay: null as IndexOverlay | HeatOverlay | null,
    highlight: null as number | null,
    moves: [] as Triple[],
    opacity: Number.NaN,
  };
  const viewer: ViewerPort = {
    showScan: async () => {
      told.scans += 1;
      told.moves = [];
    },
    showOverlay: async (overlay) => {
      told.overlay = overlay;
    },
    setOpacity: (opacity) => {
      told.opacity = opacity;
    },
    highlight: (index) => {
      told.highlight = index;
    },
    setLayout: () => {},
    setBrush: () => {},
    setTheme: () => {},
    moveTo: (voxel) => void told.moves.push(voxel),
    nudge: () => {},
    snapshot: async () => new globalThis.Blob(),
    follow: () => {},
    destroy: () => {},
  };
  return { viewer, told };
}

/** A viewer that is fed from a store whose open case has two blobs; timers are fake ones (`vi.useFakeTimers`). */
export function startFeeding() {
  const store = createAppStore({ openCase, caseRevision: 1 });
  const vault = emptyVault();
  vault.caseArrays = { scan: new Float32Array(4), ids };
  const actions = {
    hoverBlob: (id: number | null) => store.setState({ hoveredBlob: id }),
    selectBlob: (id: number | null) => store.setState({ selectedBlob: id }),
    selectComponent: (seenVoxel: number | null) =>
      store.setState(({ benchSettings }) => ({ benchSettings: { ...benchSettings, seenVoxel } })),
    crosshairMoved: () => {},
  } as unknown as Actions;
  const app: App = { store, vault, actions };
  const pointing: Pointing = { hoveredHere: null, clickedHere: null, voxelHere: null };
  const said = { isOnFalsePositive: false, trouble: '' };
  const events = viewerEvents(app, 'A', pointing, {
    onFalsePositive: (is) => {
      said.isOnFalsePositive = is;
    },
    onTrouble: () => {},
  });
  const { viewer, told } = recordingViewer();
  const stop = feedViewer(app, 'A', viewer, pointing, (message) => {
    said.trouble = message;
  });
  vi.runAllTimers();
  return { app, events, told, said, stop, viewer };
}
