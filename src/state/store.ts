import { createStore, type StoreApi } from 'zustand/vanilla';
import { defaultTraining } from '../core/settings';
import { defaultBrush } from './benchModel';
import { defaultBenchSettings } from './benchQuestion';
import { noStudies } from './benchStudies';
import { noCases } from './cases/casesModel';
import { noKeptRuns } from './kept/keptModel';
import { type AppState, defaultLedger, type LaneSlice, type Notice, type NoticeTopic, type RunFacts } from './model';
import { noTrials } from './study/trials';
import { emptySurvey } from './survey/survey';
import type { CompareView } from './viewModel';

export type AppStore = StoreApi<AppState>;

export const freshRun: RunFacts = {
  revision: 0,
  settings: null,
  step: 0,
  stepsPerSecond: null,
  secondsLeft: null,
  predictedSteps: [],
  validated: 0,
  backend: null,
  events: [],
  recorded: null,
};

/** Of a lane that nothing was asked of. */
export const freshSlice: LaneSlice = { lane: { phase: 'none' }, run: freshRun, prediction: null };

export const defaultCompare: CompareView = { panes: ['A', 'B'], arrangement: 'sides', curtain: 0.5, quantity: 'f1' };

const initialState: AppState = {
  mode: 'blobs',
  theme: 'dark',
  systemTheme: 'dark',
  opening: { phase: 'idle' },
  openFiles: null,
  caseBefore: null,
  openCase: null,
  caseRevision: 0,
  homeRevision: 0,
  cases: noCases,
  selectedBlob: null,
  hoveredBlob: null,
  crosshairMm: null,
  table: { sortKey: 'voxels', isDescending: true, filter: '' },
  picture: { layout: 'grid', overlay: 'blobs', opacity: 0.6 },
  chart: { smoothing: 0.9, blobRows: 'largest' },
  compare: defaultCompare,
  settings: defaultTraining,
  threshold: 0.5,
  bench: { phase: 'closed' },
  benchWork: null,
  benchSettings: defaultBenchSettings,
  benchStudies: noStudies,
  benchPart: 'touch',
  brush: defaultBrush,
  ledger: defaultLedger,
  shownStep: null,
  ...freshSlice,
  others: [],
  standby: null,
  tier: { name: 'medium', measured: null, pinned: [] },
  room: { phase: 'none' },
  isRoomOpen: false,
  survey: emptySurvey,
  kept: noKeptRuns,
  slowMotion: { phase: 'closed' },
  slowLook: { lane: 'A', patch: 'withBlobs' },
  trials: noTrials,
  notices: [],
  isHelpOpen: false,
};

/** The page's one store; `remembered` overrides the defaults. */
export function createAppStore(remembered: Partial<AppState> = {}): AppStore {
  return createStore<AppState>()(() => ({ ...initialState, ...remembered }));
}

const noticesKept = 5;

/** Adds a sentence for the user; the same sentence is not shown twice, nor two of one topic, and only the newest few are kept. */
export function addNotice(store: AppStore, tone: Notice['tone'], message: string, topic: Notice['topic'] = null): void {
  store.setState(({ notices }) => {
    const others = notices.filter((notice) => notice.message !== message && !isAbout(notice, topic));
    const id = 1 + Math.max(0, ...notices.map((notice) => notice.id));
    return { notices: [...others, { id, tone, message, topic }].slice(-noticesKept) };
  });
}

/** Takes away what was said of a topic: it holds no more. */
export function dropNotice(store: AppStore, topic: NoticeTopic): void {
  if (!store.getState().notices.some((notice) => isAbout(notice, topic))) return;
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => !isAbout(notice, topic)) }));
}

function isAbout(notice: Notice, topic: Notice['topic']): boolean {
  return topic !== null && notice.topic === topic;
}
