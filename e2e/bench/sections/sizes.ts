/** What a training step works on. */
export interface Size {
  /** Voxels per side of the patch. */
  readonly side: number;
  readonly baseWidth: number;
}

/** Smaller ones first: they tell how long the larger ones will take. */
export const sizes: readonly Size[] = [
  { side: 24, baseWidth: 8 },
  { side: 32, baseWidth: 8 },
  { side: 32, baseWidth: 16 },
  { side: 64, baseWidth: 16 },
];

/** "32^3/8" */
export function sizeInWords({ side, baseWidth }: Size): string {
  return `${side}^3/${baseWidth}`;
}

/** The targets are about this size. */
export function isAimedAt({ side, baseWidth }: Size): boolean {
  return side === 32 && baseWidth === 8;
}

/** The time of a step is about proportional to this. */
export function workOf({ side, baseWidth }: Size): number {
  return side ** 3 * baseWidth ** 2;
}
