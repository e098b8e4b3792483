import type { KeptEntry, Persistence } from './keptModel';

/** Where runs are kept between visits; given from outside, because it is the browser's. Every call is one transaction; all reject with StoreTrouble. */
export interface RunStore {
  /** The entries as they lie there, of unknown shape: to be checked before they are believed. */
  list(): Promise<readonly { readonly id: string; readonly entry: unknown }[]>;
  /** A run's file (`io/recordingFile`); null = there is none. */
  read(id: string): Promise<Uint8Array | null>;
  /** Writes the entry and its file, both or neither. */
  put(entry: KeptEntry, file: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Writes an entry whose file is there already; nothing where it is not. */
  change(entry: KeptEntry): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
  /** What the browser allows this page to keep, in bytes, about; null where it does not say. */
  quotaBytes(): Promise<number | null>;
  /** Whether the browser has promised not to clear it by itself. */
  persistence(): Promise<Persistence>;
  /** Asks the browser for that promise; some ask the user. */
  persist(): Promise<Persistence>;
  /** Takes a run for this tab, until it takes another, or none, or is closed; false = another tab has it. */
  hold(id: string | null): Promise<boolean>;
  /** The runs that any tab has taken. */
  held(): Promise<readonly string[]>;
  /** Called when another tab has changed something. */
  onChange(listener: () => void): void;
}

/** Why nothing can be kept: refused = the browser does not let us; full; newer = a newer page wrote it; blocked = another tab is in the way. */
export type StoreTroubleKind = 'refused' | 'full' | 'newer' | 'blocked';

export class StoreTrouble extends Error {
  constructor(
    readonly kind: StoreTroubleKind,
    /** The browser's own words. */
    readonly reason: string,
  ) {
    super(`${kind}: ${reason}`);
    this.name = 'StoreTrouble';
  }
}

/** What the page says of it, wherever runs are kept or listed. */
export const troubleSentences: Readonly<Record<StoreTroubleKind, string>> = {
  refused:
    'This browser keeps nothing for the page (a private window, or storage is switched off): runs go on in memory only. Save what you need as a file before you close the tab.',
  full: 'The browser’s storage is full: this run goes on in memory only. Delete kept runs, or save this one as a file before you close the tab.',
  newer:
    'The kept runs were last written by a newer version of this page: reload to get it. Until then runs go on in memory only.',
  blocked:
    'Another tab with an older version of this page holds the kept runs: close or reload it. Until then runs go on in memory only.',
};

/** For a page without a browser round it: nothing is kept, and nobody is told. */
export const noRunStore: RunStore = {
  list: async () => [],
  read: async () => null,
  put: async () => {},
  change: async () => {},
  remove: async () => {},
  clear: async () => {},
  quotaBytes: async () => null,
  persistence: async () => 'unknown',
  persist: async () => 'unknown',
  hold: async () => true,
  held: async () => [],
  onChange: () => {},
};
