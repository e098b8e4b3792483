import type { CaseFacts } from '../core/case';
import type { RunEvent } from '../core/runEvents';
import type { BackendName, TrainSettings } from '../core/settings';
import type { StepFacts } from '../core/slowMotion/explained';
import type { Scores } from '../core/terms';
import type { LaneFacts, Standby } from '../protocol/laneCalls';
import type { CaseAsk, OpenedFile } from '../protocol/scanCalls';
import type { Bench, BenchPart, BenchSettings, BenchWork, Brush } from './benchModel';
import type { BenchStudies } from './benchStudyModel';
import type { Cases } from './cases/casesModel';
import type { KeptRuns } from './kept/keptModel';
import type { LaneId } from './laneId';
import type { Room, TierFacts } from './machine/machineModel';
import type { Trials } from './study/trials';
import type { Survey } from './survey/survey';
import type { ChartView, CompareView, Mode, PictureView, TableView, Theme } from './viewModel';

/** Work of the scan worker. */
export type Opening =
  | { readonly phase: 'idle' }
  | { readonly phase: 'busy'; readonly what: string; readonly fraction: number; readonly startedAtMs: number }
  /** One sentence, shown where the scan was asked for; what was open before stays. */
  | { readonly phase: 'failed'; readonly message: string };

/** Volumes that were dropped and which role each has; kept so that the user can swap them. */
export interface OpenFiles {
  readonly files: readonly OpenedFile[];
  readonly scanId: number | null;
  readonly maskId: number | null;
  readonly refused: readonly { readonly name: string; readonly message: string }[];
}

/** The columns of the ledger of the bench, by each of which it can be sorted (by `why` as by `match`); `ignored` = share under the instance term minus share under the global one. */
export const ledgerSortKeys = [
  'id',
  'voxels',
  'volumeMm3',
  'meanProbability',
  'recall',
  'falsePositiveMass',
  'shareOfNumerator',
  'shareOfDenominator',
  'ownTerm',
  'shareOfGlobal',
  'shareOfInstance',
  'shareOfMixed',
  'ignored',
  'match',
  'why',
] as const;
export type LedgerSortKey = (typeof ledgerSortKeys)[number];

/** What follows from other columns, or matters to few. */
export const hiddenAtFirst: readonly LedgerSortKey[] = [
  // The reason begins with it.
  'match',
  'shareOfNumerator',
  'shareOfDenominator',
  'volumeMm3',
  'recall',
];

export interface LedgerView {
  /** A row for each blob of the mask, or for each predicted component that the chosen rule takes as false. */
  readonly shows: 'blobs' | 'false';
  /** Columns that the user has put away; null = none by hand: the usual ones are shown, as many as there is room for. */
  readonly hidden: readonly LedgerSortKey[] | null;
  readonly sortKey: LedgerSortKey;
  readonly isDescending: boolean;
}

/** The ledger as it is made to be read: what the global term ignores most comes first. */
export const defaultLedger: LedgerView = {
  shows: 'blobs',
  hidden: null,
  sortKey: 'ignored',
  isDescending: true,
};

/** A model being trained: where it stands. */
export type Lane =
  | { readonly phase: 'none' }
  | { readonly phase: 'starting'; readonly what: string; readonly fraction: number }
  | { readonly phase: 'ready'; readonly facts: LaneFacts }
  | { readonly phase: 'training'; readonly facts: LaneFacts }
  | { readonly phase: 'paused'; readonly facts: LaneFacts }
  | {
      readonly phase: 'predicting';
      readonly facts: LaneFacts;
      readonly fraction: number;
      readonly isRunPending: boolean;
    }
  | { readonly phase: 'finished'; readonly facts: LaneFacts }
  | { readonly phase: 'failed'; readonly message: string };

/** The run as far as it has come; its records lie in the vault. `revision` rises when they change. */
export interface RunFacts {
  readonly revision: number;
  /** The settings this run began with (its loss as it is now); null before it began. Where they differ from `settings`, a reset is due. */
  readonly settings: TrainSettings | null;
  readonly step: number;
  /** Median of the last steps; null before the first. */
  readonly stepsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** The steps at which the whole scan was predicted, ascending. */
  readonly predictedSteps: readonly number[];
  /** Rises with each validation, and when one is read at another threshold or swept. */
  readonly validated: number;
  /** What its newest steps were computed by; null before the first. */
  readonly backend: BackendName | null;
  /** Of a run that was recorded and not gone on with since; null = it was trained here. */
  readonly recorded: { readonly name: string; readonly madeAt: string; readonly backend: BackendName } | null;
  /** What changed its course, ascending by step. */
  readonly events: readonly RunEvent[];
}

