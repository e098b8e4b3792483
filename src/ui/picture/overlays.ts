import type { CaseArrays } from '../../core/case';
import { outcome } from '../../core/terms';
import type { LaneId } from '../../state/laneId';
import { arraysOfLane } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import type { Vault } from '../../state/vault';
import type { HeatOverlay, IndexOverlay } from '../../viewer/port';
import { heatShown } from './heatShown';

/** What a voxel of a scored prediction is called, index = `outcome`. */
const outcomeNames: readonly string[] = [
  'background',
  'true positive',
  'false positive',
  'missed',
  'false positive that is looked at',
];

/** The colours of the three outcomes; the palette's, which the picture needs as numbers. */
export const outcomeColours = { truePositive: '#2ec4b6', falsePositive: '#ff5d8f', missed: '#ffd23f' } as const;

const none = '#000000';
/** Below this nothing of a probability is drawn, so that the scan stays visible. */
export const heatFrom = 0.05;
/** The same of the pull on each voxel, of which the largest is 1. */
export const pullFrom = 0.02;
/** What a term does not see is greyed. */
export const maskedColour = '#8b95a5';

/** The overlay that the facts ask for, from the arrays that lie beside them; null where there is none (yet). */
export function overlayOf(state: AppState, vault: Vault, lane: LaneId): IndexOverlay | HeatOverlay | null {
  const { picture, openCase } = state;
  if (!openCase || !vault.caseArrays) return null;
  const { probability, outcome: outcomes, masked } = shownArrays(state, vault, lane);
  switch (picture.overlay) {
    case 'none':
      return null;
    case 'blobs':
      return {
        kind: 'index',
        ids: vault.caseArrays.ids,
        colours: [none, ...openCase.blobs.map((blob) => blob.colour)],
        names: ['background', ...openCase.blobs.map((blob) => `Blob ${blob.id}`)],
      };
    case 'probability':
      return probability && { kind: 'heat', values: probability, from: heatFrom };
    case 'outcome':
      return outcomes && outcomeOverlay(outcomes, state, vault);
    case 'heat':
      return heatOverlay(state, vault);
    case 'masked':
      return masked && seenOverlay(masked, vault.caseArrays, state);
    default:
      return picture.overlay satisfies never;
  }
}

/** The arrays of the prediction that is shown: on the bench, its own; elsewhere a lane's. */
export function shownArrays({ mode }: AppState, vault: Vault, lane: LaneId): ShownArrays {
  if (mode === 'bench') return vault.bench ?? noArrays;
  const arrays = arraysOfLane(vault, lane);
  return arrays ? { ...noArrays, probability: arrays.probability, outcome: arrays.outcome } : noArrays;
}

interface ShownArrays {
  readonly probability: Float32Array | null;
  readonly outcome: Uint8Array | null;
  readonly masked: Uint8Array | null;
}

const noArrays: ShownArrays = { probability: null, outcome: null, masked: null };

/** Grey where the term of the seen blob is blind (what is black in the scan stays black, else a cell would end in a grey block), and that blob in its own colour. */
function seenOverlay(
  masked: Uint8Array,
  { ids, scan }: CaseArrays,
  { openCase, benchSettings }: AppState,
): IndexOverlay {
  const blob = benchSettings.seenBlob ?? 0;
  const shown = masked.slice();
  const [black, white] = openCase?.displayRange ?? [0, 1];
  const dark = black + 0.1 * (white - black);
  for (let v = 0; v < shown.length; v++)
    if (ids[v] !== 0) shown[v] = ids[v] === blob ? 2 : shown[v];
    else if (scan[v] < dark) shown[v] = 0;
  const colour = openCase?.blobs[blob - 1]?.colour ?? none;
  return {
    kind: 'index',
    ids: shown,
    colours: [none, maskedColour, colour],
    names: ['seen', 'masked away', `Blob ${blob}`],
  };
}

function heatOverlay(state: AppState, vault: Vault): HeatOverlay | null {
  const heat = state.mode === 'bench' ? heatShown(state, vault) : null;
  return heat && { kind: 'heat', values: heat, from: pullFrom };
}

/** Index of the component that is looked at, among the outcomes. */
export const chosenComponent = 4;

/** Whether the component that is looked at is known: its voxels lie in the vault. */
export function isComponentShown({ mode, bench, benchSettings }: AppState): boolean {
  return (
    mode === 'bench' && benchSettings.seenVoxel !== null && bench.phase === 'open' && bench.answer.component !== null
  );
}

function outcomeOverlay(outcomes: Uint8Array, state: AppState, { bench }: Vault): IndexOverlay {
  const component = isComponentShown(state) ? bench?.component : null;
  const ids = component ? outcomes.slice() : outcomes;
  if (component) for (const v of component) if (ids[v] === outcome.falsePositive) ids[v] = chosenComponent;
  return { kind: 'index', ids, colours: outcomeColourList(), names: outcomeNames };
}

function outcomeColourList(): string[] {
  const colours = [none, none, none, none, outcomeColours.falsePositive];
  colours[outcome.truePositive] = outcomeColours.truePositive;
  colours[outcome.falsePositive] = outcomeColours.falsePositive;
  colours[outcome.falseNegative] = outcomeColours.missed;
  return colours;
}
