/** Which blobs were found at one validation: one entry per blob, in any fixed order. */
export interface Sighting {
  readonly step: number;
  readonly isFound: readonly boolean[];
}

/** When a blob was found, as stretches of steps `from` ..= `to` in which every validation found it; the last may still go on. */
export interface FoundBar {
  /** The step at which it was first found; null = not yet. */
  readonly firstStep: number | null;
  readonly stretches: readonly { readonly from: number; readonly to: number }[];
  /** Whether the newest validation found it. */
  readonly isHeld: boolean;
}

/** For each blob its bar, from validations in the order of their steps. A stretch ends at the last validation that found the blob. */
export function firstFound(sightings: readonly Sighting[], blobCount: number): FoundBar[] {
  return Array.from({ length: blobCount }, (_, blob) => barOf(sightings, blob));
}

function barOf(sightings: readonly Sighting[], blob: number): FoundBar {
  const stretches: { from: number; to: number }[] = [];
  let isHeld = false;
  for (const { step, isFound } of sightings) {
    if (isFound[blob] && isHeld) stretches[stretches.length - 1].to = step;
    else if (isFound[blob]) stretches.push({ from: step, to: step });
    isHeld = isFound[blob];
  }
  return { firstStep: stretches[0]?.from ?? null, stretches, isHeld };
}
