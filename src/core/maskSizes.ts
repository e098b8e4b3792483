import { bestDiceMissing, type Missable, mostMissable } from './bestDice';
import type { Imbalance } from './case';
import type { Components } from './components';
import { measureImbalance } from './imbalance';
import { type SmallerHalfPull, smallerHalfPull } from './pull';
import type { Triple } from './volume';

/** One mask as far as the sizes of its blobs go; plain enough for JSON. */
export interface MaskSizes {
  readonly spacingMm: Triple;
  /** Voxels of the whole volume. */
  readonly voxelTotal: number;
  /** Voxels of each blob, falling. */
  readonly sizes: readonly number[];
}

/** Smallest, median (of an even number the lower middle) and largest of some sizes; 0 where there are none. */
export interface SizeRange {
  readonly smallest: number;
  readonly median: number;
  readonly largest: number;
}

/** What the sizes of a mask, or of many masks together, come to. */
export interface MaskSummary {
  readonly imbalance: Imbalance;
  readonly voxels: SizeRange;
  readonly mm3: SizeRange;
  /** The most of the smallest blobs that can be missed at Dice `wantedDice` or more, over all voxels together. */
  readonly missable: Missable;
  /** The best Dice with only the smallest blob missed; 0 for fewer than two blobs. */
  readonly diceWithoutSmallest: number;
  /** Null without a smaller half. Of many masks the median over those that have one: a loss sees one at a time. */
  readonly pull: SmallerHalfPull | null;
}

/** A Dice that passes for good. */
export const wantedDice = 0.9;

/** Voxels of each component, falling. */
export function countSizes({ ids, count }: Components): number[] {
  const voxels = new Float64Array(count + 1);
  for (let i = 0; i < ids.length; i++) voxels[ids[i]]++;
  return [...voxels.subarray(1).sort().reverse()];
}

/** One mask. */
export function summariseMask(mask: MaskSizes): MaskSummary {
  return summarise([mask], smallerHalfPull(mask.sizes, mask.voxelTotal));
}

/** Many masks as if they were one: all their blobs, all their voxels. */
export function summariseTogether(masks: readonly MaskSizes[]): MaskSummary {
  const pulls = masks.flatMap(({ sizes, voxelTotal }) => smallerHalfPull(sizes, voxelTotal) ?? []);
  const middle = (key: keyof SmallerHalfPull) => rangeOf(pulls.map((pull) => pull[key]).sort((a, b) => b - a)).median;
  const pull = {
    global: middle('global'),
    blobOfMean: middle('blobOfMean'),
    blobDiceAtFirst: middle('blobDiceAtFirst'),
    blobDiceWhenClean: middle('blobDiceWhenClean'),
    ccAtFirst: middle('ccAtFirst'),
    ccWhenClean: middle('ccWhenClean'),
    biccAtFirst: middle('biccAtFirst'),
    inverseWeighting: middle('inverseWeighting'),
  };
  return summarise(masks, pulls.length > 0 ? pull : null);
}

/** Blobs that can be missed while every one of the masks keeps Dice `wantedDice` or more. */
export function missableInEach(masks: readonly MaskSizes[]): number {
  return masks.reduce((total, { sizes }) => total + mostMissable(sizes, wantedDice).missed, 0);
}

export function voxelMm3(mask: MaskSizes): number {
  return mask.spacingMm[0] * mask.spacingMm[1] * mask.spacingMm[2];
}

function summarise(masks: readonly MaskSizes[], pull: SmallerHalfPull | null): MaskSummary {
  const sizes = masks.flatMap((mask) => mask.sizes).sort((a, b) => b - a);
  const volumes = masks.flatMap((mask) => mask.sizes.map((size) => size * voxelMm3(mask))).sort((a, b) => b - a);
  const voxelTotal = masks.reduce((total, mask) => total + mask.voxelTotal, 0);
  return {
    imbalance: measureImbalance(
      sizes.map((voxels) => ({ voxels })),
      voxelTotal,
    ),
    voxels: rangeOf(sizes),
    mm3: rangeOf(volumes),
    missable: mostMissable(sizes, wantedDice),
    diceWithoutSmallest: sizes.length < 2 ? 0 : bestDiceMissing(sizes, 1),
    pull,
  };
}

function rangeOf(falling: readonly number[]): SizeRange {
  const largest = falling[0] ?? 0;
  return {
    smallest: falling.at(-1) ?? 0,
    median: falling[Math.floor(falling.length / 2)] ?? 0,
    largest,
  };
}
