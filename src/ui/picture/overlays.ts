import { outcome } from '../../core/terms';
import { arraysOfLane } from '../../state/laneSite';
import type { AppState, LaneId } from '../../state/model';
import { emptyArrays, type Vault } from '../../state/vault';
import type { HeatOverlay, IndexOverlay } from '../../viewer/port';

/** What a voxel of a scored prediction is called, index = `outcome`. */
const outcomeNames: readonly string[] = ['background', 'true positive', 'false positive', 'missed'];

/** The colours of the three outcomes; the palette's, which the picture needs as numbers. */
export const outcomeColours = { truePositive: '#2ec4b6', falsePositive: '#ff5d8f', missed: '#ffd23f' } as const;

const none = '#000000';
/** Below this nothing of a probability is drawn, so that the scan stays visible. */
export const heatFrom = 0.05;

/** The overlay that the facts ask for, from the arrays that lie beside them; null where there is none (yet). */
export function overlayOf(
  { picture, openCase }: AppState,
  vault: Vault,
  lane: LaneId,
): IndexOverlay | HeatOverlay | null {
  if (!openCase || !vault.caseArrays) return null;
  const { probability, outcome: outcomes } = arraysOfLane(vault, lane) ?? emptyArrays();
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
      return outcomes && { kind: 'index', ids: outcomes, colours: outcomeColourList(), names: outcomeNames };
    default:
      return picture.overlay satisfies never;
  }
}

function outcomeColourList(): string[] {
  const colours = [none, none, none, none];
  colours[outcome.truePositive] = outcomeColours.truePositive;
  colours[outcome.falsePositive] = outcomeColours.falsePositive;
  colours[outcome.falseNegative] = outcomeColours.missed;
  return colours;
}
