import { iouOf, type OverlapTable } from '../overlaps';
import type { Matching } from './matching';

/** Why a predicted component counts as true or false, without a full stop: "false: touches no blob". */
export function explainPrediction(table: OverlapTable, matching: Matching, prediction: number): string {
  const blobs = matching.matches
    .filter(({ predictions }) => predictions.includes(prediction))
    .flatMap(({ references }) => references);
  if (blobs.length > 0) return `true: matched with ${blobWords(blobs)}`;
  const isTrue = matching.matchedPredictions.includes(prediction);
  const best = [...table.ofPrediction[prediction]].sort((a, b) => b.voxels - a.voxels)[0];
  if (!best) return isTrue ? 'true: near a blob' : 'false: touches no blob';
  const overlap = `${best.voxels.toLocaleString('en')} voxels in blob ${best.reference}, IoU ${iouOf(table, best).toFixed(2)}`;
  return isTrue ? `true: ${overlap}` : `false: ${overlap}, not matched`;
}

function blobWords(ids: readonly number[]): string {
  const shown = ids.slice(0, 5).join(', ');
  return `blob${ids.length === 1 ? '' : 's'} ${shown}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`;
}
