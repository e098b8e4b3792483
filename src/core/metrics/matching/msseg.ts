import { type OverlapTable, transposeOverlaps } from '../overlaps';
import { assembleMatching, matchOf, referenceIds } from './assemble';
import type { Matching } from './matching';
import type { MatchReason } from './reason';
import type { MatchingRule } from './rule';

type Msseg = Extract<MatchingRule, { kind: 'msseg' }>;

/**
 * The rule of MSSEG and MSSEG-2 (Commowick et al. 2018; animaSegPerfAnalyzer): a lesion is detected when more than alpha of it is
 * covered and, going through the overlapping predictions by falling overlap until gamma of the covered part is explained, none lies
 * more than beta on the background of the reference. The same with the sides exchanged tells which predictions are true.
 */
export function matchByMsseg(rule: Msseg, table: OverlapTable): Matching {
  const turned = transposeOverlaps(table);
  const reasons = referenceIds(table).map((id) => judge(rule, table, turned, id));
  const isTrue = (id: number) => judge(rule, turned, table, id).kind === 'explained';
  return assembleMatching(rule, table, {
    matches: referenceIds(table)
      .filter((id) => reasons[id - 1].kind === 'explained')
      .map((id) =>
        matchOf(
          table,
          [id],
          table.ofReference[id].map(({ prediction }) => prediction),
        ),
      ),
    reasons,
    matchedPredictions: referenceIds(turned).filter(isTrue),
  });
}

/** Judges one component of the reference side of `table`; `turned` is the same table seen from the other side. */
function judge({ alpha, beta, gamma }: Msseg, table: OverlapTable, turned: OverlapTable, id: number): MatchReason {
  const pairs = [...table.ofReference[id]].sort((a, b) => b.voxels - a.voxels);
  const overlap = pairs.reduce((sum, { voxels }) => sum + voxels, 0);
  const covered = overlap / table.referenceVoxels[id];
  if (pairs.length === 0) return { kind: 'untouched' };
  if (!(covered > alpha)) return { kind: 'coverageBelow', covered, alpha };
  let explained = 0;
  for (const { prediction, voxels } of pairs) {
    if (explained >= gamma) break;
    const inside = turned.ofReference[prediction].reduce((sum, pair) => sum + pair.voxels, 0);
    const outside = 1 - inside / table.predictionVoxels[prediction];
    if (outside > beta) return { kind: 'outsideAbove', partner: prediction, outside, beta };
    explained += voxels / overlap;
  }
  return { kind: 'explained', covered, explained, gamma };
}