/** The newest whole-scan prediction; its arrays lie in the vault. */
export interface PredictionFacts {
  readonly revision: number;
  readonly step: number;
  readonly elapsedMs: number;
  readonly scores: Scores;
}

/** What is true of one lane. */
export interface LaneSlice {
  readonly lane: Lane;
  readonly run: RunFacts;
  readonly prediction: PredictionFacts | null;
}

/** Settings in which a lane differs from lane A; how many steps it has, and when it predicts, is the same for all. */
export type LaneChange = Partial<Omit<TrainSettings, 'steps' | 'predictEvery'>>;

/** A lane beside lane A. */
export interface OtherLane extends LaneSlice {
  readonly id: LaneId;
  readonly own: LaneChange;
}

/** Which lane's next step is looked at in slow motion, and whether on its own first patch or on the next one with blobs. */
export interface SlowLook {
  readonly lane: LaneId;
  readonly patch: 'own' | 'withBlobs';
}

/** The look at the next step of a lane; its voxels lie in the vault. */
export type SlowMotion =
  | { readonly phase: 'closed' }
  | { readonly phase: 'looking' }
  | { readonly phase: 'open'; readonly facts: StepFacts }
  | { readonly phase: 'failed'; readonly message: string };

/** What was open before an example opened a case of its own. */
export interface CaseBefore {
  readonly name: string;
  readonly ask: CaseAsk;
  readonly files: OpenFiles | null;
}

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'error';
  readonly message: string;
  /** What it is about: the next about the same takes its place. Null = it stands for itself. */
  readonly topic: NoticeTopic | null;
}

export type NoticeTopic = 'prediction';

/** Facts only, all of it plain enough for JSON; everything else is computed in select.ts. Its own lane, run and prediction are those of lane A. */
export interface AppState extends LaneSlice {
  readonly mode: Mode;
  readonly theme: Theme;
  /** What the system asks for; the theme is this, unless the user has chosen the other one. */
  readonly systemTheme: Theme;
  readonly opening: Opening;
  readonly openFiles: OpenFiles | null;
  readonly openCase: CaseFacts | null;
  /** Where goBack leads; null = nowhere. */
  readonly caseBefore: CaseBefore | null;
  /** Rises with each case that is shown; the arrays in the vault belong to it. */
  readonly caseRevision: number;
  /** Rises when what was opened first is another case, or is labelled anew: a run ends with it. */
  readonly homeRevision: number;
  /** All that are open; `openCase` is the one of them that is shown. */
  readonly cases: Cases;
  readonly selectedBlob: number | null;
  readonly hoveredBlob: number | null;
  /** World mm of the crosshair; null before the viewer has said one. */
  readonly crosshairMm: readonly [number, number, number] | null;
  readonly table: TableView;
  readonly picture: PictureView;
  readonly chart: ChartView;
  readonly compare: CompareView;
  readonly settings: TrainSettings;
  readonly threshold: number;
  readonly bench: Bench;
  /** Null = nothing is being done to it, or it has not taken long yet. */
  readonly benchWork: BenchWork | null;
  readonly benchSettings: BenchSettings;
  readonly benchStudies: BenchStudies;
  readonly benchPart: BenchPart;
  readonly brush: Brush;
  readonly ledger: LedgerView;
  /** The step whose prediction is shown in every lane, or the last one before it; null = the newest. */
  readonly shownStep: number | null;
  /** The lanes B to D that were added, in that order. */
  readonly others: readonly OtherLane[];
  /** What computes as soon as a run is started; null where that is not known. */
  readonly standby: Standby | null;
  readonly tier: TierFacts;
  readonly room: Room;
  readonly isRoomOpen: boolean;
  readonly survey: Survey;
  readonly kept: KeptRuns;
  readonly slowMotion: SlowMotion;
  readonly slowLook: SlowLook;
  /** Small trainings beside the user's own. */
  readonly trials: Trials;
  readonly notices: readonly Notice[];
  /** Whether the list of keys is open. */
  readonly isHelpOpen: boolean;
}
