import type { RecordedCase } from '../../core/recording/format';
import type { BackendName, TrainSettings } from '../../core/settings';
import type { LaneId } from '../laneId';

/** The newest version of an entry that is written and read. */
export const keptVersion = 1;

/** What the list shows of a kept run, without its file. */
export interface KeptEntry {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** ISO 8601, UTC: when it was written last. */
  readonly keptAt: string;
  readonly case: RecordedCase;
  /** What it learned from and was validated on, where it had several cases. */
  readonly scans?: { readonly train: number; readonly validate: number };
  readonly lanes: readonly KeptLane[];
  /** Of its file. */
  readonly bytes: number;
  /** Whether the page may ask to resume it. */
  readonly isOffered: boolean;
  /** Never dropped to make room. */
  readonly isPinned: boolean;
}

export interface KeptLane {
  readonly id: LaneId;
  readonly settings: TrainSettings;
  readonly backend: BackendName;
  /** Where it goes on. */
  readonly step: number;
  /** Of its newest prediction. */
  readonly scores: KeptScores | null;
  /** Thinned to a few points each. */
  readonly lossCurve: readonly CurvePoint[];
  readonly f1Curve: readonly CurvePoint[];
}

export interface KeptScores {
  readonly step: number;
  readonly dice: number | null;
  readonly sensitivity: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
}

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}

/** An entry that cannot be shown; it can be deleted. */
export interface DamagedEntry {
  readonly id: string;
  readonly message: string;
}

/** Whether the browser has promised not to clear the page's storage by itself; unknown = it does not say. */
export type Persistence = 'unknown' | 'promised' | 'none';

/** The runs that are kept in this browser, as far as the page knows. */
export interface KeptRuns {
  readonly isOpen: boolean;
  /** False until the store was read for the first time. */
  readonly isRead: boolean;
  /** Newest first. */
  readonly entries: readonly KeptEntry[];
  readonly damaged: readonly DamagedEntry[];
  /** Why one was not opened, by id. */
  readonly problems: Readonly<Record<string, string>>;
  /** Why a file was not taken in. */
  readonly importProblem: string | null;
  /** A sentence where nothing can be kept. */
  readonly trouble: string | null;
  readonly quotaBytes: number | null;
  readonly persistence: Persistence;
  /** What this page had to drop, the newest last. */
  readonly dropped: readonly Pick<KeptEntry, 'id' | 'name' | 'keptAt'>[];
  /** The run on the page. */
  readonly currentId: string | null;
  /** Runs that another tab is working on. */
  readonly elsewhere: readonly string[];
  /** Whether runs are kept by themselves. */
  readonly isOn: boolean;
}

export const noKeptRuns: KeptRuns = {
  isOpen: false,
  isRead: false,
  entries: [],
  damaged: [],
  problems: {},
  importProblem: null,
  trouble: null,
  quotaBytes: null,
  persistence: 'unknown',
  dropped: [],
  currentId: null,
  elsewhere: [],
  isOn: true,
};
