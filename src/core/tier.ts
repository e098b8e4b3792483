import type { TrainSettings } from './settings';

/** How much training a machine can do in the time of a lesson. */
export const tiers = ['large', 'medium', 'small'] as const;
export type Tier = (typeof tiers)[number];

/** What one training step of the default network (two levels, width 8) takes, measured on the running backend. */
export interface StepSpeed {
  /** Milliseconds per step on one patch of 24^3. */
  readonly msAt24: number;
  /** The same on 32^3; null where the small patch was too slow to try the large one. */
  readonly msAt32: number | null;
}

/** The settings that a tier decides, as long as nobody else did. */
export interface TierSizes {
  readonly patchSize: number;
  readonly baseWidth: number;
  readonly predictEvery: number;
}
export type TierSetting = keyof TierSizes;

/**
 * Longest step on 32^3 at width 8, in milliseconds, with which a machine belongs to a tier. Large asks for 10 to 14 times the work of
 * medium (measured on wasm: 11), so at 12 ms its steps take at most 170 ms; medium ends at 200 ms, and small is 4 times less work than
 * medium, so that a machine of 800 ms still comes out at 200 ms. So the default run of 1,000 steps stays near three minutes in each.
 * Measured: one core of a server takes 65 ms on wasm; a processor's core is medium, large is for graphics cards.
 */
const longestMs = { large: 12, medium: 200 } as const;

/** Medium is what `defaultTraining` says. */
const sizesOf: Readonly<Record<Tier, TierSizes>> = {
  large: { patchSize: 48, baseWidth: 16, predictEvery: 100 },
  medium: { patchSize: 32, baseWidth: 8, predictEvery: 250 },
  small: { patchSize: 24, baseWidth: 4, predictEvery: 500 },
};

export function tierOf(speed: StepSpeed): Tier {
  const ms = msPerStep(speed);
  if (ms <= longestMs.large) return 'large';
  return ms <= longestMs.medium ? 'medium' : 'small';
}

/** Milliseconds per step on 32^3; where that was not measured, from 24^3 by the number of voxels. */
export function msPerStep({ msAt24, msAt32 }: StepSpeed): number {
  return msAt32 ?? msAt24 * (32 / 24) ** 3;
}

export function tierSizes(tier: Tier): TierSizes {
  return sizesOf[tier];
}

/** The settings with those of the tier in place, but for the ones that are pinned. */
export function withTier(settings: TrainSettings, tier: Tier, pinned: readonly TierSetting[]): TrainSettings {
  const own = sizesIn(settings);
  const sizes = { ...sizesOf[tier], ...Object.fromEntries(pinned.map((name) => [name, own[name]])) };
  return {
    ...settings,
    network: { ...settings.network, baseWidth: sizes.baseWidth },
    patch: { ...settings.patch, size: sizes.patchSize },
    predictEvery: sizes.predictEvery,
  };
}

/** Which of the settings that a tier decides differ between the two. */
export function changedSizes(before: TrainSettings, after: TrainSettings): readonly TierSetting[] {
  const [a, b] = [sizesIn(before), sizesIn(after)];
  return (['patchSize', 'baseWidth', 'predictEvery'] as const).filter((name) => a[name] !== b[name]);
}

function sizesIn({ network, patch, predictEvery }: TrainSettings): TierSizes {
  return { patchSize: patch.size, baseWidth: network.baseWidth, predictEvery };
}
