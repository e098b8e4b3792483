import type { AppState } from '../../state/model';
import type { Overlay } from '../../state/viewModel';

type OverlayFacts = Pick<AppState, 'mode' | 'picture' | 'prediction' | 'bench' | 'selectedBlob'>;

export interface OverlayChoice {
  readonly value: Overlay;
  readonly label: string;
  /** Whether there is something to show. */
  readonly isThere: boolean;
}

/** What can lie over the scan in this mode, in the order in which it is offered. */
export function overlayChoices({ mode, prediction, bench, selectedBlob }: OverlayFacts): readonly OverlayChoice[] {
  const isBench = mode === 'bench';
  const isPredicted = isBench ? bench.phase === 'open' : prediction !== null;
  const ofBench: readonly OverlayChoice[] = [
    { value: 'heat', label: 'Pull', isThere: isPredicted },
    { value: 'masked', label: 'Sees', isThere: isPredicted && selectedBlob !== null },
  ];
  return [
    { value: 'blobs', label: 'Blobs', isThere: true },
    { value: 'probability', label: 'Probability', isThere: isPredicted },
    { value: 'outcome', label: 'Found', isThere: isPredicted },
    ...(isBench ? ofBench : []),
    { value: 'none', label: 'None', isThere: true },
  ];
}

/** The overlay after the shown one, of those that have something to show. */
export function nextOverlay(facts: OverlayFacts): Overlay {
  const possible = overlayChoices(facts).filter(({ isThere }) => isThere);
  const at = possible.findIndex(({ value }) => value === facts.picture.overlay);
  return possible[(at + 1) % possible.length].value;
}
