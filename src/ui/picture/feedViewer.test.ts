import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Blob, CaseFacts } from '../../core/case';
import { outcome } from '../../core/terms';
import { plainGrid, type Triple } from '../../core/volume';
import type { Actions } from '../../state/actions';
import type { App } from '../../state/app';
import type { AppState } from '../../state/model';
import { createAppStore } from '../../state/store';
import { emptyVault } from '../../state/vault';
import type { HeatOverlay, IndexOverlay, ViewerPort } from '../../viewer/port';
import { feedViewer, type Pointing, viewerEvents } from './feedViewer';

/** Two blobs in a row of four voxels: 1 at x = 0, 2 at x = 2. */
const ids = Int32Array.of(1, 0, 2, 0);

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

function start() {
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

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the open case is shown at once, its blobs over it in their colours', () => {
  const { told } = start();
  expect(told.scans).toBe(1);
  expect(told.overlay).toMatchObject({ kind: 'index', ids, colours: ['#000000', '#ff0000', '#00ff00'] });
  expect(told.opacity).toBe(0.6);
});

test('a case is opened at its largest blob', () => {
  expect(start().told.moves).toEqual([[0, 0, 0]]);
});

test('a blob chosen elsewhere takes the crosshair to it and stands out', () => {
  const { app, told } = start();
  app.actions.selectBlob(2);
  vi.runAllTimers();
  expect(told.moves.at(-1)).toEqual([2, 0, 0]);
  expect(told.highlight).toBe(2);
});

test('a blob clicked in the picture is selected where it was clicked: the crosshair stays', () => {
  const { app, events, told } = start();
  events.onClick([2, 0, 0]);
  expect(app.store.getState().selectedBlob).toBe(2);
  expect(told.moves.length).toBe(1);
});

test('a click beside the blobs selects none', () => {
  const { app, events } = start();
  events.onClick([2, 0, 0]);
  events.onClick([3, 0, 0]);
  expect(app.store.getState().selectedBlob).toBeNull();
});

test('pointing in the picture names the blob and dims nothing; pointing elsewhere lights it up', () => {
  const { app, events, told } = start();
  events.onHover([0, 0, 0]);
  vi.runAllTimers();
  expect(app.store.getState().hoveredBlob).toBe(1);
  expect(told.highlight).toBeNull();
  events.onHover(null);
  app.actions.hoverBlob(1);
  vi.runAllTimers();
  expect(told.highlight).toBe(1);
});

test('after the pointer has left, the selected blob stands out again', () => {
  const { app, told } = start();
  app.actions.selectBlob(2);
  app.actions.hoverBlob(1);
  vi.runAllTimers();
  expect(told.highlight).toBe(1);
  app.actions.hoverBlob(null);
  vi.runAllTimers();
  expect(told.highlight).toBe(2);
});

test('the outcome of a prediction replaces the blobs, and false positives are told', () => {
  const { app, events, told, said } = start();
  app.vault.outcome = Uint8Array.of(outcome.truePositive, outcome.falsePositive, outcome.falseNegative, 0);
  app.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'outcome' } }));
  expect(told.overlay).toMatchObject({ kind: 'index', ids: app.vault.outcome });
  events.onHover([1, 0, 0]);
  expect(said.isOnFalsePositive).toBe(true);
  events.onHover([0, 0, 0]);
  expect(said.isOnFalsePositive).toBe(false);
});

test('a probability that is not there yet is no overlay', () => {
  const { app, told } = start();
  app.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'probability' } }));
  expect(told.overlay).toBeNull();
});

test('what the picture cannot show becomes a sentence', async () => {
  const { app, viewer, said } = start();
  viewer.showOverlay = () => Promise.reject(new Error('no WebGL2'));
  app.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'none' } }));
  await vi.waitFor(() => expect(said.trouble).toBe('no WebGL2'));
});

test('after the end nothing is fed any more', () => {
  const { app, told, stop } = start();
  stop();
  app.actions.selectBlob(2);
  vi.runAllTimers();
  expect(told.moves.length).toBe(1);
  expect(told.highlight).toBeNull();
});

/** On the bench: voxel 0 is found, voxel 1 a false positive, which is looked at or not. */
function onTheBench(started: ReturnType<typeof start>, component: { readonly voxels: number } | null) {
  const { app } = started;
  app.vault.bench = {
    ...{ probability: null, pulls: null, masked: null },
    outcome: Uint8Array.of(outcome.truePositive, outcome.falsePositive, outcome.falseNegative, 0),
    component: component && Int32Array.of(1),
  };
  const bench = { phase: 'open', answer: { component }, revision: component ? 2 : 1 };
  app.store.setState(({ picture }) => ({
    mode: 'bench',
    bench: bench as unknown as AppState['bench'],
    picture: { ...picture, overlay: 'outcome' },
  }));
  vi.runAllTimers();
}

test('a click on a false positive takes hold of its component where it was clicked; elsewhere, and in other modes, it does not', () => {
  const started = start();
  const { app, events, told } = started;
  const seen = () => app.store.getState().benchSettings.seenVoxel;
  events.onClick([1, 0, 0]);
  expect(seen()).toBeNull();
  onTheBench(started, null);
  events.onClick([3, 0, 0]);
  expect(seen()).toBeNull();
  events.onClick([1, 0, 0]);
  expect(seen()).toBe(1);
  expect(told.moves).toHaveLength(1);
});

test('a component that is chosen elsewhere takes the crosshair to it, and its voxels stand out', () => {
  const started = start();
  const { app, told } = started;
  onTheBench(started, null);
  app.actions.selectComponent(1);
  vi.runAllTimers();
  expect(told.moves.at(-1)).toEqual([1, 0, 0]);
  expect(told.highlight).toBeNull();
  onTheBench(started, { voxels: 1 });
  expect(told.highlight).toBe(4);
  expect(told.overlay).toMatchObject({
    kind: 'index',
    ids: Uint8Array.of(outcome.truePositive, 4, outcome.falseNegative, 0),
  });
  app.actions.selectComponent(null);
  vi.runAllTimers();
  expect(told.highlight).toBeNull();
  expect(told.overlay).toMatchObject({ ids: app.vault.bench?.outcome });
});

test('the heat is mixed anew when alpha or beta moves, from the same fields', () => {
  const started = start();
  const { app, told } = started;
  onTheBench(started, null);
  const field = (values: readonly number[]) => ({ values: Int16Array.from(values), largest: 1 });
  const pulls = { global: field([32767, 0, 0, 0]), instance: field([0, 0, -32767, 0]) };
  if (app.vault.bench) app.vault.bench = { ...app.vault.bench, pulls };
  const totals = { numerator: 1, denominator: 2 };
  app.store.setState(({ bench, picture, benchSettings }) => ({
    bench: { ...bench, answer: { component: null, totals } } as unknown as AppState['bench'],
    picture: { ...picture, overlay: 'heat' },
    benchSettings: { ...benchSettings, heat: 'mixed' },
  }));
  const factors = () =>
    told.overlay?.kind === 'heat' && 'factors' in told.overlay.values ? told.overlay.values.factors : [];
  const weigh = (alpha: number, beta: number) => {
    app.store.setState(({ benchSettings }) => ({
      benchSettings: { ...benchSettings, loss: { ...benchSettings.loss, alpha, beta } },
    }));
    vi.runAllTimers();
    return factors().map((factor) => factor * 32767);
  };
  expect(weigh(1, 4)).toEqual([expect.closeTo(0.25, 9), expect.closeTo(1, 9)]);
  expect(weigh(4, 1)).toEqual([expect.closeTo(1, 9), expect.closeTo(0.25, 9)]);
});
