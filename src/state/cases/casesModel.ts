import type { CaseFacts } from '../../core/case';

/** Number of a case in the list; `homeId` = the case that was opened first. */
export type CaseId = number;
export const homeId: CaseId = 0;

/** What a run does with a case: cuts patches from it, predicts it whole and scores that, or leaves it alone. */
export const caseRoles = ['train', 'validate', 'off'] as const;
export type CaseRole = (typeof caseRoles)[number];

export type CaseState =
  | { readonly phase: 'opening'; readonly what: string; readonly fraction: number }
  | { readonly phase: 'ready'; readonly facts: CaseFacts }
  /** One sentence. */
  | { readonly phase: 'failed'; readonly message: string };

export interface CaseRow {
  readonly id: CaseId;
  readonly name: string;
  readonly role: CaseRole;
  readonly state: CaseState;
}

/** A built-in case beside the first, like it but for its seed. */
export interface FurtherPhantom {
  readonly seed: number;
  readonly role: CaseRole;
}

/** The roles as they were when the run began. */
export interface RunCases {
  readonly train: readonly CaseId[];
  readonly validate: readonly CaseId[];
}

/** The cases that the page has open; their arrays lie in the vault. */
export interface Cases {
  /** The one that was opened first, then further ones in the order in which they came. Empty = nothing is open. */
  readonly rows: readonly CaseRow[];
  /** The one that the picture shows: `openCase`. */
  readonly shown: CaseId;
  /** Null before a run has begun. */
  readonly ofRun: RunCases | null;
  /** Why the last that was asked for was not added. */
  readonly problem: string | null;
}

export const noCases: Cases = { rows: [], shown: homeId, ofRun: null, problem: null };

/** So many cases, and so many voxels of all together, are held at most: scan and ids in the page and in each lane. */
export const mostCases = 12;
export const mostVoxels = 2 ** 26;

/** The name of a case among others: built-in cases of a kind are told apart by their seeds. */
export function caseName({ name, source }: Pick<CaseFacts, 'name' | 'source'>): string {
  return source.kind === 'phantom' ? `${name}, seed ${source.settings.seed}` : name;
}
