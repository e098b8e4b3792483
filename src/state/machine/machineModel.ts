import type { RoomReport } from '../../core/room';
import type { BackendName } from '../../core/settings';
import type { Tier, TierSetting } from '../../core/tier';

/** How fast this machine trains, and what that decides. */
export interface TierFacts {
  readonly name: Tier;
  /** Null = not measured yet: the tier is a guess. */
  readonly measured: { readonly backend: BackendName; readonly msPerStep: number } | null;
  /** Settings that a tier would decide, but that the user or the address decided. */
  readonly pinned: readonly TierSetting[];
}

/** The examination of this machine. */
export type Room =
  | { readonly phase: 'none' }
  | { readonly phase: 'checking'; readonly what: string; readonly fraction: number; readonly startedAtMs: number }
  | { readonly phase: 'checked'; readonly report: RoomReport }
  | { readonly phase: 'failed'; readonly message: string };
